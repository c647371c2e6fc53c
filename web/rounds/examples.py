"""An example of each format, out of the sample conversations that the tests read too."""

from __future__ import annotations

from pathlib import Path

import corpora

_FOLDER = Path(corpora.__file__).parent / "voorbeeld" / "gesprekken"

# name in the address -> file of the sample, and what to look at in it
EXAMPLES = {
    "docx": ("interview jongeren Oud-Krispijn.docx", "Word: een interview met namen voor de regels"),
    "xlsx": ("Wijkgesprekken mei 2026.xlsx", "Excel: een uitspraak per rij, met kolommen voor groep en wijk"),
    "csv": ("weekmarkt 26 juni.csv", "csv: een uitspraak per rij"),
    "txt": ("2026-05-19 interview Crabbehof.txt", "tekst: een interview"),
    "md": ("Rondetafel Dubbeldam 11 juni 2026.md", "tekst met opmaak (markdown): een rondetafel"),
    "vtt": ("Horecaoverleg Binnenstad 2026-06-23.vtt", "ondertiteling uit Teams of Zoom (.vtt)"),
    "srt": ("Nieuw-Krispijn pastor en moskee 2026-06-04.srt", "ondertiteling (.srt)"),
    "pdf": ("groepsgesprek Leerpark.pdf", "pdf: een groepsgesprek"),
    "odt": ("gespreksformulier De Staart.odt", "LibreOffice: een ingevuld formulier"),
    "html": ("praatmee-noordflank.html", "webpagina: reacties op een oproep"),
    "eml": ("RE_ Wat speelt er in winkelcentrum Sterrenburg.eml", "mail"),
}


def path_of(kind: str) -> Path | None:
    """The example of a format; None where there is none."""
    found = EXAMPLES.get(kind)
    return _FOLDER / found[0] if found else None
