"""Bank accounts and citizen service numbers (BSN), told from other numbers by their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.redact.cues import any_of, before
from nlp.redact.digits import number_runs
from nlp.redact.found import Found

# length of an IBAN per country: SWIFT, IBAN Registry (ISO 13616)
IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
    "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FR": 27, "GB": 22,
    "GE": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30,
    "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22,
    "MK": 19, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22,
    "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "XK": 20,
}  # fmt: skip
_IBAN_START = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(IBAN_LENGTHS)})[ .-]?\d[ .-]?\d(?=[\s.\-]{{0,2}}[A-Z0-9])", re.IGNORECASE
)
_IBAN_PART = re.compile(r"[\s.\-]{0,2}([A-Z0-9])", re.IGNORECASE)
_NINE = re.compile(r"(?<![\w+-])(?<!\d[.,])\d(?:[ .\-]?\d){7,8}(?![\w])(?![.,-]\d)")
_BSN = re.compile(rf"\b(?:{any_of('bsn')})\b[^\n]{{0,30}}$")
_NAMED_BSN = re.compile(rf"\b(?:{any_of('bsn')})\b")
_DOSSIER = re.compile(rf"\b(?:{any_of('dossier')})(?:nummer|nr)?\b[\w\s.:#-]{{0,14}}$")
_ACCOUNT = re.compile(rf"\b(?:{any_of('rekening')})\b[\w\s.:]{{0,16}}$")
_GROUPED = re.compile(
    r"\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3}|\d{4}[ .-]\d{3}[ .-]\d{2}|\d{2}[ .-]\d{3}[ .-]\d{4}|\d{3}[ .-]\d{2}[ .-]\d{4}|\d{9}"
)


def find_accounts(text: str) -> Iterator[Found]:
    """IBANs with a right check number or at least the right shape, and old account numbers named as such."""
    for start in _IBAN_START.finditer(text):
        end = _iban_end(text, start)
        if end:
            yield Found(start.start(), end, "IBAN")
    for match in re.finditer(r"(?<![\w.])\d(?:[. ]?\d){6,9}(?![\w])", text):
        if _ACCOUNT.search(before(text, match.start())):
            yield Found(match.start(), match.end(), "IBAN")


def _iban_end(text: str, start: re.Match[str]) -> int | None:
    country = text[start.start() : start.start() + 2].upper()
    compact = re.sub(r"[ .-]", "", start.group()).upper()
    end = start.end()
    while len(compact) < IBAN_LENGTHS[country]:
        part = _IBAN_PART.match(text, end)
        if not part:
            return None
        compact += part[1].upper()
        end = part.end()
    if text[end : end + 1].isalnum():
        return None
    plain = start.group()[:2].isupper()
    shaped = bool(re.fullmatch(r"NL\d\d[A-Z]{4}\d{10}", compact)) or (plain and sum(map(str.isdecimal, compact)) >= 12)
    return end if _mod97(compact) == 1 or shaped else None


def _mod97(iban: str) -> int:
    """Remainder of an IBAN by ISO 7064 mod 97-10; 1 is right."""
    return int("".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])) % 97


def find_bsn(text: str) -> Iterator[Found]:
    """Numbers of nine digits that pass the eleven-test, and any of eight or nine where the text says it is a BSN."""
    for match in _NINE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        ahead = before(text, match.start())
        if _BSN.search(ahead) or (
            len(digits) == 9 and _eleven(digits) and _GROUPED.fullmatch(match.group()) and not _DOSSIER.search(ahead)
        ):
            yield Found(match.start(), match.end(), "BSN")
    yield from _spoken_bsn(text)


def _spoken_bsn(text: str) -> Iterator[Found]:
    if not _NAMED_BSN.search(text.lower()):
        return
    for run in number_runs(text):
        digits = "".join(atom.digits for atom in run)
        if (
            any(atom.spoken for atom in run)
            and len(digits) in (8, 9)
            and digits.isdecimal()
            and _BSN.search(before(text, run[0].start))
        ):
            yield Found(run[0].start, run[-1].end, "BSN")


def _eleven(digits: str) -> bool:
    """The eleven-test for BSN: weights 9 to 2, the last digit counts negative."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0 and int(digits) > 0
