"""E-mail addresses, also spelled out, accounts on social media, and links that name a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.redact.cues import any_of, load_cues
from nlp.redact.found import Found

_NAME = r"[\w][\w.+%'-]{0,63}"
_TLD = r"(?:nl|com|example|net|org|eu|be|de|fr|uk|tr|pl|info|nu|frl|amsterdam|me|biz|io|gov|edu|online|email)"
_PLAIN = re.compile(
    r"(?<![\w.+%-])\w[\w.+%-]{0,63}(?:@\s?|\s@\s)(?:[\w-]{1,63}\.){1,4}[a-z]{2,12}(?![\w-])", re.IGNORECASE
)
_AT = r"(?:\s*[\[(<{]\s*(?:at|a|apenstaartje|apestaartje|@)\s*[\])>}]\s*|\s+(?:apenstaartje|apestaartje|apestaart|apenstaart|at|ad|et)\s+|\s@\s|@)"
_DOT = r"(?:\s*[\[(<{]\s*(?:dot|punt|\.)\s*[\])>}]\s*|\s+(?:punt|dot|puntje)\s+|\.(?=\w))"
_JOIN = rf"(?:{_DOT}|\s+(?:streepje|liggend\s+streepje|laag\s+streepje|underscore|koppelteken|min|plus)\s+|[-_+])"
_WORD = r"[^\W_]{1,40}"
_AT_CUES = ("@", "apenst", "apest", " at ", " ad ", " et ", "(at", "[at", "{at", "<at", "( at", "[ at", "(a)", "[a]")
_PROVIDER = r"(?:gmail|hotmail|outlook|live|yahoo|icloud|ziggo|kpnmail|kpnplanet|planet|xs4all|home|upcmail|msn|hetnet|protonmail|proton|tele2|zonnet|quicknet|solcon|casema|chello)"
_SPELLED = re.compile(
    rf"(?<![\w@.-]){_WORD}(?:{_JOIN}{_WORD}){{0,5}}{_AT}{_WORD}(?:{_JOIN}{_WORD}){{0,3}}{_DOT}{_WORD}(?![\w])",
    re.IGNORECASE,
)
# "jan apenstaartje gmail", without the end
_CUT = re.compile(rf"(?<![\w@.-]){_WORD}(?:{_JOIN}{_WORD}){{0,5}}{_AT}{_PROVIDER}(?!\w)", re.IGNORECASE)
_SPOKEN_AT = re.compile(r"\s+(?:at|ad|et)\s+", re.IGNORECASE)
# words before a spelled-out address that do not belong to it
_LEAD = re.compile(r"^(?:[\w'-]+\s+)??(?=\S)", re.IGNORECASE)

_HANDLE = re.compile(r"(?<![\w@./])@(?=[\w.]*[^\W\d_])[\w](?:[\w.-]{0,40}\w)?")
_ACCOUNT = re.compile(
    rf"\b(?P<cue>{any_of('accounts')})(?:\s*[-–]?\s*(?:naam|account|adres|profiel|handle))?"
    r"(?:\s*(?:[:=]|\()\s*|\s+(?:(?:die|dat|wat)\s+)?(?P<verb>is|heet|heet\s+ik|onder|als|naam)\s+(?:de\s+naam\s+)?|\s+)(?P<name>@?\w(?:[\w.-]{0,40}\w)?)(?![\w@])",
    re.IGNORECASE,
)
_PLATFORM = re.compile("|".join(sorted({cue[:4] for cue in load_cues()["accounts"]})), re.IGNORECASE)
_PROFILE = re.compile(
    r"(?:https?://)?(?:www\.|m\.|nl\.)?(?:instagram|facebook|fb|tiktok|snapchat|twitter|x|linkedin|threads|youtube|t|twitch)\.(?:com|me|nl|tv)"
    r"/(?:in/|add/|u/|@|user/|c/|profile\.php\?id=)?[\w.%@-]{2,60}/?(?:\?[\w=&%-]*)?",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\[\]]{3,200}", re.IGNORECASE)
NOT_AN_ACCOUNT = frozenset(
    [
        "en",
        "of",
        "de",
        "het",
        "een",
        "op",
        "van",
        "is",
        "niet",
        "ook",
        "maar",
        "account",
        "groep",
        "bericht",
        "filmpje",
        "berichten",
        "filmpjes",
    ]
)


def find_emails(text: str) -> Iterator[Found]:
    """E-mail addresses, plain and spelled out ("jan punt jansen apenstaartje post punt nl")."""
    if "@" in text:
        for match in _PLAIN.finditer(text):
            yield Found(match.start(), match.end(), "EMAIL")
    lowered = text.lower()
    if not any(cue in lowered for cue in _AT_CUES):
        return
    for pattern in (_SPELLED, _CUT):
        for match in pattern.finditer(text):
            if _really_spelled(match.group()):
                yield Found(match.start(), match.end(), "EMAIL")


def _really_spelled(address: str) -> bool:
    """ "at" and "et" are words too: then the end has to be one of the internet."""
    if not _SPOKEN_AT.search(address):
        return True
    return bool(re.search(rf"(?:{_DOT}){_TLD}$|\s{_PROVIDER}$", address, re.IGNORECASE))


def find_handles(text: str) -> Iterator[Found]:
    """Accounts: `@naam`, "insta: naam", links to a profile."""
    for match in _PROFILE.finditer(text) if "/" in text else ():
        if not text[match.start() - 1 : match.start()].isalnum():
            yield Found(match.start(), match.end(), "HANDLE")
    if "@" in text:
        for match in _HANDLE.finditer(text):
            yield Found(match.start(), match.end(), "HANDLE")
    for match in _ACCOUNT.finditer(text) if _PLATFORM.search(text) else ():
        if _is_account(match):
            yield Found(match.start("name"), match.end("name"), "HANDLE")


def _is_account(match: re.Match[str]) -> bool:
    """After "insta:" any name is one; without a colon it has to look like one: a digit, a point, an underscore."""
    name = match["name"]
    between = match.group()[: match.start("name") - match.start()]
    if name.lower() in load_cues()["nooit"] | NOT_AN_ACCOUNT or name.isdecimal():
        return False
    return bool(re.search(r"[:=]\s*$", between)) or bool(
        re.search(r"\w[\d_]|[a-z]\.[a-z]", name, re.IGNORECASE) and len(name) > 3
    )


def find_links(text: str, names: frozenset[str]) -> Iterator[Found]:
    """Links that hold one of these names (lower case) as a word of the address."""
    for match in _URL.finditer(text):
        if names and names & set(re.split(r"[\W\d_]+", match.group().lower())):
            yield Found(match.start(), match.end(), "HANDLE")
