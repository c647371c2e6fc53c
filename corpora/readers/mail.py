"""Mail (eml): what the sender wrote, without the mail it answers and apart from the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from itertools import pairwise

from corpora.readers.cleaning import check_amount
from corpora.readers.content import Content, counted
from corpora.readers.encoding import decode
from corpora.readers.isolation import parse_in_child
from corpora.readers.limits import Limits
from corpora.readers.plain import line_blocks
from corpora.records import HEAD_LEVEL, Block, BlockKind, Table

_HEADERS = (("From", "Van:"), ("Date", "Datum:"), ("Subject", "Onderwerp:"))
_ANSWER_TO = re.compile(
    r"^\s*(?:-{3,}\s*(?:oorspronkelijk|original|doorgestuurd|forwarded)\b.*"
    r"|(?:op|on)\b.{6,200}\b(?:schreef|wrote)\b.*:\s*$"
    r"|_{20,}\s*$"
    r"|(?:van|from):\s.+$)",
    re.IGNORECASE,
)
_MAIL_HEAD = re.compile(
    r"^\s*(?:-{3,}|_{5,}|(?:van|from|aan|to|cc|verzonden|sent|datum|date|onderwerp|subject):)", re.IGNORECASE
)
_FORWARDED = re.compile(r"^\s*(?:fw|fwd|doorgestuurd|doorst)\s*:", re.IGNORECASE)
_GREETING = re.compile(
    r"^\s*(?:(?:met\s+)?(?:vriendelijke|hartelijke|beste|warme)\s+groet(?:en)?\b|hoogachtend\b|mvg\b|m\.v\.g\."
    r"|(?:veel\s+)?groet(?:en|jes)?\s*(?:,|$|van\b)).{0,80}$",
    re.IGNORECASE | re.MULTILINE,
)
_WRITER = re.compile(r"^(?:van|from):\s*(?P<name>[^<\[(]+)", re.IGNORECASE)
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s")
_QUOTE_MARK = re.compile(r"^\s*(?:>\s?)+")
_MIN_COLLECTED = 2
_MAX_HEAD_WORDS = 12
_MAX_SIGNATURE_LINES = 12
_MAX_MARK_CHARACTERS = 400
_STUB_WORDS = 25
_IGNORED_ATTACHMENTS = ("image/", "application/pkcs7", "application/x-pkcs7", "text/calendar")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with the mail."""

    name: str
    data: bytes


def read_mail(data: bytes, *, limits: Limits) -> tuple[Content, tuple[Attachment, ...]]:
    """Sender, date and subject as headers, the message line by line, the signature as footer; and the attachments."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body, encoding = _body(message, limits=limits)
    subject = _header(message, "Subject")
    lines, counts = _own_words(body, forwarded=bool(_FORWARDED.match(subject)))
    content = Content(blocks=(*_headers(message), *lines), encoding=encoding, left_out=counted(counts))
    return content, tuple(_attachments(message))


def _headers(message: EmailMessage) -> Iterator[Block]:
    for name, label in _HEADERS:
        value = _header(message, name)
        if value:
            yield Block(kind="header", text=f"{label} {value}", place="kop van het bericht", emphasis=label)


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = " ".join(str(message.get(name, "")).split())
        return f"{parsedate_to_datetime(value):%d-%m-%Y}" if name == "Date" and value else value
    except (ValueError, TypeError, AttributeError, IndexError, LookupError):
        return ""  # a header that no mail program could have written tells nothing


def _body(message: EmailMessage, *, limits: Limits) -> tuple[list[Block | Table], str]:
    part = _fullest(message)
    if part is None:
        return [], ""
    decoded = decode(_payload(part), declared=str(part.get_content_charset() or ""))
    check_amount(len(decoded.text), decoded.text.count("\n"), limits=limits)
    if part.get_content_type() == "text/html":
        content = parse_in_child(decoded.text.encode("utf-8-sig", "replace"), format_="html", limits=limits)
        return list(_set_apart(content.blocks)), decoded.encoding
    return list(line_blocks(decoded.text)), decoded.encoding


def _set_apart(blocks: tuple[Block | Table, ...]) -> Iterator[Block | Table]:
    """Paragraphs of a web page with a blank line between them, as they have in plain text."""
    for block in blocks:
        if isinstance(block, Table) or block.kind != "header":
            yield block
            yield Block(kind="paragraph", text="", place=block.place)


def _fullest(message: EmailMessage) -> MIMEPart | None:
    """The plain text, unless it only says that the mail has to be read as a web page."""
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    stub = plain is not None and page is not None and len(_payload(plain).split()) <= _STUB_WORDS
    return page if plain is None or (stub and _is_longer(page, plain)) else plain


def _is_longer(page: MIMEPart | None, plain: MIMEPart) -> bool:
    text = re.sub(rb"<[^<>]{0,2000}>", b" ", _payload(page)) if page else b""
    return len(text.split()) > 2 * len(_payload(plain).split())


def _payload(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _own_words(blocks: list[Block | Table], *, forwarded: bool) -> tuple[list[Block | Table], dict[str, int]]:
    """Blocks without quoted mail, the signature as footer; of a forwarded mail the forwarded text is what counts."""
    counts = {"aangehaalde berichten": 0, "handtekeningen": 0}
    own = list(blocks)
    cut = next((n for n, block in enumerate(blocks) if _matches(_ANSWER_TO, block)), None)
    if cut is not None and not forwarded and any(_text(block) for block in blocks[:cut]):
        own, counts["aangehaalde berichten"] = own[:cut], 1
    elif cut is not None and forwarded and any(_said(block) for block in own[cut:]):
        own = _forwarded(own, cut)
    elif cut is not None and any(_text(block) for block in own[:cut]):
        own = own[:cut]  # what is passed on stands above the mail that asked for it
    if len(heads := _heads(own)) > _MIN_COLLECTED:
        own = [_as_head(b) if n in heads and isinstance(b, Block) else b for n, b in enumerate(own)]
    own = _collected(own)
    quoted = [n for n, block in enumerate(own) if _is_quoted(block)]
    counts["aangehaalde berichten"] += sum(1 for n in quoted if n - 1 not in quoted)
    own = [block for block in own if not _is_quoted(block)]
    start = _signature_start(own)
    if start is not None:
        counts["handtekeningen"] = 1
        own[start:] = [replace(b, kind="footer") for b in own[start:] if isinstance(b, Block) and b.text.strip(" -")]
    return own, counts


def _collected(blocks: list[Block | Table]) -> list[Block | Table]:
    """Where the sender set who it is from above each of several quotations, these are passed on: they lose their mark."""
    quoted = [_is_quoted(block) for block in blocks]
    starts = [n for n, is_quoted in enumerate(quoted) if is_quoted and not (n and quoted[n - 1])]
    headed = [n for n in starts if n and _is_head(_text(blocks[n - 1]))]
    asked = any(is_quoted and _text(b).endswith("?") for b, is_quoted in zip(blocks, quoted, strict=True))
    if len(headed) < _MIN_COLLECTED or len(headed) < len(starts) or asked:
        return blocks
    return [
        replace(block, text=_QUOTE_MARK.sub("", block.text)) if isinstance(block, Block) and is_quoted else block
        for block, is_quoted in zip(blocks, quoted, strict=True)
    ]


def _is_head(text: str) -> bool:
    """A few words that are no sentence: "Ada Bos, bewoner Reeland"."""
    return 0 < len(text.split()) <= _MAX_HEAD_WORDS and not text.endswith((".", "?", "!"))


def _said(block: Block | Table) -> bool:
    return bool(_text(block)) and not _is_quoted(block) and not _matches(_MAIL_HEAD, block)


def _is_quoted(block: Block | Table) -> bool:
    return _text(block).startswith(">")


def _forwarded(blocks: list[Block | Table], cut: int) -> list[Block | Table]:
    """What whoever forwarded a mail wrote above it, and the names above the mail, are no words of its writer.

    Of several mails each stands below the name of its writer; what the sender gathered from several people stays.
    """
    messages = list(_messages(blocks, cut))
    own, closing = _closed(blocks[:cut])
    heads = _heads(own)
    gathered = len(heads) >= _MIN_COLLECTED
    apart = gathered or len(messages) > 1
    if gathered:
        found = [_as_head(b) if n in heads and isinstance(b, Block) else b for n, b in enumerate(own)]
    else:
        found = _set_off(own, "header")
    found += _set_off(closing, "footer")
    for head, body in messages:
        found += _set_off(head, "header")
        name = next((match["name"] for block in head if (match := _WRITER.match(_text(block)))), "")
        if apart and name:
            found.append(_as_head(Block(kind="heading", text=name.strip(), place=head[0].place)))
        said, closing = _closed(body) if apart else (body, [])
        found += [*said, *_set_off(closing, "footer")]
    return found


def _messages(blocks: list[Block | Table], cut: int) -> Iterator[tuple[list[Block | Table], list[Block | Table]]]:
    """The forwarded mails: the lines above each, and its words."""
    start = cut
    while start < len(blocks):
        end = start
        while end < len(blocks) and (not _text(blocks[end]) or _matches(_MAIL_HEAD, blocks[end]) or end == start):
            end += 1
        following = next((n for n in range(end, len(blocks)) if _matches(_ANSWER_TO, blocks[n])), len(blocks))
        yield blocks[start:end], blocks[end:following]
        start = following


def _heads(blocks: list[Block | Table]) -> set[int]:
    """Short lines with a number that stand above a sentence: "2. De heer Bos, Reeland"."""
    filled = [(n, _text(block)) for n, block in enumerate(blocks) if _text(block)]
    return {
        n
        for (n, head), (_, below) in pairwise(filled)
        if _NUMBERED.match(head) and _is_head(head) and below.endswith((".", "!", "?"))
    }


def _as_head(block: Block) -> Block:
    return replace(block, kind="heading", level=HEAD_LEVEL, text=_NUMBERED.sub("", block.text.strip()))


def _closed(blocks: list[Block | Table]) -> tuple[list[Block | Table], list[Block | Table]]:
    """The words of a mail, and its greeting with what stands below that."""
    start = next((n for n, block in enumerate(blocks) if _matches(_GREETING, block)), len(blocks))
    return blocks[:start], blocks[start:]


def _set_off(blocks: list[Block | Table], kind: BlockKind) -> list[Block | Table]:
    """Lines above or below a mail, without rulers and blank lines."""
    return [
        replace(b, kind=kind) if isinstance(b, Block) else b
        for b in blocks
        if not isinstance(b, Block) or b.text.strip(" -_")
    ]


def _signature_start(blocks: list[Block | Table]) -> int | None:
    for n, block in enumerate(blocks):
        if isinstance(block, Block) and block.kind in ("header", "footer"):
            continue
        after = sum(1 for other in blocks[n + 1 :] if _text(other))
        if _text(block) == "--" or (_matches(_GREETING, block) and after <= _MAX_SIGNATURE_LINES):
            return n
    return None


def _matches(pattern: re.Pattern[str], block: Block | Table) -> bool:
    return isinstance(block, Block) and bool(pattern.match(block.text[:_MAX_MARK_CHARACTERS]))


def _text(block: Block | Table) -> str:
    return block.text.strip() if isinstance(block, Block) else "tabel"


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    for part in message.iter_attachments():
        if part.get_content_type().startswith(_IGNORED_ATTACHMENTS) or not isinstance(part, MIMEPart):
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield Attachment(part.get_filename() or "bijgevoegd bericht.eml", bytes(inner))  # type: ignore[arg-type]
        elif payload := _payload(part):
            yield Attachment(part.get_filename() or "bijlage", payload)
