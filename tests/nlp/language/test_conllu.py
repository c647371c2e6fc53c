"""Treebank files: read as they are, refused with a Dutch sentence when they are something else."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from corpora.errors import NothingReadError, ReadError
from nlp.language.conllu import grouped, read, write

SAMPLE = """# newdoc id = brief
# sent_id = brief-1
1\tHet\thet\tDET\tLID\tDefinite=Def\t2\tdet\t_\t_
2\tpark\tpark\tNOUN\tN\tGender=Neut\t3\tnsubj\t_\t_
3\tsluit\tsluiten\tVERB\tWW\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\tLET\t_\t3\tpunct\t_\t_

# sent_id = brief-2
1-2\tzo'n\t_\t_\t_\t_\t_\t_\t_\t_
1\tzo\tzo\tADV\tBW\t_\t3\tadvmod\t_\t_
2\t'n\teen\tDET\tLID\t_\t3\tdet\t_\t_
3\tpark\tpark\tNOUN\tN\t_\t0\troot\t_\t_
3.1\tis\tzijn\tVERB\t_\t_\t_\t_\t3:conj\t_
"""


def sample(folder: Path, text: str = SAMPLE) -> Path:
    path = folder / "voorbeeld.conllu"
    path.write_text(text, encoding="utf-8")
    return path


def test_text_is_rebuilt_with_the_spaces_of_the_original(tmp_path: Path) -> None:
    assert [sentence.text for sentence in read(sample(tmp_path))] == ["Het park sluit.", "zo'n park"]


def test_heads_count_from_zero_and_the_root_is_its_own_head(tmp_path: Path) -> None:
    first = next(read(sample(tmp_path)))
    assert [token.head for token in first.tokens] == [1, 2, 2, 2]


def test_a_gzipped_file_reads_the_same(tmp_path: Path) -> None:
    packed = tmp_path / "voorbeeld.conllu.gz"
    packed.write_bytes(gzip.compress(SAMPLE.encode()))
    assert list(read(packed)) == list(read(sample(tmp_path)))


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    sentences = list(read(sample(tmp_path)))
    write(sentences, tmp_path / "terug.conllu")
    assert [s.tokens for s in read(tmp_path / "terug.conllu")] == [s.tokens for s in sentences]


@pytest.mark.parametrize(
    ("sentence_id", "document"),
    [
        ("wiki-1181.p.10.s.1", "wiki-1181"),
        ("WR-P-E-I-0000051928.p.1.s.81.2", "WR-P-E-I-0000051928"),
        ("WR-P-P-H-0000000007/WR-P-P-H-0000000007.p.1.s.2", "WR-P-P-H-0000000007"),
        ("cdb/401", "cdb"),
        ("weblog-12", "weblog"),
    ],
)
def test_the_document_follows_from_the_name_of_the_sentence(tmp_path: Path, sentence_id: str, document: str) -> None:
    line = "1\tJa\tja\tINTJ\tTSW\t_\t0\troot\t_\t_\n"
    assert [s.document for s in read(sample(tmp_path, f"# sent_id = {sentence_id}\n{line}"))] == [document]


def test_groups_never_cross_a_document_and_stay_small(tmp_path: Path) -> None:
    line = "1\tJa\tja\tINTJ\tTSW\t_\t0\troot\t_\t_\n\n"
    names = [f"a.p.1.s.{number}" for number in range(5)] + ["b.p.1.s.1"]
    path = sample(tmp_path, "".join(f"# sent_id = {name}\n{line}" for name in names))
    assert [len(group) for group in grouped(read(path), max_sentences=2)] == [2, 2, 1, 1]


@pytest.mark.parametrize("text", ["zomaar een zin\n", "1\tJa\tja\n", "1\tJa\tja\tINTJ\tTSW\t_\t7\troot\t_\t_\n"])
def test_another_kind_of_file_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadError, match="regel 1: deze regel volgt de opmaak"):
        list(read(sample(tmp_path, text)))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingReadError, match="geen zinnen"):
        list(read(sample(tmp_path, "\n")))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="niet te lezen"):
        list(read(tmp_path / "weg.conllu.gz"))
