"""Read sentences of Universal Dependencies treebanks (CoNLL-U, https://universaldependencies.org/format.html)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from corpora.errors import NothingReadError, ReadError

# What names the sentence rather than its document: "wiki-1181.p.10.s.1", "cdb/401", "weblog-0012".
SENTENCE_PART = re.compile(r"(?:\.p\.\d+)?\.s\.\d+.*$|(?<=.)/.*$|[-_.]?\d+$")
N_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word; `head` counts from 0 within the sentence and is its own position for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    relation: str
    space_after: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence and the document it was taken from."""

    id: str
    document: str
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return "".join(token.form + " " * token.space_after for token in self.tokens).strip()


def read(path: Path) -> Iterator[Sentence]:
    """Sentences of a `.conllu` or `.conllu.gz` file.

    Raises:
        ReadError: the file cannot be opened or a line does not follow the format.
        NothingReadError: there is no sentence in it.
    """
    document, empty = "", True
    for number, block in _blocks(path):
        comments = dict(_comments(block))
        document = comments.get("newdoc id", comments.get("newdoc", document))
        sentence_id = comments.get("sent_id", "")
        tokens = tuple(_tokens(block, path=path, number=number))
        if tokens:
            empty = False
            yield Sentence(sentence_id, document or SENTENCE_PART.sub("", sentence_id), tokens)
    if empty:
        raise NothingReadError("hierin staan geen zinnen.", source=path.name, cure="Kies een gevuld CoNLL-U-bestand.")


def grouped(sentences: Iterable[Sentence], *, max_sentences: int) -> Iterator[tuple[Sentence, ...]]:
    """Consecutive sentences of one document, in groups of at most `max_sentences`."""
    for _, document in groupby(sentences, key=lambda sentence: sentence.document):
        members = tuple(document)
        for start in range(0, len(members), max_sentences):
            yield members[start : start + max_sentences]


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    opener = gzip.open if path.suffix == ".gz" else open
    block: list[str] = []
    number = 0
    try:
        with opener(path, "rt", encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    block.append(line.rstrip("\r\n"))
                elif block:
                    yield number - len(block), block
                    block = []
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ReadError("dit bestand is niet te lezen.", source=path.name, cure="Controleer het bestand.") from error
    if block:
        yield number - len(block) + 1, block


def _comments(block: list[str]) -> Iterator[tuple[str, str]]:
    for line in block:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            yield key.strip(), value.strip()


def _tokens(block: list[str], *, path: Path, number: int) -> Iterator[Token]:
    rows: list[list[str]] = []
    glued: dict[int, bool] = {}  # last word of a multiword token -> space after the whole
    for offset, line in enumerate(block):
        if line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != N_COLUMNS or not re.fullmatch(r"\d+([-.]\d+)?", columns[0]):
            raise _malformed(path, number + offset)
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            glued |= dict.fromkeys(range(first, last), False) | {last: _space_after(columns)}
        elif "." not in columns[0]:  # an empty node of the enhanced graph is no word
            rows.append(columns)
    for position, columns in enumerate(rows):
        if not columns[6].isdigit() or int(columns[6]) > len(rows):
            raise _malformed(path, number)
        head = int(columns[6]) - 1 if columns[6] != "0" else position
        values = [value if value != "_" or column in (1, 2) else "" for column, value in enumerate(columns)]
        space = glued.get(position + 1, _space_after(columns))
        yield Token(values[1], values[2], values[3], values[4], values[5], head, values[7], space)


def _space_after(columns: list[str]) -> bool:
    return "SpaceAfter=No" not in columns[9].split("|")


def _malformed(path: Path, number: int) -> ReadError:
    return ReadError(
        "deze regel volgt de opmaak van CoNLL-U niet.",
        source=path.name,
        place=f"regel {number}",
        cure="Gebruik een bestand met tien kolommen, gescheiden door tabs.",
    )


def write(sentences: Iterable[Sentence], path: Path) -> None:
    """Write sentences as CoNLL-U; the document of a sentence becomes its `newdoc id`."""
    lines: list[str] = []
    document = None
    for sentence in sentences:
        if sentence.document != document:
            document = sentence.document
            lines.append(f"# newdoc id = {document}")
        lines.append(f"# sent_id = {sentence.id}")
        lines += ["\t".join(_columns(position, token)) for position, token in enumerate(sentence.tokens)]
        lines.append("")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _columns(position: int, token: Token) -> list[str]:
    head = 0 if token.head == position else token.head + 1
    space = "_" if token.space_after else "SpaceAfter=No"
    values = [token.form, token.lemma, token.upos, token.xpos, token.feats, str(head), token.relation, "", space]
    return [str(position + 1), *(value or "_" for value in values)]
