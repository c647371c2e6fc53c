"""Telephone numbers, in digits, in words and mixed; numbers of public services stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.redact.cues import any_of, before
from nlp.redact.digits import Atom, may_hold_numbers, number_runs
from nlp.redact.found import Found

# 0800 free, 0900/0906/0909 paid, 14 + area code of a municipality: nobody's own number
_PUBLIC = re.compile(r"(?:0031|\+?31|0)?(?:800|90[069])\d*")
# ten digits from the zero on; 0031, +31 and 31 stand for that zero, also as "+31 (0)6"
_DUTCH = re.compile(r"(?:(?:\+|00)310?|\+?0)[1-9]\d{8}|316\d{8}")
_ABROAD = re.compile(r"(?:\+|00)(?!31)[1-9]\d{7,13}")
_DATED = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d,?\s+\d{1,2}[:.]\d{2}(?!\d)"
)  # "07-10-2025 09:02" is ten digits too
_CONTEXT = re.compile(rf"\b(?:{any_of('telefoon')})\b[\w\s.:,()'-]{{0,20}}$")
_DOSSIER = re.compile(rf"\b(?:{any_of('dossier')})\b[\s.:#-]{{0,4}}$")


def find_phones(text: str) -> Iterator[Found]:
    """Every private telephone number."""
    if not may_hold_numbers(text):
        return
    for run in number_runs(text):
        first = 0
        while first < len(run):
            last = _phone(run, first, text)
            if last is not None:
                yield Found(_with_bracket(text, run[first].start), run[last].end, "TELEFOON")
                first = last + 1
            else:
                first += 1


def _phone(run: list[Atom], first: int, text: str) -> int | None:
    """Index of the part that completes a number begun at `first`."""
    if not _stands_free(text, run[first]) or _DATED.match(text, run[first].start):
        return None
    digits, best = "", None
    # nothing but a number is spelled out from "nul zes" on
    spelled = _is_spelled_out(run[first:])
    context = spelled or _CONTEXT.search(before(text, run[first].start))
    for last in range(first, min(len(run), first + 14)):
        digits += run[last].digits
        if len(digits) > 16 or (last > first and "\n\n" in run[last].gap):
            break
        if (_is_phone(digits) and _ends_free(text, run[last])) or (
            (best is None or spelled)
            and context
            and _is_short_phone(digits, run[first : last + 1], text, spelled=spelled)
        ):
            best = last
        if best is not None and _DUTCH.fullmatch(digits) and not spelled:
            break
    if best is not None and _DOSSIER.search(before(text, run[first].start)):
        return None
    return best


def _is_spelled_out(run: list[Atom]) -> bool:
    digits = "".join(atom.digits for atom in run)
    return digits.startswith("06") and len(digits) > 7 and all(atom.spoken for atom in run)


def _is_phone(digits: str) -> bool:
    return bool(_DUTCH.fullmatch(digits) or _ABROAD.fullmatch(digits)) and not _PUBLIC.fullmatch(digits)


def _is_short_phone(digits: str, parts: list[Atom], text: str, *, spelled: bool) -> bool:
    """A local number without area code or a mobile one with a digit missing, where the text says it is a number.

    Who spells one out may say a digit too many: "dertig twintig tien nul nul".
    """
    if re.fullmatch(r"06\d{6,12}" if spelled else r"06\d{6,9}", digits):
        return _ends_free(text, parts[-1])
    return len(parts) > 1 and bool(re.fullmatch(r"[1-9]\d{6}", digits)) and _ends_free(text, parts[-1])


def _stands_free(text: str, atom: Atom) -> bool:
    ahead = text[max(0, atom.start - 1) : atom.start]
    return not (ahead.isalnum() or (ahead in ("-", "_", "+") and not atom.digits.startswith("+")))


def _ends_free(text: str, atom: Atom) -> bool:
    return not re.match(r"\w|[-.,/]\d", text[atom.end : atom.end + 2])


def _with_bracket(text: str, start: int) -> int:
    return start - 1 if text[start - 1 : start] == "(" and ")" in text[start : start + 6] else start
