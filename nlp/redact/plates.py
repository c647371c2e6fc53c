"""Licence plates of all Dutch side codes, with hyphens, spaces or nothing between the groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.redact.cues import any_of, before
from nlp.redact.found import Found

# RDW side codes 1-14: X a letter, 9 a digit
SIDE_CODES = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9",
    "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip
# 1-3 look like codes and times, and 2 without separators like a postcode: those need a vehicle nearby
_OLD = frozenset(SIDE_CODES[:3])


def _shape(code: str, separator: str) -> str:
    groups = [group.replace("X", "[A-Z]").replace("9", r"\d") for group in code.split("-")]
    return separator.join(groups)


_EDGE_LEFT, _EDGE_RIGHT = r"(?<![\w-])(?<!\d\.)", r"(?![\w]|-\w)"
_HYPHEN = re.compile(
    _EDGE_LEFT + f"(?:{'|'.join(_shape(code, '[-–‑.]') for code in SIDE_CODES)})" + _EDGE_RIGHT, re.IGNORECASE
)
_LOOSE = re.compile(
    _EDGE_LEFT + f"(?:{'|'.join(_shape(code, '[ -]{0,3}') for code in SIDE_CODES)})" + _EDGE_RIGHT, re.IGNORECASE
)
_VEHICLE = re.compile(rf"\b(?:{any_of('kenteken')})\b[^\n]{{0,60}}$")
_PLATE = re.compile(r"\b(?:kenteken|nummerbord|nummerplaat|kentekenplaat|plaat|plaatje)(?:\s[a-z]+){0,3}[\s:]{1,3}$")
_FOREIGN = re.compile(
    _EDGE_LEFT + r"(?=[A-Z0-9 -]*\d)(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{1,4}(?:[ -][A-Z0-9]{1,5}){1,2}" + _EDGE_RIGHT
)
# as far as somebody could read it: "een busje, QV-52-T"
_PARTLY = re.compile(_EDGE_LEFT + r"(?:[A-Z]{1,3}-\d{1,3}-[A-Z]{1,3}|\d{1,3}-[A-Z]{1,3}-\d{1,3})" + _EDGE_RIGHT)
_DOSSIER = re.compile(rf"\b(?:{any_of('dossier')})\b[\s.:#-]{{0,6}}$")
_MONTHS = frozenset(["JAN", "FEB", "MRT", "APR", "MEI", "JUN", "JUL", "AUG", "SEP", "OKT", "NOV", "DEC"])
# small words that stand between two numbers: "3 van de 12", "2 tot 10"
_SMALL = frozenset(
    [
        "DE",
        "EN",
        "OF",
        "IN",
        "OP",
        "TE",
        "VAN",
        "TOT",
        "MET",
        "PER",
        "OM",
        "AAN",
        "UUR",
        "BIJ",
        "EEN",
        "HET",
        "IS",
        "ER",
        "ZE",
        "WE",
        "KM",
        "CM",
        "MM",
        "KG",
        "GB",
        "MB",
    ]
)


def find_plates(text: str) -> Iterator[Found]:
    """Every licence plate; without hyphens only in capitals or near a word for a vehicle."""
    for match in _FOREIGN.finditer(text):
        if _PLATE.search(before(text, match.start())) and len(re.sub(r"\W", "", match.group())) >= 5:
            yield Found(match.start(), match.end(), "KENTEKEN")
    for match in _HYPHEN.finditer(text):
        if _is_plate(match.group()) and not _DOSSIER.search(before(text, match.start())):
            yield Found(match.start(), match.end(), "KENTEKEN")
    for match in _LOOSE.finditer(text):
        if _is_plate(match.group()) and _fits(text, match):
            yield Found(match.start(), match.end(), "KENTEKEN")
    for match in _PARTLY.finditer(text):
        if _is_plate(match.group()) and _VEHICLE.search(before(text, match.start(), reach=70)):
            yield Found(match.start(), match.end(), "KENTEKEN")


def _fits(text: str, match: re.Match[str]) -> bool:
    ahead = before(text, match.start(), reach=70)
    near = bool(_VEHICLE.search(ahead))
    plate = match.group()
    if _code(plate) in _OLD or (" " not in plate and "-" not in plate and plate[0].isdigit() and plate[-1].isdigit()):
        return near
    n_gaps = len(re.findall(r"[ -]+", plate))
    capitals = "".join(filter(str.isalpha, plate)).isupper()
    if near:
        return capitals or n_gaps != 1  # "een auto van 10 jaar"
    return capitals and n_gaps == 2 and not _DOSSIER.search(ahead)


def _code(plate: str) -> str:
    compact = re.sub(r"[^A-Za-z0-9]", "", plate)
    shape = "".join("9" if letter.isdigit() else "X" for letter in compact)
    return next((code for code in SIDE_CODES if code.replace("-", "") == shape), "")


def _is_plate(text: str) -> bool:
    groups = re.findall(r"[A-Za-z]+", text)
    return not any(group.upper() in _MONTHS or group.upper() in _SMALL for group in groups)
