"""Import spaCy without its command line.

`import spacy` also imports everything that its commands need (typer, rich, httpx, jinja2), a third of the time that
starting takes, and nothing of it is used here. Whoever wants `spacy.cli` later can still import it.
"""

from __future__ import annotations

import sys
from types import ModuleType

_LEFT_OUT = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> ModuleType:
    """The spaCy package; imported without its command line when nobody imported it before."""
    first = "spacy" not in sys.modules
    if first:
        for name in _LEFT_OUT:
            sys.modules[name] = _stand_in(name)
    try:
        import spacy
    finally:
        if first:
            for name in _LEFT_OUT:
                sys.modules.pop(name, None)
    return spacy


def _stand_in(name: str) -> ModuleType:
    module = ModuleType(name)
    module.__path__ = []
    module.info = None  # type: ignore[attr-defined]
    return module
