"""The files of a finished run: a fixed list of names, each with a type and a name to download it under."""

from __future__ import annotations

import html
import re
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from web.jobs.models import Job

# file name -> (what the page calls it, content type)
FILES = {
    "bijlage-4-woordenwolk.pdf": ("Bijlage 4: woordenwolk (pdf)", "application/pdf"),
    "bijlage-4-woordenwolk.docx": (
        "Bijlage 4: woordenwolk (Word)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "rapport.pdf": ("Rapport (pdf)", "application/pdf"),
    "rapport.docx": (
        "Rapport (Word)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "rapport.html": ("Rapport (webpagina)", "text/html; charset=utf-8"),
    "uitspraken.xlsx": (
        "Alle uitspraken (Excel)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "uitspraken.csv": ("Alle uitspraken (csv)", "text/csv; charset=utf-8"),
    "uitspraken.json": ("Alle uitspraken (json, voor andere programma's)", "application/json"),
    "woordenwolk.svg": ("Woordenwolk (svg, voor drukwerk)", "image/svg+xml"),
    "woordenwolk.png": ("Woordenwolk (png)", "image/png"),
    "controlegetallen.txt": ("Controlegetallen (SHA-256)", "text/plain; charset=utf-8"),
    "manifest.json": ("Hoe deze uitkomst is gemaakt (json)", "application/json"),
}
_OWN_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_HEAD_BYTES = 20_000


def path_of(job: Job, name: str) -> Path | None:
    """Where a file of a run lies; None when it is not on the list or not there."""
    path = Path(settings.DATA_FOLDER) / "runs" / str(job.pk) / name
    return path if name in FILES and path.is_file() else None


def present(job: Job) -> list[tuple[str, str, int]]:
    """Name, Dutch name and size in bytes of the files that are there."""
    found = [(name, label, path_of(job, name)) for name, (label, _) in FILES.items()]
    return [(name, label, path.stat().st_size) for name, label, path in found if path]


def download_name(job: Job, name: str) -> str:
    return f"{slugify(job.round.name) or 'ronde'}-{name}"


def sandboxed_policy(page: bytes) -> str:
    """The policy that the report sets for itself, shut in: no origin, no forms, no way to this portal."""
    own = _OWN_POLICY.search(page[:_HEAD_BYTES].decode("utf-8", errors="replace"))
    policy = html.unescape(own.group(1)) if own else "default-src 'none'; style-src 'unsafe-inline'"
    return f"{policy.rstrip('; ')}; frame-ancestors 'none'; sandbox allow-scripts"
