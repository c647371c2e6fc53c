"""From bytes to text: byte order mark, strict UTF-8, UTF-16 by its zeros, then the code pages of Windows, DOS and Mac.

Never guesses silently: whatever is not certain comes with a warning. Statistical detectors were tried and
called Dutch cp1252 text cp1250; a fixed order with a plausibility check does not.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from corpora.errors import ReadError

# the longer mark first: UTF-32 begins with the mark of UTF-16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# non-ASCII signs that Dutch notes do hold; the rest between letters betrays a wrong code page
_PLAUSIBLE = frozenset("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿßÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖÚÛÜ‘’‚“”„–—…•·€£§°²³½¼×«»©®\u00a0\u00ad´¨")
_OTHER_CODE_PAGES = (("cp850", "oude DOS-tekens"), ("mac_roman", "oude Mac-tekens"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.05
_SAMPLE_BYTES = 65_536
# web standards and mail programs alike mean the Windows code page when they say these
_READ_AS_WINDOWS = ("ascii", "iso8859-1")
_FIRST_BYTES = bytes(range(0xC2, 0xF5))  # each begins a character of two or more bytes
_SAMPLE_CHARACTERS = 1_000_000

_NOT_TEXT = "de inhoud is geen leesbare tekst."
_NOT_TEXT_CURE = "Sla het bestand op als Word-document (.docx) of als tekst (UTF-8) en lever het opnieuw aan."


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of its encoding; `warnings` in Dutch when that was not certain."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Text of `data`; `declared` is the encoding that the file itself names, if any.

    Raises:
        ReadError: the bytes are no text in any encoding Dutch offices use.
    """
    _check_sample(data[:_SAMPLE_BYTES])
    decoded = _by_mark(data) or _utf16_without_mark(data) or _strict(data, "utf-8")
    decoded = decoded or _strict(data, declared) or _damaged_utf8(data) or _code_page(data)
    if len(_CONTROLS.findall(decoded.text)) > _MAX_CONTROL_SHARE * max(len(decoded.text), 20):
        raise ReadError(_NOT_TEXT, cure=_NOT_TEXT_CURE)
    return decoded


def _check_sample(sample: bytes) -> None:
    """Refuse noise early: text holds few control bytes, or (UTF-16) no other than zeros."""
    controls = sum(byte < 32 and byte not in b"\t\n\x0b\x0c\r\x00" for byte in sample)
    if controls > _MAX_CONTROL_SHARE * max(len(sample), 20):
        raise ReadError(_NOT_TEXT, cure=_NOT_TEXT_CURE)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            name = "utf-8-sig" if encoding == "utf-8" else encoding
            found = _strict(data, name)
            if found:
                return found
            text = data.decode(name, errors="replace")
            return Decoded(text, name, ("Het bestand is beschadigd; onleesbare tekens staan er als �.",))
    return None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """Latin text in UTF-16 has a zero in nearly every other byte, on one side only."""
    even, odd = data[0:4000:2], data[1:4000:2]
    if not odd:
        return None
    zeros = even.count(0) / len(even), odd.count(0) / len(odd)
    for mine, other, encoding in ((zeros[1], zeros[0], "utf-16-le"), (zeros[0], zeros[1], "utf-16-be")):
        if mine > 0.7 and other < 0.05:
            return _strict(data[: len(data) // 2 * 2], encoding)
    return None


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        name = codecs.lookup(encoding).name if encoding else ""
        name = "cp1252" if name in _READ_AS_WINDOWS else name
        return Decoded(data.decode(name), name) if name else None
    except (UnicodeDecodeError, LookupError):
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, usually pasted in by a Windows program: those read as cp1252, and said so."""
    bad = data.decode("utf-8", errors="replace").count("�")
    good = len(data) - len(data.translate(None, _FIRST_BYTES)) - bad
    if good < max(1, 3 * bad):
        return None
    codecs.register_error("corpora.windows", _as_windows)
    text = data.decode("utf-8", errors="corpora.windows")
    what = "1 teken was beschadigd en is" if bad == 1 else f"{bad} tekens waren beschadigd en zijn"
    return Decoded(text, "utf-8", (f"{what} gelezen als Windows-teken; controleer letters met een accent.",))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return _cp1252(error.object[error.start : error.end]), error.end


def _cp1252(data: bytes) -> str:
    return data.decode("cp1252", errors="replace")


def _code_page(data: bytes) -> Decoded:
    text = _cp1252(data)
    doubt = _implausible(text)
    for encoding, name in _OTHER_CODE_PAGES if doubt else ():
        other = data.decode(encoding)
        if _implausible(other) < doubt / 4:
            return Decoded(other, encoding, (f"Gelezen als {name}; controleer letters met een accent.",))
    if "�" in text:
        return Decoded(text, "cp1252", ("Sommige tekens waren niet te lezen; die staan er als �.",))
    return Decoded(text, "cp1252")


def _implausible(text: str) -> int:
    return sum(1 for character in text[:_SAMPLE_CHARACTERS] if ord(character) > 127 and character not in _PLAUSIBLE)
