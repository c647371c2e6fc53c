"""Which format a file really is: magic bytes first, then what the text looks like; the name settles only the rest."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import PurePath

from corpora.errors import ReadError, UnsafeFileError
from corpora.readers.checks import open_package, read_member
from corpora.readers.limits import Limits

PACKAGED = frozenset({"docx", "xlsx", "odt", "ods", "pdf", "html", "rtf"})  # the parser finds its own encoding
EXTENSIONS = {
    "txt": "txt", "text": "txt", "log": "txt", "md": "md", "markdown": "md", "csv": "csv", "tsv": "csv", "tab": "csv",
    "vtt": "vtt", "srt": "srt", "html": "html", "htm": "html", "xhtml": "html", "eml": "eml", "rtf": "rtf", "pdf": "pdf",
    "docx": "docx", "docm": "docx", "dotx": "docx", "xlsx": "xlsx", "xlsm": "xlsx", "odt": "odt", "ods": "ods", "zip": "zip",
}  # fmt: skip

_DATA = frozenset({"json", "jsonl", "xml", "yaml", "yml", "toml", "ini", "js", "css", "py", "sql", "svg", "ics", "vcf"})

_MAX_JSON = 1_000_000  # characters; a larger one is refused by its name or read as text
_ALLOWED = (
    "Lever Word (.docx), Excel (.xlsx), pdf, tekst, ondertiteling (.vtt), csv, html of een mailbericht (.eml) aan."
)
_PICTURE = ("dit is een afbeelding, geen tekst.", "Typ de tekst over of maak er met tekstherkenning (OCR) een pdf van.")
_MEDIA = ("dit is een geluids- of beeldopname.", "Lever het transcript aan, bijvoorbeeld als .vtt of .docx.")
_PROGRAM = ("dit is een programma, geen document.", "Verwijder het; lever alleen documenten aan.")
_ARCHIVE = ("dit soort archief wordt niet gelezen.", "Pak het uit en lever de bestanden zelf of als .zip aan.")

_REFUSED_MAGIC: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"MZ", _PROGRAM), (b"\x7fELF", _PROGRAM), (b"\xca\xfe\xba\xbe", _PROGRAM), (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE), (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE), (b"ID3", _MEDIA), (b"OggS", _MEDIA), (b"\x1aE\xdf\xa3", _MEDIA), (b"fLaC", _MEDIA),
    (b"\x1f\x8b", _ARCHIVE), (b"7z\xbc\xaf", _ARCHIVE), (b"Rar!", _ARCHIVE), (b"BZh", _ARCHIVE), (b"\xfd7zXZ", _ARCHIVE),
)  # fmt: skip
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also around every encrypted Office file
_OLD_KINDS = (  # stream names inside; the first found decides
    (
        "EncryptedPackage",
        "het bestand is beveiligd met een wachtwoord.",
        "Haal het wachtwoord eraf en lever het opnieuw aan.",
    ),
    ("WordDocument", "dit is een oud Word-bestand (.doc).", "Open het in Word en sla het op als .docx."),
    ("Workbook", "dit is een oud Excel-bestand (.xls).", "Open het in Excel en sla het op als .xlsx."),
    ("Book", "dit is een oud Excel-bestand (.xls).", "Open het in Excel en sla het op als .xlsx."),
    ("PowerPoint Document", "dit is een oude presentatie (.ppt).", "Sla de tekst op als .docx."),
    ("__substg1.0_", "dit is een Outlook-bericht (.msg).", "Sla het bericht op als .eml of als tekst."),
)
_INSIDE = (  # what a name inside starts with -> format; "" with a cure when not read
    ("word/", "docx", ""),
    ("xl/workbook.bin", "", "Open het in Excel en sla het op als .xlsx."),
    ("xl/", "xlsx", ""),
    ("ppt/", "", "Dit is een presentatie: sla de tekst op als .docx of pdf."),
    ("Index/Document.iwa", "", "Dit is een Apple-bestand: exporteer het als .docx, .xlsx of pdf."),
)
_MIMETYPES = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.spreadsheet-template": "ods",
}
_MAIL_HEADER = re.compile(r"(?im)^(from|to|date|subject|mime-version|message-id|received|return-path|content-type):\s")
_SUBTITLE_TIME = re.compile(
    r"^[ \t]*(\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}", re.MULTILINE
)
_HTML = re.compile(
    r"^\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SVG = re.compile(r"<svg[\s>]", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml\b")


def extension_of(name: str) -> str:
    """Extension in lower case, without the dot."""
    return PurePath(name).suffix.lower().lstrip(".")


def binary_format(data: bytes, name: str, *, limits: Limits) -> str:
    """Format of bytes that a signature tells apart, or "" when they look like plain text.

    Raises:
        ReadError: recognised, but nothing this room reads; the cure says what to do instead.
    """
    head = data[:1100]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _package_format(data, name, limits=limits)
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data)
    looks_binary = b"\x00" in head or EXTENSIONS.get(extension_of(name)) in PACKAGED
    for magic, (reason, cure) in _REFUSED_MAGIC:
        if data.startswith(magic) and (looks_binary or not magic.isascii()):
            raise ReadError(reason, cure=cure)
    if head[4:8] == b"ftyp" or head[:4] == b"RIFF":
        reason, cure = _PICTURE if head[8:12] in (b"WEBP", b"heic", b"avif", b"mif1") else _MEDIA
        raise ReadError(reason, cure=cure)
    return ""


def text_format(text: str, name: str) -> str:
    """Format of decoded text: by its first lines where those are telling, else by the name.

    Raises:
        UnsafeFileError: a picture with scripts (svg).
        ReadError: other code or data, not notes.
    """
    head = text[:20_000].lstrip("\ufeff")
    by_name = EXTENSIONS.get(extension_of(name), "txt")
    if _HTML.match(head):
        return "html"
    if _XML.match(head) or _SVG.match(head.lstrip()):
        if _SVG.search(head):
            raise UnsafeFileError("dit is een tekening (svg), geen tekst.", cure=_ALLOWED)
        raise ReadError("dit is een gegevensbestand (xml), geen tekst.", cure=_ALLOWED)
    if extension_of(name) in _DATA or _is_json(text):
        raise ReadError("dit is een gegevens- of instellingenbestand, geen tekst.", cure=_ALLOWED)
    if head.startswith("WEBVTT"):
        return "vtt"
    if _SUBTITLE_TIME.search(head):
        return by_name if by_name in ("vtt", "srt") else "srt"
    if _is_mail(head, by_name):
        return "eml"
    return by_name if by_name in ("txt", "md", "csv", "html", "vtt", "srt") else "txt"


def mismatch(name: str, found: str) -> str:
    """Dutch warning when the name promises another format than the content has, or ""."""
    promised = EXTENSIONS.get(extension_of(name), "")
    if not promised or promised == found or found == "txt" == promised:
        return ""
    return f"De naam eindigt op .{extension_of(name)}, maar de inhoud is {found}; gelezen als {found}."


def _is_json(text: str) -> bool:
    if len(text) > _MAX_JSON or not text.lstrip().startswith(("{", "[")) or not text.rstrip().endswith(("}", "]")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_mail(head: str, by_name: str) -> bool:
    top = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    found = {match[1].lower() for match in _MAIL_HEADER.finditer(top)}
    return len(found) >= (1 if by_name == "eml" else 4) and bool(re.match(r"[!-9;-~]+:", head))


def _package_format(data: bytes, name: str, *, limits: Limits) -> str:
    package = open_package(data, limits=limits)
    names = set(package.namelist())
    for start, format_, cure in _INSIDE if "[Content_Types].xml" in names or "Index/Document.iwa" in names else ():
        if any(member.startswith(start) for member in names):
            if not format_:
                raise ReadError("dit soort bestand wordt niet gelezen.", cure=cure)
            return format_
    if "mimetype" in names:
        return _open_document(package, limits=limits)
    if EXTENSIONS.get(extension_of(name), "zip") != "zip":
        raise ReadError("de inhoud past niet bij de naam.", cure=_ALLOWED)
    return "zip"


def _open_document(package: zipfile.ZipFile, *, limits: Limits) -> str:
    mimetype = read_member(package, "mimetype", limits=limits)[:200].decode("ascii", errors="replace").strip()
    if mimetype not in _MIMETYPES:
        raise ReadError("dit soort bestand wordt niet gelezen.", cure=_ALLOWED)
    return _MIMETYPES[mimetype]


def _old_office(data: bytes) -> ReadError:
    for stream, reason, cure in _OLD_KINDS:
        if stream.encode("utf-16-le") in data:
            return ReadError(reason, cure=cure)
    return ReadError(
        "dit is een oud of beveiligd Office-bestand.", cure="Sla het op als .docx of .xlsx, zonder wachtwoord."
    )
