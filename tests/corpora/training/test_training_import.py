"""Statements written as plain text become training files; nothing vanishes without a word."""

from __future__ import annotations

from pathlib import Path

from corpora.coded import require_coded
from corpora.training_import import import_blocks

BLOCKS = """# zakken-glasbak
verloedering_afval|p|bewoner|telegram|zakken naast glasbak, elke maandag
-|n|bewoner|oud|Ik breng mijn glas op dinsdag weg.

# fiets-weg
diefstal_inbraak_vernieling,aanpak_en_vertrouwen|p|ouder|boos|Fiets weg en drie weken later een briefje
"""


def _source(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "bron" / "a"
    folder.mkdir(parents=True)
    (folder / "01.txt").write_text(text, encoding="utf-8")
    return tmp_path / "bron"


def test_blocks_become_statements_with_priorities_by_the_codebook(tmp_path: Path) -> None:
    count, problems = import_blocks(_source(tmp_path, BLOCKS), tmp_path / "uit")
    assert (count, problems) == (3, ())
    statements = {statement.text[:6]: statement for statement in require_coded(tmp_path / "uit")}
    assert statements["zakken"].priorities == ("veilige_wijken",)
    assert statements["Ik bre"].priorities == ()
    assert statements["Fiets "].situation == "a/fiets-weg"
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == [
        "diefstal_inbraak_vernieling-01.jsonl",
        "none-01.jsonl",
        "verloedering_afval-01.jsonl",
    ]


def test_wrong_lines_are_told_with_their_place(tmp_path: Path) -> None:
    text = BLOCKS + "vuil|p|bewoner|boos|x\n-|z|bewoner|boos|y\n-|p\n" + BLOCKS.splitlines()[1] + "\n"
    count, problems = import_blocks(_source(tmp_path, text), tmp_path / "uit")
    assert count == 3
    assert [problem.split(": ")[1] for problem in problems] == [
        "onbekend subthema 'vuil'",
        "onbekende polariteit of groep",
        "minder dan vijf velden",
    ]
    assert problems[0].startswith("a/01.txt, regel 7")


def test_statement_keeps_its_id_when_others_come_before_it(tmp_path: Path) -> None:
    import_blocks(_source(tmp_path, BLOCKS), tmp_path / "uit")
    before = {statement.text: statement.id for statement in require_coded(tmp_path / "uit")}
    (tmp_path / "bron" / "a" / "00.txt").write_text("# s\n-|n|bewoner|oud|Iets anders\n", encoding="utf-8")
    import_blocks(tmp_path / "bron", tmp_path / "uit")
    after = {statement.text: statement.id for statement in require_coded(tmp_path / "uit")}
    assert before.items() <= after.items()


def test_what_is_there_already_is_passed_over_and_the_rest_is_kept(tmp_path: Path) -> None:
    source = _source(tmp_path, BLOCKS)
    import_blocks(source, tmp_path / "uit")
    (source / "a" / "01.txt").write_text("# s\n-|n|bewoner|oud|Iets anders\n" + BLOCKS, encoding="utf-8")
    assert import_blocks(source, tmp_path / "uit") == (1, ())
    assert len(require_coded(tmp_path / "uit")) == 4
