"""The part of `make bench` about concerns that stay put, in another order and with statements left out."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from outputs.dutch import number

DRAWS = ((100, 5), (300, 1), (1_000, 1), (5_000, 1))  # statements, and how many draws of so many
SHOWN = {
    "shuffle_ari": "andere volgorde, laagste",
    "drop_one_ari": "een weg, gemiddeld",
    "drop_one_ari_min": "laagste",
    "drop_10pct_ari": "een tiende weg, gemiddeld",
    "drop_10pct_ari_min": "laagste",
}


def lines() -> Iterator[str]:
    """The section as lines of Markdown."""
    yield "Hoe gelijk de zorgen zijn aan die van de eerste keer (adjusted Rand index); 1 is helemaal gelijk."
    yield "De uitspraken zijn die van de training: hun thema's zijn zekerder dan die van nieuwe uitspraken."
    yield from (
        "",
        f"| uitspraken | trekking | {' | '.join(SHOWN.values())} | seconden | MB |",
        "|---:|---:|" + "---:|" * (len(SHOWN) + 2),
    )
    for n, n_draws in DRAWS:
        for draw in range(1, n_draws + 1):
            found = _measured(n, draw)
            figures = [number(found[name], decimals=3) for name in SHOWN]
            cells = [number(n), str(draw), *figures, number(found["seconds"], decimals=1), number(found["peak_mb"])]
            yield f"| {' | '.join(cells)} |"


def _measured(n: int, draw: int) -> dict[str, Any]:
    """What `stadsgesprek evalueer zorgen` gives for `n` training statements, drawn by a hash of their ids."""
    from corpora.coded import require_coded
    from nlp.evaluation.zorgen import evaluate

    drawn = sorted(require_coded(), key=lambda one: hashlib.sha256(f"{draw}/{one.id}".encode()).digest())[:n]
    rows = [{"id": one.id, "text": one.text, "subthemes": one.subthemes, "group": one.group} for one in drawn]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uitspraken.jsonl"
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        return evaluate(path)
