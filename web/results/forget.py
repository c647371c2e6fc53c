"""What goes with a round after its last day. Publications stay: they are public, and hold what was approved only."""

from __future__ import annotations

from web.rounds.models import Round


def has_decisions(round_: Round) -> bool:
    return any(rows.exists() for rows in _decisions(round_))


def forget_decisions(round_: Round) -> None:
    """Delete every decision that people took in this round."""
    for rows in _decisions(round_):
        rows.all().delete()


def _decisions(round_: Round):  # type: ignore[no-untyped-def]
    return (
        round_.decisions,
        round_.concerns_concerndecisions,
        round_.publish_quotedecisions,
        round_.publish_compositions,
        round_.clouds_hiddenwords,
        round_.review_samples,
    )
