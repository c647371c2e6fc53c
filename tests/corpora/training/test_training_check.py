"""The check on training statements finds what makes them worthless to learn from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpora import training_rules
from corpora.codebook import load_codebook
from corpora.coded import CodedStatement, read_coded, require_coded
from corpora.errors import KnowledgeError
from corpora.training_check import check, main

VARIED = (
    "Elke ochtend liggen er nieuwe zakken naast de bak bij de kerk.",
    "De trein rijdt al drie weken niet op zondag, vervelend hoor.",
    "Mijn buurman draait om half vier nog platen, dan lig ik wakker.",
    "Op het pleintje staat 's avonds niemand meer, vroeger wel.",
    "Wij hebben een nieuwe kapper gekregen en die knipt prima.",
    "Ze hebben mijn achterlicht eraf getrapt bij het zwembad.",
)


def _row(number: int, text: str, **changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "id": f"t{number}",
        "text": text,
        "priorities": [],
        "subthemes": [],
        "polarity": "neutraal",
    }
    return row | {"group": "bewoner", "situation": f"s{number}", "register": "boos"} | changes


def _folder(tmp_path: Path, *rows: dict[str, object]) -> Path:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "none-01.jsonl").write_text(lines + "\n", encoding="utf-8")
    return tmp_path


def _findings(tmp_path: Path, kind: str, *rows: dict[str, object]) -> tuple[str, ...]:
    return check(_folder(tmp_path, *rows)).findings[kind]


def test_varied_statements_raise_no_finding_about_likeness_or_labels(tmp_path: Path) -> None:
    findings = check(_folder(tmp_path, *(_row(n, text) for n, text in enumerate(VARIED)))).findings
    for kind in (
        "onleesbare regels",
        "dubbele id's",
        "labels",
        "dubbele uitspraken",
        "versleten zinnen",
        "overgenomen tekst",
    ):
        assert findings[kind] == (), kind


def test_duplicate_is_found_despite_capitals_and_punctuation(tmp_path: Path) -> None:
    (finding,) = _findings(tmp_path, "dubbele uitspraken", _row(1, VARIED[0]), _row(2, VARIED[0].upper() + "!!"))
    assert finding.endswith(": dubbel")


def test_near_duplicate_is_found(tmp_path: Path) -> None:
    changed = VARIED[2].replace("buurman", "buurvrouw")
    (finding,) = _findings(tmp_path, "dubbele uitspraken", _row(1, VARIED[2]), _row(2, changed))
    assert finding.endswith(": bijna dubbel")


def test_sentence_frame_with_other_content_words_is_worn_after_five_uses(tmp_path: Path) -> None:
    things = ("fiets", "tas", "jas", "scooter", "brommer", "pet")
    rows = [_row(n, f"Ik heb er al zo vaak over die {thing} van mij gebeld.") for n, thing in enumerate(things)]
    assert any("zinsbouw" in finding for finding in _findings(tmp_path, "versleten zinnen", *rows))


def test_unknown_label_and_contradicting_priorities_are_told_with_their_place(tmp_path: Path) -> None:
    row = _row(1, VARIED[0], subthemes=["afvalberg"], priorities=["veilige_wijken"])
    findings = _findings(tmp_path, "labels", row)
    assert "none-01.jsonl, regel 1: onbekend label 'afvalberg'" in findings
    assert any("volgen niet" in finding for finding in findings)


def test_line_that_is_no_statement_is_told_without_its_text(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "geheim"}\nnee\n', encoding="utf-8")
    statements, problems = read_coded(tmp_path)
    assert statements == ()
    assert len(problems) == 2
    assert "geheim" not in "".join(problems)


def test_training_needs_statements(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="geen gecodeerde uitspraken"):
        require_coded(tmp_path)


def test_quotas_and_lengths_are_told(tmp_path: Path) -> None:
    report = check(_folder(tmp_path, _row(1, "Nee.")))
    assert any(finding.startswith("uitspraken: 1, minstens 8000") for finding in report.findings["te weinig"])
    assert "none-01.jsonl, regel 1: 1 woorden; 3 tot 120 mag" in report.findings["lengte"]


@pytest.mark.parametrize(
    ("text", "share"),
    [("Er ligt hier altijd grofvuil en zwerfafval.", 0.0), ("Naast de bak staat weer een bank.", 1.0)],
)
def test_wanted_words_are_counted(text: str, share: float) -> None:
    theme = load_codebook().subthemes[0]
    statement = CodedStatement("1", text, ("veilige_wijken",), (theme.id,), "probleem", "", "s", "boos")
    assert training_rules.share_without_wanted([statement], theme) == share


def test_six_words_in_a_row_from_measuring_text_are_found(tmp_path: Path) -> None:
    source = tmp_path / "bron.txt"
    source.write_text("zij zeggen: Mijn buurman draait om half vier nog, en meer", encoding="utf-8")
    statements, _ = read_coded(_folder(tmp_path, _row(1, VARIED[2]), _row(2, VARIED[1])))
    assert list(training_rules.borrowed_runs(statements, [source])) == [
        "none-01.jsonl, regel 1: zes woorden achter elkaar gelijk aan bron.txt"
    ]


def test_command_gives_the_table_and_fails_while_quotas_are_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(_folder(tmp_path, _row(1, VARIED[0])))
    assert main([folder]) == 1
    assert "Niet in orde." in capsys.readouterr().out
    main([folder, "--json"])
    assert json.loads(capsys.readouterr().out)["statements"] == 1
