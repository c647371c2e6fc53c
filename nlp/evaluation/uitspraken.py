"""Measure reading, attribution and segmentation together, on annotated uploads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.records import Conversation, Statement
from nlp.evaluation.uploads import GoldFile, GoldStatement, covered, open_gold, overlap, pair, read_gold, tokenizer

if TYPE_CHECKING:
    from spacy.language import Language

QUESTION = "interviewvraag"
DIGITS = 4

Redact = Callable[[Conversation], Conversation]
RedactFile = Callable[[Sequence[Conversation]], list[Conversation]]


@dataclass(slots=True)
class Counts:
    """Counts of one file; those of several add up."""

    predicted: int = 0
    gold: int = 0
    matched: int = 0
    half: float = 0.0  # gold statements found joined, at ½ each
    half_predicted: int = 0
    group_right: int = 0
    wijk_right: int = 0
    gold_tokens: int = 0
    gold_covered: int = 0
    tokens: int = 0
    leaked_questions: int = 0
    leaked_rest: int = 0
    other: int = 0

    def __add__(self, more: Counts) -> Counts:
        return Counts(*(getattr(self, field.name) + getattr(more, field.name) for field in fields(Counts)))

    def figures(self) -> dict[str, float | int]:
        """The measures of the schema, 0-1."""
        precision, recall = _share(self.matched, self.predicted), _share(self.matched, self.gold)
        found = self.matched + self.half
        half_p, half_r = _share(found, self.predicted + self.half - self.half_predicted), _share(found, self.gold)
        return {
            "statement_f1": _f1(precision, recall),
            "statement_precision": round(precision, DIGITS),
            "statement_recall": round(recall, DIGITS),
            "statement_f1_half": _f1(half_p, half_r),
            "content_recall": round(_share(self.gold_covered, self.gold_tokens), DIGITS),
            "leakage": round(_share(self.leaked_questions + self.leaked_rest, self.tokens), DIGITS),
            "leakage_questions": round(_share(self.leaked_questions, self.tokens), DIGITS),
            "leakage_rest": round(_share(self.leaked_rest, self.tokens), DIGITS),
            "other": round(_share(self.other, self.tokens), DIGITS),
            "group_accuracy": round(_share(self.group_right, self.matched), DIGITS),
            "wijk_accuracy": round(_share(self.wijk_right, self.matched), DIGITS),
            "predicted": self.predicted,
            "gold": self.gold,
        }


def evaluate(gold_path: Path, *, nlp: Language | None = None, redactor: Redact | None = None) -> dict[str, Any]:
    """Scores of the whole chain, from file to statement, on the files beside a gold file.

    Args:
        gold_path: `gold.json`; the files lie beside it, or in the folder that it names under `map`.
        nlp: the pipeline; `nlp.load_dutch()` when not given.
        redactor: masks one conversation; the project's own when not given.
    Returns:
        `statement_f1`, `content_recall`, `leakage`, `group_accuracy`, `wijk_accuracy` (micro, 0-1) and the parts they
        consist of, `sources` (number of files) and `files` (the same per file).
    Raises:
        KnowledgeError: the gold file is not of the expected shape.
    """
    chain = Chain(nlp, redactor)
    folder, gold = open_gold(Path(gold_path))[0], read_gold(Path(gold_path))
    counts = {file.name: score(chain.statements(folder / file.name), file) for file in gold}
    total = sum(counts.values(), Counts())
    return {
        **total.figures(),
        "sources": len(gold),
        "files": {name: count.figures() for name, count in counts.items()},
    }


class Chain:
    """File to statements, as the main job does it."""

    def __init__(self, nlp: Language | None = None, redactor: Redact | None = None) -> None:
        import nlp as room
        from corpora.gazetteer import load_gazetteer

        self.gazetteer = load_gazetteer()
        self.nlp = nlp if nlp is not None else room.load_dutch()
        self.redact_file = _each(redactor) if redactor else self._own_redactor()

    def conversations(self, path: Path) -> list[Conversation]:
        """The masked conversations of one file; none when it cannot be read."""
        from corpora.errors import ReadError
        from corpora.layout import conversations, load_hints
        from corpora.readers import read_path

        try:
            documents = read_path(path).documents
        except ReadError:
            return []
        hints = load_hints(path)
        found = [c for document in documents for c in conversations(document, gazetteer=self.gazetteer, hints=hints)]
        return self.redact_file(found)

    def statements(self, path: Path) -> list[Statement]:
        """The statements of one file."""
        from nlp.segment import segment

        return [s for c in self.conversations(path) for s in segment(c, nlp=self.nlp).statements]

    def _own_redactor(self) -> RedactFile:
        from nlp.redact import Redactor

        redactor = Redactor(nlp=self.nlp, gazetteer=self.gazetteer)
        return lambda found: [redacted.conversation for redacted in redactor.redact_file(found)]


def _each(redact: Redact) -> RedactFile:
    return lambda found: [redact(conversation) for conversation in found]


def score(statements: Sequence[Statement], file: GoldFile) -> Counts:
    """Counts of one file."""
    tokens = tokenizer(form for form, _, _ in file.personal_data)
    predicted = [tokens(statement.text) for statement in statements]
    gold = [tokens(statement.text) for statement in file.statements]
    pairs = pair(predicted, gold)
    counts = Counts(predicted=len(predicted), gold=len(gold), matched=len(pairs))
    counts.group_right = sum(statements[p].group == file.statements[g].group for p, g in pairs)
    counts.wijk_right = sum(statements[p].wijk == file.statements[g].wijk for p, g in pairs)
    _count_joined(counts, predicted, gold, file.statements, pairs)
    _count_tokens(counts, predicted, gold, [(tokens(text), reason) for text, reason in file.not_statements])
    return counts


def _count_joined(
    counts: Counts,
    predicted: Sequence[Sequence[str]],
    gold: Sequence[Sequence[str]],
    statements: Sequence[GoldStatement],
    pairs: Iterable[tuple[int, int]],
) -> None:
    """One prediction that holds all statements of a turn counts for a half each."""
    paired_p, paired_g = {p for p, _ in pairs}, {g for _, g in pairs}
    turns: dict[int, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        turns[statement.turn].append(number)
    for members in turns.values():
        if len(members) < 2 or paired_g & set(members):
            continue
        joined = [token for number in members for token in gold[number]]
        for p, text in enumerate(predicted):
            if p not in paired_p and overlap(text, joined) >= 0.8:
                paired_p.add(p)
                counts.half += len(members) / 2
                counts.half_predicted += 1
                break


def _count_tokens(
    counts: Counts,
    predicted: Sequence[Sequence[str]],
    gold: Sequence[Sequence[str]],
    others: Sequence[tuple[Sequence[str], str]],
) -> None:
    counts.gold_tokens = sum(map(len, gold))
    counts.gold_covered = sum(map(sum, covered(gold, predicted)))
    counts.tokens = sum(map(len, predicted))
    by_gold = covered(predicted, gold)
    by_question = covered(predicted, [text for text, reason in others if reason == QUESTION])
    by_rest = covered(predicted, [text for text, reason in others if reason != QUESTION])
    for marks in zip(by_gold, by_question, by_rest, strict=True):
        for in_gold, in_question, in_rest in zip(*marks, strict=True):
            counts.leaked_questions += in_question and not in_gold
            counts.leaked_rest += in_rest and not in_question and not in_gold
            counts.other += not (in_gold or in_question or in_rest)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), DIGITS) if precision + recall else 0.0
