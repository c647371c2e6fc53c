"""The key to the pseudonyms, encrypted with a passphrase; written only where somebody asks for it."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpora.errors import KnowledgeError, StadsgesprekError

MAGIC = b"STADSGESPREK-SLEUTEL-1\n"
SALT_BYTES = 16
MIN_PASSPHRASE = 12
# scrypt as RFC 7914 and OWASP advise for a passphrase: 128 MB of memory, a third of a second
_N, _R, _P = 2**17, 8, 1


def write_key(path: Path, key: Mapping[str, Sequence[str]], passphrase: str) -> None:
    """Write pseudonym -> originals to a new file that only its owner may read.

    Raises:
        StadsgesprekError: the passphrase is too short, or the file exists.
    """
    if len(passphrase) < MIN_PASSPHRASE:
        raise StadsgesprekError(
            "het wachtwoord voor de sleutel is te kort.", cure=f"Neem er een van minstens {MIN_PASSPHRASE} tekens."
        )
    from cryptography.fernet import Fernet

    salt = os.urandom(SALT_BYTES)
    data = json.dumps({pseudonym: list(originals) for pseudonym, originals in key.items()}, ensure_ascii=False)
    token = Fernet(_derive(passphrase, salt)).encrypt(data.encode())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise StadsgesprekError("het bestand voor de sleutel bestaat al.", cure="Kies een andere naam.") from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(MAGIC + salt + token)


def read_key(path: Path, passphrase: str) -> dict[str, tuple[str, ...]]:
    """Read what `write_key` wrote.

    Raises:
        KnowledgeError: it is no key file, or the passphrase is not the right one.
    """
    from cryptography.fernet import Fernet, InvalidToken

    data = path.read_bytes()
    salt, token = data[len(MAGIC) :][:SALT_BYTES], data[len(MAGIC) + SALT_BYTES :]
    try:
        if not data.startswith(MAGIC):
            raise InvalidToken
        plain = Fernet(_derive(passphrase, salt)).decrypt(token)
    except InvalidToken:
        raise KnowledgeError(
            "de sleutel is niet te openen.", cure="Kijk of dit het goede bestand en het goede wachtwoord is."
        ) from None
    return {pseudonym: tuple(originals) for pseudonym, originals in json.loads(plain).items()}


def _derive(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return base64.urlsafe_b64encode(Scrypt(salt=salt, length=32, n=_N, r=_R, p=_P).derive(passphrase.encode()))
