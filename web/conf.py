"""What a city sets: from the environment, with `stadsgesprek.toml` beside the work under it.

Variables start with STADSGESPREK_; the portal's own with STADSGESPREK_PORTAAL_, and they stand in the table
`[portaal]` of the file. DATABASE_URL and PREFECT_API_URL are read under the names that everybody uses.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from corpora.errors import KnowledgeError

SETTINGS_FILE = Path("stadsgesprek.toml")
TABLE = "portaal"
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;"

# name -> what it means; docs/beheer/instellingen.md lists the same
PORTAL_SETTINGS = {
    "map": "map voor de gegevens",
    "adres": "adres met https waarop mensen het portaal openen",
    "proxy": "adres van de webserver ervoor",
    "tweede_stap": "wie een tweede stap nodig heeft: iedereen, niemand, of rollen met een komma ertussen",
    "lokaal_inloggen": "nee: alleen met het account van de gemeente",
    "clamd": "virusscanner die elk bestand bekijkt voordat het wordt opgeslagen",
    "oidc_adres": "adres (issuer) van de inlogdienst van de gemeente",
    "oidc_client": "naam van het portaal bij de inlogdienst",
    "oidc_geheim": "geheim van het portaal bij de inlogdienst",
    "oidc_claim": "gegeven in het antwoord van de inlogdienst waarin de rollen staan",
    "oidc_rol_invoerder": "waarde in dat gegeven voor invoerder",
    "oidc_rol_analist": "waarde in dat gegeven voor analist",
    "oidc_rol_redacteur": "waarde in dat gegeven voor redacteur",
    "oidc_rol_beheerder": "waarde in dat gegeven voor beheerder",
}


def setting(name: str, default: str = "") -> str:
    """A setting of the portal: STADSGESPREK_PORTAAL_MAP, or `map` in the table `[portaal]`.

    Raises:
        KnowledgeError: the table holds a setting that does not exist.
    """
    value = os.environ.get(f"STADSGESPREK_PORTAAL_{name.upper()}")
    return value if value is not None else str(_table().get(name, default))


def shared_setting(name: str, default: str = "") -> str:
    """A setting that the command line knows too, `max_mb` for STADSGESPREK_MAX_MB or `max_mb = 50` in the file."""
    return os.environ.get(f"STADSGESPREK_{name.upper()}") or str(_file().get(name, default))


def database(folder: Path) -> dict[str, Any]:
    """PostgreSQL where DATABASE_URL names one; else SQLite, set up for several writers at once.

    Raises:
        KnowledgeError: the address is not one of PostgreSQL.
    """
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        return _sqlite(folder / "portaal.sqlite3")
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql"):
        raise KnowledgeError(
            "DATABASE_URL wijst niet naar PostgreSQL.", cure="Gebruik postgres://naam:woord@host/naam."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # without IMMEDIATE most read-then-write transactions of two processes fail at once with "database is locked"
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


def _table() -> dict[str, Any]:
    table = _file().get(TABLE, {})
    unknown = sorted(set(table) - set(PORTAL_SETTINGS)) if isinstance(table, dict) else [TABLE]
    if unknown:
        raise KnowledgeError(
            f"deze instellingen van het portaal bestaan niet: {', '.join(unknown)}.",
            source=str(SETTINGS_FILE),
            cure="Kijk in docs/beheer/instellingen.md wat er kan, of haal de regel weg.",
        )
    return dict(table)


@cache
def _file() -> dict[str, Any]:
    try:
        return tomllib.loads(SETTINGS_FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise KnowledgeError(
            "dit bestand is geen geldige TOML.", source=str(SETTINGS_FILE), cure="Herstel het bestand of haal het weg."
        ) from None
