"""The main job without a server: the same stages, one after the other, with progress on the terminal."""

from __future__ import annotations

from corpora.records import RunResult
from flows import stages
from flows.progress import Progress
from flows.work import WorkFolder, batches


def run_direct(work: WorkFolder) -> RunResult:
    """Run every stage over a work folder."""
    order = work.order()
    folder, numbers = str(work.path), range(1, len(batches(order)) + 1)
    with Progress.shown(len(order.files) + len(numbers) + 2) as progress:
        progress.begin("Lezen en afschermen")
        for batch in numbers:
            stages.read_batch(folder, batch, after_each=progress.step)
        progress.begin("Thema's zoeken")
        for batch in numbers:
            stages.tag_batch(folder, batch)
            progress.step()
        progress.begin("Zorgen zoeken")
        stages.group_concerns(folder)
        progress.step()
        progress.begin("Bijlage en rapport maken")
        return stages.write_outputs(folder)
