"""What goes over the line, named in Dutch as on the pages."""

from __future__ import annotations

import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field


class Shape(Schema):
    """Refuses fields that it does not know: a slip in a name is told, and nothing can be slipped in."""

    model_config = ConfigDict(extra="forbid")


class Fout(Shape):
    """Wat er mis is, in gewone taal."""

    melding: str


class Ronde(Shape):
    """Gesprekken die bij elkaar horen."""

    id: UUID
    naam: str
    begin: datetime.date | None
    eind: datetime.date | None
    codeboek: str = Field(description="bestandsnaam van het codeboek; leeg = het standaardcodeboek")
    k: int = Field(description="kleinste aantal mensen dat wordt getoond")
    bewaren_tot_en_met: datetime.date
    bestanden: int
    bevestigd: int


class Bestand(Shape):
    """Een aangeleverd verslag."""

    id: UUID
    nummer: int
    naam: str = Field(description="afgeschermde naam; leeg zolang het niet is gelezen")
    stand: str
    uitspraken: int
    afgeschermd: int


class Ontvangen(Shape):
    """Of een bestand veilig is opgeslagen."""

    id: UUID | None
    naam: str
    ontvangen: bool
    melding: str


class Analyse(Shape):
    """Een analyse van de bevestigde bestanden."""

    id: UUID
    ronde: UUID
    stand: str
    stap: str
    klaar: int
    totaal: int
    melding: str
    begonnen: datetime.datetime | None
    geeindigd: datetime.datetime | None


class Suggestie(Shape):
    """Een thema dat de computer voorstelt, met de tekens waarop dat rust."""

    subthema: str
    kans: float
    bewijs: list[tuple[int, int, float]] = Field(description="begin, eind (niet inbegrepen), gewicht")
    grensregel: str


class Uitspraak(Shape):
    """Woordelijk uit het afgeschermde gesprek."""

    id: str = Field(description="hetzelfde in elke analyse van dezelfde gesprekken")
    tekst: str
    bron: str
    plaats: str
    groep: str
    wijk: str
    polariteit: str
    twijfel: float
    nagekeken: bool
    suggesties: list[Suggestie]


class Uitspraken(Shape):
    """Een deel van de uitspraken, de twijfelachtigste eerst."""

    totaal: int
    uitspraken: list[Uitspraak]


class NieuwBesluit(Shape):
    """Wat iemand van een thema bij een uitspraak vindt."""

    uitspraak: str
    subthema: str = Field("", description="leeg = over de uitspraak als geheel")
    besluit: Literal["akkoord", "afgewezen", "toegevoegd", "overgeslagen", "ongedaan", "notitie"]
    notitie: str = Field("", max_length=500)


class Besluit(NieuwBesluit):
    """Een besluit; het laatste over een thema telt."""

    door: str
    op: datetime.datetime


class Uitvoer(Shape):
    """Een bestand van een analyse."""

    naam: str
    omschrijving: str
    bytes: int
