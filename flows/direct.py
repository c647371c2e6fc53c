"""The main job without a server: the same stages, one after the other, with progress on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from corpora.records import RunResult
from flows import stages
from flows.work import WorkFolder, batches

Step = Callable[[], None]


def run_direct(work: WorkFolder) -> RunResult:
    """Run every stage over a work folder."""
    order = work.order()
    folder = str(work.path)
    n_files, n_batches = len(order.files), len(batches(order))
    with _progress(n_files + n_batches + 2) as advance:
        for number in range(1, n_files + 1):
            advance(f"Lezen en maskeren: bestand {number} van {n_files}")
            stages.read_file(folder, number)
        for batch in range(1, n_batches + 1):
            advance("Thema's zoeken")
            stages.tag_batch(folder, batch)
        advance("Zorgen zoeken")
        stages.group_concerns(folder)
        advance("Bijlage en rapport maken")
        return stages.write_outputs(folder)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on standard error that goes away when the work is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Beginnen", total=total)
        started = False

        def advance(description: str) -> None:
            nonlocal started
            progress.update(bar, description=description, advance=1 if started else 0)
            started = True

        yield advance
