"""Quotes that cannot be wrong: checked against the redacted conversation, attributed without pointing at anyone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpora.records import Conversation, RunResult, Statement
from outputs.errors import NotMaskedError, NotVerbatimError
from outputs.labels import group_name

CUT = "[…]"  # an editor left something out; only an editor does
_CLAUSE = re.compile(r"[^.!?,;:]+")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_DENIALS = frozenset(
    ["niet", "niets", "niks", "geen", "nooit", "niemand", "nergens", "nauwelijks", "zonder", "noch", "nee"]
)
_FEW_WORDS = 4  # cut from the edge of a clause; more is a clause of its own
_AROUND_CUT = re.compile(r"\s*\[…\]\s*")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one person, as they may stand between quotation marks."""

    text: str
    conversation_id: str
    start: int  # of the whole statement, into the redacted `Conversation.text`
    end: int
    kept: tuple[tuple[int, int], ...] = ()  # characters of the statement that an editor kept; () = all of it


def quote_of(statement: Statement) -> Quote:
    """The whole statement as a quote."""
    return Quote(statement.text, statement.conversation_id, statement.start, statement.end)


def shorten(statement: Statement, keep: Iterable[tuple[int, int]]) -> Quote:
    """Keep only these stretches of the statement, each widened to whole words, with `[…]` where something was left out.

    Args:
        keep: characters of `statement.text`, end excluded; may touch, overlap or lie outside.
    """
    stretches = stretches_of(statement.text, keep)
    if not stretches:
        return Quote(CUT, statement.conversation_id, statement.start, statement.end)
    text = f" {CUT} ".join(statement.text[start:end] for start, end in stretches)
    if statement.text[: stretches[0][0]].strip():
        text = f"{CUT} {text}"
    if statement.text[stretches[-1][1] :].strip():
        text = f"{text} {CUT}"
    return Quote(text, statement.conversation_id, statement.start, statement.end, tuple(stretches))


def stretches_of(text: str, keep: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What an editor keeps, in whole words, in order, without overlap; may be empty."""
    return _merge(_whole_words(text, start, end) for start, end in keep)


def lost_denial(text: str, keep: Iterable[tuple[int, int]]) -> str:
    """The "niet" or "geen" that a shortening cuts out of what it belongs to; "" when none.

    That is one with kept words of its clause on both sides, or one cut with few other words from the edge of a clause
    that stays: "ik voel me […] veilig" is not what was said.
    """
    kept = tuple(keep)
    for clause in _CLAUSE.finditer(text):
        words = list(_WORD.finditer(text, clause.start(), clause.end()))
        stays = [any(start <= word.start() and word.end() <= end for start, end in kept) for word in words]
        for number, word in enumerate(words):
            if stays[number] or word.group().lower() not in _DENIALS or not any(stays):
                continue
            if (any(stays[:number]) and any(stays[number:])) or stays.count(False) <= _FEW_WORDS:
                return word.group()
    return ""


def released(result: RunResult) -> dict[str, Quote]:
    """Statement id -> the quote that people released, shortened as the editor left it.

    A shortening that keeps no word is no quote, so that statement is left out.
    """
    approved = result.decisions.approved
    quotes = {
        said.id: shorten(said, approved[said.id].keep) if approved[said.id].keep else quote_of(said)
        for said in result.statements
        if said.id in approved
    }
    return {key: quote for key, quote in quotes.items() if quote.text != CUT}


def check_masked(conversations: Iterable[Conversation]) -> None:
    """Refuse conversations that were never masked.

    Raises:
        NotMaskedError: for the first one.
    """
    for conversation in conversations:
        if not conversation.redacted:
            raise NotMaskedError(
                "dit gesprek is nog niet gemaskeerd; er is niets weggeschreven.",
                source=conversation.source,
                cure="Maskeer eerst de persoonsgegevens.",
            )


def check_verbatim(quotes: Iterable[Quote], conversations: Iterable[Conversation]) -> int:
    """Check every quote against its source, and return how many were checked.

    A quote with `[…]` is right when the parts around it stand in the source in that order.

    Raises:
        NotVerbatimError: for the first quote that is not found; says where, never what.
    """
    texts = {conversation.id: (conversation.text, conversation.source) for conversation in conversations}
    checked = 0
    for quote in quotes:
        text, source = texts.get(quote.conversation_id, ("", "onbekend gesprek"))
        if not is_verbatim(quote.text, text[quote.start : quote.end]):
            raise NotVerbatimError(
                "een citaat staat niet letterlijk in de bron; er is niets weggeschreven.",
                source=source,
                place=f"tekens {quote.start} tot {quote.end}",
                cure="Lees het bestand opnieuw in.",
            )
        checked += 1
    return checked


def is_verbatim(quote: str, source: str) -> bool:
    """Whether the quote is the source, or whole words of it in the same order with `[…]` for what is missing."""
    trimmed = source.strip()
    if quote in (source, trimmed):
        return True
    first, *rest = _AROUND_CUT.split(quote)
    if not rest or not trimmed.startswith(first) or not trimmed.endswith(rest[-1]):
        return False
    position, end = len(first), len(trimmed) - len(rest[-1])
    for piece in rest[:-1]:
        position = _find_words(piece, trimmed, position, end)
        if position < 0:
            return False
    return position <= end and bool(first or any(rest)) and not _splits_word(trimmed, len(first), end)


def _find_words(piece: str, source: str, start: int, end: int) -> int:
    """End of the first place where the piece stands as whole words; -1 when it does not."""
    found = source.find(piece, start, end)
    while found >= 0 and _splits_word(source, found, found + len(piece)):
        found = source.find(piece, found + 1, end)
    return found + len(piece) if found >= 0 else -1


def _splits_word(source: str, *places: int) -> bool:
    return any(0 < i < len(source) and source[i - 1].isalnum() and source[i].isalnum() for i in places)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return (0, 0)
    while _splits_word(text, start):
        start -= 1
    while _splits_word(text, end):
        end += 1
    return (start, end)


def _merge(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretch for stretch in stretches if stretch[0] < stretch[1]):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class Attributions:
    """Who said it, as the city writes it, told only as far as at least `k` people share it.

    A wijk or a group that fewer than `k` people share could point at one of them, so it is left out.
    """

    def __init__(self, statements: Iterable[Statement], *, k: int) -> None:
        people: dict[tuple[str, str], set[str]] = {}
        for said in statements:
            for key in {(said.group, said.wijk), (said.group, ""), ("", said.wijk)}:
                people.setdefault(key, set()).add(said.person)
        self._people: Mapping[tuple[str, str], set[str]] = people
        self._k = k

    def shown(self, statement: Statement) -> tuple[str, str]:
        """Group and wijk that may be told of this statement; "" where not."""
        wanted = ((statement.group, statement.wijk), (statement.group, ""), ("", statement.wijk))
        for key in wanted:
            if len(self._people.get(key, ())) >= self._k:
                return key
        return ("", "")

    def line(self, statement: Statement) -> str:
        """ "Bewoner Krispijn", "Jongere", "Deelnemer, Krispijn" or "Deelnemer"."""
        return attribution(*self.shown(statement))


def attribution(group: str, wijk: str) -> str:
    """The line under a quote, as the city writes it."""
    if group:
        return f"{group_name(group)} {wijk}".strip()
    return f"Deelnemer, {wijk}" if wijk else "Deelnemer"
