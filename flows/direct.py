"""The main job without a server: the same stages, one after the other, with progress on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from corpora.records import RunResult
from flows import stages
from flows.work import WorkFolder, batches


def run_direct(work: WorkFolder) -> RunResult:
    """Run every stage over a work folder."""
    order = work.order()
    folder, numbers = str(work.path), range(1, len(batches(order)) + 1)
    with _Progress.shown(len(order.files) + len(numbers) + 2) as progress:
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


class _Progress:
    """A progress bar on standard error that goes away when the work is done."""

    @classmethod
    @contextmanager
    def shown(cls, total: int) -> Iterator[_Progress]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self = cls()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as self._bar:
            self._task = self._bar.add_task("Beginnen", total=total)
            yield self

    def begin(self, what: str) -> None:
        """Say what is done now."""
        self._bar.update(self._task, description=what)

    def step(self) -> None:
        """One piece is done."""
        self._bar.advance(self._task)
