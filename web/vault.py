"""Files with text, encrypted at rest with the key of the data folder."""

from __future__ import annotations

from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from corpora.errors import StadsgesprekError
from web.folder import kept_secret, write_whole


def seal(path: Path, data: bytes) -> None:
    """Encrypt and write: whole or not at all."""
    write_whole(path, _key().encrypt(data))


def unseal(path: Path) -> bytes:
    """Read and decrypt.

    Raises:
        StadsgesprekError: the file is gone, damaged, or belongs to another key.
    """
    try:
        return _key().decrypt(path.read_bytes())
    except (OSError, InvalidToken):
        raise StadsgesprekError(
            "dit bestand is weg of niet te openen.", cure="Lever het opnieuw aan, of zet de reservekopie terug."
        ) from None


def seal_text(text: str) -> str:
    """A short text, encrypted, for a place where it may be seen."""
    return _key().encrypt(text.encode()).decode("ascii")


def unseal_text(sealed: str) -> str:
    return _key().decrypt(sealed.encode("ascii")).decode()


def _key() -> Fernet:
    return Fernet(kept_secret(settings.DATA_FOLDER / "sleutel", lambda: Fernet.generate_key().decode("ascii")))
