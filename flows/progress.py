"""A progress bar for work that takes longer than a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Progress:
    """A progress bar on standard error that goes away when the work is done."""

    @classmethod
    @contextmanager
    def shown(cls, total: int) -> Iterator[Progress]:
        """Show the bar for as long as the block runs; `total` pieces are to be done."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        self = cls()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Bar(*columns, console=Console(stderr=True), transient=True) as self._bar:
            self._task = self._bar.add_task("Beginnen", total=total)
            yield self

    def begin(self, what: str) -> None:
        """Say what is done now."""
        self._bar.update(self._task, description=what)

    def step(self) -> None:
        """One piece is done."""
        self._bar.advance(self._task)
