"""The published agreement is what the two codings give."""

from __future__ import annotations

from pathlib import Path

from corpora.codebook import load_codebook
from corpora.coded import TRAINING_DIR
from corpora.training_agreement import REPORT, agreement_page, read_pairs, read_polarities

LINE = (
    '{{"id": "{0}", "text": "Tekst {0}", "priorities": [], "subthemes": [{1}], "polarity": "neutraal", "group": "",'
    ' "situation": "s{0}", "register": "neutraal"}}\n'
)


def test_the_page_beside_the_statements_is_up_to_date() -> None:
    assert (TRAINING_DIR / REPORT).read_text(encoding="utf-8") == agreement_page(TRAINING_DIR, load_codebook())


def test_every_statement_that_was_coded_again_is_still_there() -> None:
    assert len(read_pairs(TRAINING_DIR)) >= 590
    assert len(read_polarities(TRAINING_DIR)) == 400


def test_coders_who_agree_about_everything_get_one(tmp_path: Path) -> None:
    codes = ["cybercrime" if number % 3 else "" for number in range(30)]
    lines = [LINE.format(number, f'"{code}"' if code else "") for number, code in enumerate(codes)]
    (tmp_path / "a.jsonl").write_text("".join(lines), encoding="utf-8")
    again = "".join(f"{number},{code}\n" for number, code in enumerate(codes))
    (tmp_path / "tweede_codeur.csv").write_text("id,subthemes\n" + again, encoding="utf-8")
    tones = "".join(f"{number},{'wens' if number % 3 else 'neutraal'}\n" for number in range(30))
    (tmp_path / "tweede_codeur_polariteit.csv").write_text("id,polarity\n" + tones, encoding="utf-8")
    page = agreement_page(tmp_path, load_codebook())
    assert "of 30 statements, also drawn at random: 10 the same." in page
    assert "| Maatschappelijke veiligheid | 1.00 | 1.00 - 1.00 | 40 |" in page
    assert "| Veilige wijken | - | - | 0 |" in page
