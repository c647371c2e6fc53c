"""Codebooks to choose from: those that come with the program, and those the administrator brought.

A codebook that came in is never replaced: decisions rest on it. Another text needs another version.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from corpora.codebook import DEFAULT_CODEBOOK, Codebook, load_codebook
from corpora.errors import KnowledgeError
from web.folder import write_whole

MAX_BYTES = 1_000_000


def choices() -> list[tuple[str, str]]:
    """File name and what the page says; "" is the default."""
    found = [(path.name, load_codebook(path)) for path in _paths() if path != DEFAULT_CODEBOOK]
    default = load_codebook(None)
    return [("", _named(default)), *((name, _named(codebook)) for name, codebook in found)]


def path_of(name: str) -> Path | None:
    """Where a codebook lies; None for the default.

    Raises:
        KnowledgeError: there is no such codebook.
    """
    if not name:
        return None
    found = next((path for path in _paths() if path.name == name), None)
    if found is None:
        raise KnowledgeError("dit codeboek is er niet meer.", source=Path(name).name, cure="Kies een ander codeboek.")
    return found


@lru_cache(maxsize=8)
def codebook_of(name: str) -> Codebook:
    """The codebook of a round, by the file name it keeps."""
    return load_codebook(path_of(name))


def keep(data: bytes) -> str:
    """Check a codebook and keep it; gives its file name.

    Raises:
        KnowledgeError: it is no codebook, or another one has the same id and version.
    """
    _check(data)
    aside = _folder() / ".nieuw.yaml"
    write_whole(aside, data)
    try:
        codebook = load_codebook(aside)
    except KnowledgeError as error:
        raise KnowledgeError(error.reason, source="codeboek", place=error.place, cure=error.cure) from None
    finally:
        aside.unlink(missing_ok=True)
    target = _folder() / f"{codebook.id}-{_file_name(codebook.version)}.yaml"
    for path in _paths():
        other = load_codebook(path)
        same_name = (other.id, other.version) == (codebook.id, codebook.version) or path.name == target.name
        if same_name and path.read_bytes() != data:
            raise KnowledgeError(
                f"er is al een ander codeboek {codebook.id}, versie {codebook.version}.",
                cure="Verhoog het versienummer in het bestand.",
            )
    write_whole(target, data)
    return target.name


def _check(data: bytes) -> None:
    """Too big, no text, or with references, which can make a small file grow without end."""
    if len(data) > MAX_BYTES:
        raise KnowledgeError("dit bestand is te groot voor een codeboek.", cure="Een codeboek is hoogstens 1 MB.")
    try:
        tokens = yaml.scan(data.decode("utf-8"), Loader=yaml.SafeLoader)
        refers = any(isinstance(token, yaml.AnchorToken | yaml.AliasToken) for token in tokens)
    except (UnicodeDecodeError, yaml.YAMLError):
        raise KnowledgeError("dit is geen geldige YAML.", cure="Open het in een teksteditor en herstel het.") from None
    if refers:
        raise KnowledgeError("verwijzingen (& en *) zijn niet toegestaan.", cure="Schrijf de tekst uit.")


def _paths() -> list[Path]:
    shipped = [path for path in sorted(DEFAULT_CODEBOOK.parent.glob("*.yaml")) if _is_codebook(path)]
    return [*shipped, *sorted(_folder().glob("[!.]*.yaml"))]


@lru_cache(maxsize=32)
def _is_codebook(path: Path) -> bool:
    try:
        load_codebook(path)
    except KnowledgeError:
        return False
    return True


def _folder() -> Path:
    folder = Path(settings.DATA_FOLDER) / "codeboeken"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _file_name(version: str) -> str:
    return "".join(character if character.isalnum() or character in ".-" else "-" for character in version)[:30]


def _named(codebook: Codebook) -> str:
    return f"{codebook.title} (versie {codebook.version})"
