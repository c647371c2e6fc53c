"""What respondents say that is no statement: a few words, contact details, thanks and goodbye."""

from __future__ import annotations

import re

from nlp.segment.wording import wording

SHORT = "korte reactie"
CONTACT = "contactgegevens of afronding"
EMPTY = "leeg of niet ingevuld"

_MASK = re.compile(r"\[([A-Z]+)(?:-[A-Z]+)*-\d+\]")
_CONTACT_MASKS = frozenset({"TELEFOON", "EMAIL", "E", "HANDLE", "ADRES", "ACCOUNT", "MAIL"})
_IDENTITY = frozenset({"BSN", "GEBOORTEDATUM"})
_NUMBER = re.compile(r"@\w|\S+@\S+\.\w|(?:\+|\b0)[\d\s().-]{8,}\d|\bapenstaartje\b")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SELF = re.compile(
    r"\b(?:mij|me|m'n|mijn|ons|onze|nog|kan|mag|kunt|kun|wil|stuur|bel|mail|op|via|of|doe)\b", re.IGNORECASE
)
_WISH = re.compile(
    r"^\W*(?:mag|mogen|kan|kunnen|komt|komen|wanneer komt|waarom is|waarom zijn|waarom komt)\s+(?:er|de|het|wij|we)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_MAX_WORDS_WHO = 14
_MIN_WORDS = 5  # fewer is an answer, no statement
_MAX_WORDS_CONTACT = 20
_MAX_WORDS_ACCOUNT = 10
_MAX_WORDS_SECONDING = 8  # "Daar sluit ik me helemaal bij aan."
_MIN_WORDS_CLOSING = 16  # a sentence of thanks may be long; one with more words says something as well


def words_in(text: str) -> list[str]:
    """Words of a text in lower case; a mask counts as one."""
    return [word.lower() for word in _WORD.findall(_MASK.sub("masker", text))]


def is_empty(text: str) -> bool:
    """A cell that was not filled in: a dash, "weet niet", "test"."""
    plain = re.sub(r"[^\w. ]", "", text).strip(" .").lower()
    return not plain or plain in wording().empty or plain.replace(".", "") in wording().empty


def is_reaction(text: str) -> bool:
    """A whole turn of a few words, or of nothing but agreement."""
    words = words_in(text)
    if len(words) < _MIN_WORDS:
        return True
    if len(words) < 2 * _MIN_WORDS and (wording().declining.match(text) or wording().other_number.search(text)):
        return True
    told = [sentence for sentence in _SENTENCE.split(text) if not is_empty(sentence) and not _agrees(sentence)]
    if len(words) < 2 * _MIN_WORDS and len(words_in(" ".join(told))) < _MIN_WORDS:
        return True  # "Geen idee. Mijn mentor misschien."
    return text.rstrip().endswith("?") and len(words) < 2 * _MIN_WORDS and not _WISH.match(text)


def tells_who(text: str) -> bool:
    """One short sentence, as an answer to that: "Ada Bos, huisarts in Reeland"."""
    return len(words_in(text)) <= _MAX_WORDS_WHO and len(_SENTENCE.split(text.strip())) == 1


def _agrees(sentence: str) -> bool:
    words = words_in(sentence)
    seconds = len(words) <= _MAX_WORDS_SECONDING and wording().seconding.match(sentence)
    return bool(seconds) or all(word in wording().agreement for word in words)


def asks_contact(text: str) -> bool:
    """The interviewer asks how to reach somebody; a number in the answer is then contact details."""
    return bool(wording().contact.search(text)) and "?" in text


def gives_contact(text: str) -> bool:
    """A short answer with a number or address in it; asked how to be reached, people spell their name as well."""
    return _holds_contact(text) and len(words_in(text)) <= _MAX_WORDS_CONTACT


def is_procedural(sentence: str, *, asked_contact: bool = False) -> bool:
    """How to reach somebody, thanks, or goodbye; a number in a story ("hij belde van 06…") is none of these.

    Args:
        asked_contact: the interviewer had just asked for it.
    """
    words = words_in(sentence)
    if wording().greeting.match(sentence) and len(words) < _MIN_WORDS:
        return True
    if wording().closing.match(sentence) and len(words) < _MIN_WORDS_CLOSING:
        return len(words) < _MIN_WORDS or _holds_contact(sentence) or _is_courtesy(sentence)
    if len({match.group(1) for match in _MASK.finditer(sentence)} & _IDENTITY) > 1:
        return True  # "Noemde zijn BSN en zijn geboortedatum"
    if "[IBAN-" in sentence and len(words) <= _MAX_WORDS_ACCOUNT and _invites(sentence):
        return True  # "mijn tikkie is ook goed, [IBAN-1]"
    if not _holds_contact(sentence):
        return False
    bare = len(words_in(_MASK.sub(" ", _NUMBER.sub(" ", sentence))))
    return asked_contact or _invites(sentence) or bare < _MIN_WORDS - 1


def _invites(sentence: str) -> bool:
    """Somebody asks to be reached or paid, and tells no story."""
    plain = _MASK.sub(" ", sentence)
    invites = wording().contact.search(plain) and _SELF.search(plain) and not wording().telling.search(plain)
    return bool(invites)


def _holds_contact(sentence: str) -> bool:
    kinds = {match.group(1) for match in _MASK.finditer(sentence)}
    return bool(kinds & _CONTACT_MASKS or _NUMBER.search(sentence))


def _is_courtesy(sentence: str) -> bool:
    return not re.search(r"\bmaar\b|\bomdat\b|\bwant\b|\bdat\b", sentence, re.IGNORECASE)
