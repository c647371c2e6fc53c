"""Addresses: street with house number, the postcode and town that follow, and a full postcode alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.redact.cues import any_of, before, load_cues
from nlp.redact.digits import WORDS
from nlp.redact.found import Found

_CAP = r"[A-ZÀ-ÞŠŽ][\w'’.-]*"
_PARTICLE = r"(?:van|de|der|den|het|ten|ter|te|'t|’t|'s|aan|op|in|en|la|le|du|d')"
_ORDINAL = r"(?:[1-9]\d?e|[Ee]erste|[Tt]weede|[Dd]erde|[Vv]ierde|[Vv]ijfde|[Zz]esde)"
_TAIL = any_of("straatstaarten")
# "Burgemeester van der Lelystraat", "Eerste Looiersteeg", "Laan van Poot"
_BEFORE = rf"(?:(?:{_ORDINAL}|{_CAP})\s(?:{_PARTICLE}\s){{0,2}}){{0,3}}"
_STREET = rf"(?:{_BEFORE}[\w'’-]*(?:{_TAIL})|(?:Laan|Plein|Weg|Hof|Straat|Pad|Singel|Park|Kade)\s(?:{_PARTICLE}\s){{1,2}}{_CAP}(?:\s(?:{_PARTICLE}\s)*{_CAP})?)"
_SUFFIX = any_of("toevoegingen")
_WORD_NUMBER = "|".join(
    sorted((word for word, digits in WORDS.items() if len(digits) == 2 and digits.isdecimal()), key=len, reverse=True)
)
_NUMBER = (
    rf"(?:(?:huis)?(?:nummer|nr\.?|no\.?)\s?)?(?P<number>[1-9]\d{{0,4}}(?!\d)|(?:{_WORD_NUMBER})\b)"
    rf"(?:\s?-?\s?[A-Za-z](?![\w'’])|(?:\s|\s?[-/]\s?)(?:{_SUFFIX})\b|-?[IVX]{{1,4}}\b|\s?[-/]\s?\d{{1,4}}[A-Za-z]?\b|-[A-Za-z]{{1,3}}\b)?"
)
_POSTCODE = r"[1-9]\d{3}\s{0,2}[A-Z]{2}"
_TOWN = rf"(?:[\s,]{{1,3}}(?:te\s)?(?P<town>(?:'s-|’s-)?{_CAP}(?:\s(?:aan\s(?:den|de)|op|bij|en|a/d|ad)\s{_CAP}(?:\s{_CAP})?|(?<=Den)\s{_CAP}|(?<=Nieuw)\s{_CAP}|(?<=Oud)\s{_CAP}|(?<=Sint)\s{_CAP})?))?"
_WITH_CODE = rf"(?:[\s,;(]{{1,4}}(?:postcode:?\s)?(?P<code>{_POSTCODE}(?![A-Za-z0-9])){_TOWN})?"
_ADDRESS = re.compile(rf"(?<![\w'’-])(?P<street>{_STREET})\s(?P<house>{_NUMBER}){_WITH_CODE}(?![\w])")
_LOWER_ADDRESS = re.compile(
    rf"(?<![\w'’-])(?P<street>[a-zà-ÿ'’-]{{3,}}(?:{_TAIL}))\s(?P<house>{_NUMBER}){_WITH_CODE}(?![\w])"
)
# a street with another ending: the postcode or the verb gives it away
_ANY_STREET = rf"{_CAP}(?:\s(?:{_PARTICLE}\s){{0,2}}{_CAP}){{0,3}}"
_BY_CODE = re.compile(
    rf"(?<![\w'’-])(?P<street>{_ANY_STREET})\s(?P<house>{_NUMBER})[\s,;(]{{1,4}}(?P<code>{_POSTCODE}(?![A-Za-z0-9])){_TOWN}"
)
_BY_VERB = re.compile(
    rf"\b(?i:{any_of('adreswoorden')})\b[\s:.]+(?:(?:\w+\s){{0,3}}?(?:op|aan|in|is)\s)?(?:(?:de|het)\s)?(?P<street>{_ANY_STREET})\s(?P<house>{_NUMBER}){_WITH_CODE}(?![\w])"
)
_BARE_CODE = re.compile(rf"(?<![\w.,-])[1-9]\d{{3}}\s?[A-Z]{{2}}(?![\w]){_TOWN}")
_LOWER_CODE = re.compile(r"(?<![\w.,-])[1-9]\d{3}[a-z]{2}(?!\w)")
_NO_CODE = frozenset(["sa", "sd", "ss"])
# two letters that are words or units: "2024 IN", "1200km"
_NOT_LETTERS = frozenset(
    [
        "in",
        "op",
        "de",
        "en",
        "is",
        "te",
        "om",
        "of",
        "we",
        "ze",
        "he",
        "je",
        "uw",
        "al",
        "er",
        "nu",
        "zo",
        "na",
        "tv",
        "ek",
        "wk",
        "vs",
        "eu",
        "uk",
        "km",
        "kg",
        "cm",
        "mm",
        "mb",
        "gb",
        "ml",
        "kb",
        "dm",
        "kw",
        "mw",
        "rt",
        "xl",
        "nl",
        "bc",
        "ad",
        "pk",
        "cc",
        "fm",
        "am",
        "pm",
    ]
)


def find_addresses(text: str) -> Iterator[Found]:
    """Addresses with a house number and full postcodes, in the order of certainty."""
    for pattern in (_BY_CODE, _ADDRESS, _BY_VERB, _LOWER_ADDRESS):
        for match in pattern.finditer(text):
            if _is_address(text, match):
                yield Found(_street_start(match), _end(match), "ADRES")
    for match in _BARE_CODE.finditer(text):
        if _is_code(match.group()[:7], text):
            yield Found(match.start(), _end(match), "ADRES")
    for match in _LOWER_CODE.finditer(text):
        if match.group()[-2:] not in _NOT_LETTERS | _NO_CODE:
            yield Found(match.start(), match.end(), "ADRES")


def _end(match: re.Match[str]) -> int:
    return len(match.string[: match.end()].rstrip(" .,;("))


def _street_start(match: re.Match[str]) -> int:
    """Leave out capitalised words before the street that belong to the sentence: "Ook Voorstraat 12"."""
    street: str = match["street"]
    cut = re.match(
        r"(?:(?:Op|In|Aan|Bij|De|Het|Mijn|Ons|Adres|Wij|Ik|Ook|Naar|Tegenover|Woont|Naast|Hoek|Achter|Voor)\s)+(?=\S)",
        street,
    )
    return int(match.start("street") + (cut.end() if cut else 0))


def _is_address(text: str, match: re.Match[str]) -> bool:
    groups = match.groupdict()
    if groups.get("code"):
        return True
    street = match["street"]
    if street.lower() in load_cues()["straatstaarten"] or match["house"].lower() in ("een", "één"):
        return False
    following = re.match(r"\s+([\w'’]+)", text[match.end("house") : match.end("house") + 40])
    if following and _counts(following[1], text, match):
        return False
    if following and not match["house"][0].isdigit() and _is_counted(following[1]):
        return False  # "op de Singelweg elf geregistreerde aanrijdingen"
    # lower case: a compound as "winkelplein 3" is an address only where somebody lives
    if street[0].islower():
        return bool(re.search(rf"\b(?:{any_of('adreswoorden')})\b[^.\n]{{0,30}}$", before(text, match.start("street"))))
    return True


def _counts(word: str, text: str, match: re.Match[str]) -> bool:
    """Whether the number counts what follows ("op de Voorstraat 3 winkels dicht")."""
    if word.lower() in load_cues()["telwoorden"] or word.lower() in load_cues()["maanden"]:
        return True  # "Jan Bakker 3 mei": a day
    article = re.search(r"\b(?:op|in|aan|bij|langs|van|over)\s+(?:de|het)\s+$", before(text, match.start("street")))
    return bool(
        article
        and word.islower()
        and len(word) > 4
        and word.endswith(("en", "s"))
        and not word.endswith(("ten", "nen"))
    )


def _is_counted(word: str) -> bool:
    return word.islower() and len(word) > 3 and word not in load_cues()["toevoegingen"]


def _is_code(code: str, text: str) -> bool:
    letters = code.strip(" ,")[-2:].lower()
    year = 1900 <= int(code[:4]) <= 2099
    if letters in _NO_CODE:
        return False
    return not (letters in _NOT_LETTERS and (year or text.isupper()))
