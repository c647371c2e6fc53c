"""A small grammar of city talk: what the tests of `nlp.concerns` feed it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from corpora.records import Statement, statement_id

WIJKEN = ("Krispijn", "Wielwijk", "Stadspolders", "Sterrenburg", "Reeland", "")
GROUPS = ("bewoner", "jongere", "ouder", "ondernemer", "")
OPENINGS = ("", "Nou, ", "Ik vind dat ", "Weet je, ", "Wat mij opvalt: ", "Eerlijk gezegd, ", "Bij ons in de straat: ")
ENDINGS = (
    "",
    ", elke week weer",
    ", en niemand doet er wat aan",
    ", dat is al jaren zo",
    ", vooral 's avonds",
    ", echt waar",
)
# per subject: who or what, does what, where or why; any three go together
SUBJECTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "afval": (
        ("het zwerfafval", "het grofvuil", "de volle containers", "de vuilniszakken", "de rommel", "het afval"),
        ("blijft weken liggen", "trekt ratten aan", "waait de tuinen in", "stinkt verschrikkelijk", "wordt niet opgehaald"),
        ("naast de container", "bij de flat", "op de stoep", "rond de prullenbakken", "achter de winkels"),
    ),
    "fatbikes": (
        ("die fatbikes", "opgevoerde scooters", "jongens op een fatbike", "de scooters", "die elektrische fietsen"),
        ("scheuren over de stoep", "rijden veel te hard", "racen door het park", "remmen voor niemand", "rijden je zo omver"),
        ("zonder helm", "langs de basisschool", "op het fietspad", "door het winkelcentrum", "in het voetgangersgebied"),
    ),
    "drugs": (
        ("de dealers", "die drugshandel", "de aanloop van gebruikers", "het dealen", "de lachgasflessen"),
        ("gaat gewoon door", "zie je op klaarlichte dag", "zorgt voor angst", "trekt vreemde auto's aan", "is brutaler geworden"),
        ("in het portiek", "bij het speeltuintje", "op de parkeerplaats", "achter het station", "onder het viaduct"),
    ),
    "verlichting": (
        ("de straatverlichting", "de lantaarnpaal", "de verlichting", "dat donkere pad", "de tunnel"),
        ("is al maanden kapot", "brandt niet", "is veel te zwak", "maakt me bang", "voelt onveilig"),
        ("langs het water", "bij de bushalte", "in het steegje", "onder het spoor", "naar de sporthal"),
    ),
    "burenruzie": (
        ("de bovenburen", "mijn buurman", "de buren van hiernaast", "de onderburen", "de muziek van de buren"),
        ("maakt de hele nacht herrie", "schreeuwt tegen iedereen", "bonkt op de muren", "houdt me wakker", "geeft geluidsoverlast"),
        ("door de dunne muren", "tot diep in de nacht", "in de flat", "met de ramen open", "ondanks de bemiddeling"),
    ),
    "oplichting": (
        ("een nepagent", "zo'n oplichter", "een nepbank", "een appje over een nieuw nummer", "een phishingmail"),
        ("wilde mijn pincode", "vroeg om mijn bankpas", "haalde de rekening leeg", "klonk heel echt", "maakte mijn moeder geld afhandig"),
        ("aan de telefoon", "via WhatsApp", "aan de deur", "met een babbeltruc", "met een valse website"),
    ),
    "messen": (
        ("jongens met messen", "een mes op zak", "die wapens", "een steekpartij", "een vlindermes"),
        ("is bijna normaal", "wordt stoer gevonden", "hoort er voor ze bij", "zie je in filmpjes", "maakt ouders bang"),
        ("op school", "in de kluisjes", "in de groepsapp", "rond het uitgaan", "bij leerlingen"),
    ),
    "hangjeugd": (
        ("de hangjongeren", "groepjes jongeren", "de hangjeugd", "die jongens", "een groep pubers"),
        ("heeft geen eigen plek", "wordt overal weggestuurd", "verveelt zich", "zoekt een jongerencentrum", "mist de jongerenwerker"),
        ("op het schoolplein", "bij de snackbar", "in de buurt van het veldje", "voor het buurthuis", "op het pleintje"),
    ),
    "inbraak": (
        ("de inbraken", "een inbreker", "de fietsendiefstal", "de autokraak", "een poging tot inbraak"),
        ("gebeurt steeds vaker", "brak het slot open", "haalde de schuur leeg", "sloeg het ruitje in", "nam mijn fiets mee"),
        ("in de schuur", "via de achterdeur", "tijdens de vakantie", "uit de berging", "in de fietsenstalling"),
    ),
    "melden": (
        ("de gemeente", "de wijkagent", "de politie", "de woningcorporatie", "het meldpunt"),
        ("belt nooit terug", "reageert niet op een melding", "is onbereikbaar", "zegt dat het geregistreerd is", "laat niets meer horen"),
        ("na mijn melding", "na drie klachten", "over de aanpak", "via het formulier", "zonder terugkoppeling"),
    ),
    "eenzaam": (
        ("verwarde mensen", "een man in de war", "die verwarde mevrouw", "personen met onbegrepen gedrag", "een psychotische bewoner"),
        ("loopt schreeuwend rond", "krijgt geen hulp", "slaapt in de kelderbox", "praat in zichzelf", "hoort in de zorg"),
        ("in de hal", "zonder begeleiding", "met waanbeelden", "voor de supermarkt", "zonder behandelaar"),
    ),
    "vuurwerk": (
        ("het zware vuurwerk", "die cobra's", "de knallen", "het illegale vuurwerk", "een explosie"),
        ("knalt de hele maand", "blaast brievenbussen op", "maakt de hond gek", "lijkt wel oorlog", "beschadigde de voordeur"),
        ("al vanaf oktober", "tegen de gevel", "midden in de nacht", "rond de jaarwisseling", "naast de auto's"),
    ),
}  # fmt: skip

Talk = tuple[list[Statement], list[str]]


@pytest.fixture(scope="session")
def talk() -> Callable[..., Talk]:
    """Makes `n` statements on a few subjects; gives them with the subject of each."""
    return make_talk


def make_talk(n: int, *, seed: int = 0, n_subjects: int = len(SUBJECTS), per_person: int = 1) -> Talk:
    """Invented statements; the first subjects are talked about most."""
    draw = random.Random(seed)
    names = list(SUBJECTS)[:n_subjects]
    weights = [1 / (rank + 2) for rank in range(len(names))]
    statements, subjects = [], []
    for number in range(n):
        subject = draw.choices(names, weights)[0]
        who, does, where = (draw.choice(part) for part in SUBJECTS[subject])
        text = f"{draw.choice(OPENINGS)}{who} {does} {where}{draw.choice(ENDINGS)}."
        statements.append(make_statement(text, number=number, person=number // per_person, draw=draw))
        subjects.append(subject)
    return statements, subjects


def make_statement(text: str, *, number: int, person: int, draw: random.Random | None = None) -> Statement:
    """One statement of one person in a conversation of two people."""
    draw = draw or random.Random(number)
    conversation = f"gesprek-{person // 2:05d}"
    return Statement(
        id=statement_id(conversation, number, number + len(text), text),
        text=text,
        conversation_id=conversation,
        source="gesprekken.txt",
        turn=number,
        speaker=f"[PERSOON-{person % 2 + 1}]",
        start=number,
        end=number + len(text),
        place=f"regel {number + 1}",
        group=draw.choice(GROUPS),
        wijk=draw.choice(WIJKEN),
    )


@pytest.fixture(scope="session")
def make() -> Callable[..., Statement]:
    """Makes one statement from a text."""
    return make_statement
