"""What people decided after a run, and therefore does not stand in it."""

from __future__ import annotations

from web.concerns.board import board_of
from web.results.models import Decision, Result

NOT_YET = "Van na de laatste analyse zijn er besluiten die nog niet in het rapport staan."
CURE = "Start eerst een nieuwe analyse, of vraag een analist daarom. Publiceer daarna."


def waiting(result: Result) -> int:
    """Decisions about themes and concerns that only a next run carries out."""
    started = result.job.started_at
    themes = Decision.deciding(result.job.round)
    if started is not None:
        themes = themes.filter(at__gt=started)
    return themes.count() + board_of(result).n_waiting
