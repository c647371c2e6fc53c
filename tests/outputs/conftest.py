"""An invented run, complete and exact, to write outputs from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from corpora.records import (
    Attribution,
    Concern,
    Concerns,
    Conversation,
    Evidence,
    FileReport,
    Manifest,
    Passage,
    Rejected,
    RunResult,
    Statement,
    Suggestion,
    Tagging,
    Turn,
    conversation_id,
    place_turns,
    statement_id,
)
from nlp.statistics import Share, share_of
from nlp.words import WordCount
from outputs.labels import Label, Labels
from outputs.overview import Overview, overview
from outputs.settings import OutputSettings

V, M, J = "veilige_wijken", "maatschappelijke_veiligheid", "jeugd_en_veiligheid"

# group, wijk, then what is said: (text, sub-theme or "", word that carries it, priority)
TALKS: list[tuple[str, str, list[tuple[str, str, str, str]]]] = [
    ("bewoner", "Krispijn", [
        ("Rond de containers ligt elke maandag weer een berg zwerfafval, je schaamt je voor je eigen straat.", "verloedering_afval", "zwerfafval", V),
        ("Mijn buurman boven draait tot diep in de nacht muziek en doet de deur niet open.", "woonoverlast", "muziek", V),
        ("Er wordt gedeald bij het speeltuintje, dat ziet iedereen behalve de politie.", "drugs_op_straat", "gedeald", V),
    ]),
    ("bewoner", "Krispijn", [
        ("Dat zwerfafval trekt ratten aan, ik heb ze al drie keer in de tuin gezien.", "verloedering_afval", "zwerfafval", V),
        ("De jongens op het plein zijn eigenlijk best vriendelijk als je ze groet.", "jeugdgroepen_rondhangen", "jongens op het plein", J),
        ("Ik heb gebeld over de lantaarnpaal, en binnen een week deed hij het weer. Mooi werk.", "aanpak_en_vertrouwen", "gebeld", ""),
    ]),
    ("bewoner", "Krispijn", [
        ("Als ik terugkom van mijn dienst is het pikdonker in het park, dan loop ik om.", "veiligheidsgevoel_buurt", "pikdonker", V),
        ("Overlast van scooters op de stoep, elke avond, en niemand die er iets van zegt.", "verkeersgedrag", "scooters op de stoep", V),
        ("Mijn moeder kreeg een appje van een nepbank en was achthonderd euro kwijt.", "online_oplichting", "nepbank", M),
    ]),
    ("bewoner", "Wielwijk", [
        ("Zwerfafval bij de flat, matrassen, een koelkast: het blijft weken liggen.", "verloedering_afval", "Zwerfafval", V),
        ("Een man in de war stond vannacht te schreeuwen in de hal, de kinderen waren doodsbang.", "onbegrepen_gedrag", "in de war", V),
        ("De wijkagent kende vroeger iedereen bij naam, nu weet ik niet eens hoe hij heet.", "aanpak_en_vertrouwen", "wijkagent", ""),
    ]),
    ("bewoner", "Wielwijk", [
        ("Te hard rijden op de Admiraalsroute, met school erlangs, dat gaat een keer fout.", "verkeersgedrag", "Te hard rijden", V),
        ("Ik vertrouw de overheid niet meer sinds die brieven, en mijn buren ook niet.", "ongenoegen_wantrouwen", "vertrouw de overheid niet", M),
    ]),
    ("bewoner", "Wielwijk", [
        ("Overlast van vuurwerk begint hier al in oktober.", "overlast_openbare_ruimte", "vuurwerk", V),
        ("Er moet een plek komen waar jongeren binnen kunnen zitten, ook op zondag.", "preventie_perspectief", "jongeren", J),
        ("De bus komt te weinig langs.", "", "", ""),
    ]),
    ("bewoner", "Stadspolders", [
        ("In onze portiek is drie keer ingebroken en de buurtpreventie heeft het opgepikt.", "diefstal_inbraak_vernieling", "ingebroken", V),
        ("Een nepagent belde aan bij mijn schoonvader en vroeg naar zijn pincode.", "online_oplichting", "nepagent", M),
    ]),
    ("bewoner", "Stadspolders", [
        ("Fietsen worden gestolen bij het station, ik zet de mijne daar niet meer neer.", "diefstal_inbraak_vernieling", "gestolen", V),
        ("Ik voel me hier veilig, ook in het donker, want de buren letten op elkaar.", "veiligheidsgevoel_buurt", "voel me hier veilig", V),
        ("Op de app van school zijn foto's van een meisje rondgestuurd.", "jeugd_online", "foto's", J),
    ]),
    ("jongere", "Krispijn", [
        ("Iedereen kent wel iemand met een mes, dat is gewoon voor de zekerheid.", "wapens_jeugd", "mes", J),
        ("We worden overal weggestuurd, terwijl we alleen maar staan te praten.", "jeugdgroepen_rondhangen", "weggestuurd", J),
        ("Een oudere jongen vroeg of ik geld op mijn rekening wilde zetten voor tweehonderd euro.", "jeugdcriminaliteit_ronselen", "geld op mijn rekening", J),
    ]),
    ("jongere", "Wielwijk", [
        ("Op straat roepen mannen je na, dus ik loop nooit alleen naar de bus.", "straatintimidatie", "roepen mannen je na", V),
        ("Als je een andere achternaam hebt, krijg je geen stage. Zo simpel is het.", "spanningen_discriminatie", "geen stage", M),
        ("Vapen doet iedereen in de tweede, leraren doen alsof ze het niet zien.", "middelengebruik_jeugd", "Vapen", J),
    ]),
    ("jongere", "Sterrenburg", [
        ("Jongerenwerk is dicht in de vakantie, juist als er niets te doen is.", "preventie_perspectief", "Jongerenwerk", J),
        ("Die drillclips gaan over onze straat en dan komen er jongens uit Rotterdam.", "groepsgeweld_drill", "drillclips", J),
    ]),
    ("ouder", "Sterrenburg", [
        ("Bij het schoolplein staan jongens met een mes op zak, mijn zoon durft niet meer te fietsen.", "wapens_jeugd", "mes", J),
        ("Ik zou willen dat de school ons eerder belt als het misgaat.", "veiligheid_school", "school", J),
    ]),
    ("ondernemer", "Binnenstad", [
        ("In één jaar drie keer een winkeldief betrapt, en aangifte kost me een halve dag.", "diefstal_inbraak_vernieling", "winkeldief", V),
        ("Er zit een kapper naast me waar nooit iemand geknipt wordt.", "witwassen_vermenging", "nooit iemand geknipt", M),
        ("Overlast van drankgebruik voor de deur houdt klanten weg.", "overlast_openbare_ruimte", "drankgebruik", V),
    ]),
    ("horecaondernemer", "Binnenstad", [
        ("Mijn personeel is vorige maand bespuugd, we trainen nu met de politie en dat helpt echt.", "geweld_agressie", "bespuugd", V),
        ("De tasjesdief liep gewoon het terras over, [PERSOON-1] is er nog achteraan gegaan.", "diefstal_inbraak_vernieling", "tasjesdief", V),
    ]),
    ("bedrijventerrein", "", [
        ("Een loods die contant gehuurd wordt door een bedrijf dat niemand kent, dan weet je het wel.", "georganiseerde_drugscriminaliteit", "contant gehuurd", M),
        ("Onze site lag twee dagen plat door gijzelsoftware.", "cybercrime", "gijzelsoftware", M),
    ]),
    ("bondgenoot", "", [
        ("Vrouwen in onze gemeenschap worden op straat uitgescholden om hun hoofddoek.", "spanningen_discriminatie", "hoofddoek", M),
        ("Jongeren met een diploma zonder stage raken we kwijt aan het snelle geld.", "jeugdcriminaliteit_ronselen", "snelle geld", J),
    ]),
    ("professional", "Wielwijk", [
        ("We zien arbeiders met z'n twaalven in één huis, paspoort ingeleverd bij de baas.", "mensenhandel_uitbuiting", "paspoort ingeleverd", M),
        ("Er is geen bed voor mensen die in de war zijn, dus staan ze morgen weer op straat.", "onbegrepen_gedrag", "in de war", V),
    ]),
]  # fmt: skip

STOP_LINES = (
    "de het een en van ik in is dat die er niet op te aan met voor zijn als je we ze mijn ons onze "
    "hun of door om bij naar uit nog maar ook al weer dan wel nooit hier daar waar wie wat hoe zo "
    "was waren heb heeft hebben wordt worden werd kan kunnen moet zou doet doe gaat keer één z n s "
)
STOP = frozenset(STOP_LINES.split())


def make_talk(
    number: int, group: str, wijk: str, sayings: Sequence[str], *, questions: bool = True, ronde: str = "2026"
) -> tuple[Conversation, tuple[Statement, ...], tuple[Passage, ...]]:
    """One conversation: a question before every saying, one turn and one statement per saying."""
    sha = f"{number:064x}"
    key, source = conversation_id(sha, 1), f"gesprek-{number:02}.txt"
    turns = []
    for text in sayings:
        if questions:
            turns.append(Turn(0, "Gespreksvoerder", "interviewer", "En hoe is dat bij u in de buurt?", 0, 0, ""))
        turns.append(Turn(0, "Persoon 1", "respondent", text, 0, 0, f"regel {len(turns) + 1}"))
    talk = Conversation(
        id=key, source=source, sha256=sha, turns=place_turns(turns), ronde=ronde, date=f"2026-03-{number % 28 + 1:02}",
        group=Attribution(group, "kopregel"), wijk=Attribution(wijk, "kopregel"), redacted=True,
    )  # fmt: skip
    said = tuple(
        Statement(
            id=statement_id(key, turn.start, turn.end, turn.text), text=turn.text, conversation_id=key, source=source,
            turn=turn.number, speaker="Persoon 1", start=turn.start, end=turn.end, place=turn.place, group=group,
            group_origin="kopregel" if group else "", wijk=wijk, wijk_origin="kopregel" if wijk else "", ronde=ronde, date=talk.date,
        )
        for turn in talk.turns
        if turn.role == "respondent"
    )  # fmt: skip
    asked = tuple(
        Passage(key, turn.number, turn.start, turn.end, "vraag van de gespreksvoerder")
        for turn in talk.turns
        if turn.role == "interviewer"
    )
    return talk, said, asked


def tag(said: Statement, subtheme: str, word: str, priority: str, *, doubt: float) -> Tagging:
    """The tags of one invented statement."""
    if not subtheme:
        return Tagging(said.id, (), (), "neutraal", doubt)
    start = said.text.index(word)
    carried = (Evidence(start, start + len(word), 1.0),)
    suggestion = Suggestion(said.id, subtheme, priority, round(1 - doubt / 2, 3), carried)
    return Tagging(said.id, (suggestion,), (priority,) if priority else (), "probleem", doubt)


def count_words(statements: Iterable[Statement], taggings: Iterable[Tagging]) -> tuple[WordCount, ...]:
    """Words by a simple count; the real count lives in `nlp`."""
    first = {found.statement_id: (*found.priorities, "")[0] for found in taggings}
    seen: dict[str, list[Statement]] = {}
    for said in statements:
        for word in re.findall(r"[^\W\d_][\w'’-]+", said.text.lower()):
            if word not in STOP and len(word) > 2:
                seen.setdefault(word, []).append(said)
    return tuple(
        WordCount(w, w, len({s.person for s in said}), len({s.id for s in said}), len(said), first.get(said[0].id, ""))
        for w, said in sorted(seen.items())
    )


def make_result(
    talks: Sequence[tuple[Conversation, tuple[Statement, ...], tuple[Passage, ...]]],
    taggings: Sequence[Tagging] = (),
    concerns: Concerns | None = None,
    rejected: Sequence[Rejected] = (),
) -> RunResult:
    """A run over these conversations."""
    files = tuple(
        FileReport(talk.source, talk.sha256, "txt", 1, len(talk.turns), len(said), len(asked), 0)
        for talk, said, asked in talks
    )
    statements = tuple(one for _, said, _ in talks for one in said)
    counts = (
        ("files", len(files)), ("rejected", len(rejected)), ("conversations", len(talks)),
        ("turns", sum(len(talk.turns) for talk, _, _ in talks)), ("statements", len(statements)),
        ("tagged", len(taggings)), ("reviewed", 0), ("published", 0),
    )  # fmt: skip
    manifest = Manifest(
        run_id="5f2c9a7e1b3d4c60", name="voorbeeld", ronde="2026", date="2026-11-23" if talks else "",
        inputs=tuple((report.source, report.sha256) for report in files), codebook="ivp-2023-2026@1.0",
        models=(("taal", "stadsgesprek-nl 0.1"), ("themas", "themas 0.1")), parameters=(("k", "3"),),
        packages=(("spacy", "3.8.18"),), counts=counts,
    )  # fmt: skip
    return RunResult(
        manifest=manifest, conversations=tuple(talk for talk, _, _ in talks), masks=(), statements=statements,
        passages=tuple(one for _, _, asked in talks for one in asked), taggings=tuple(taggings),
        concerns=concerns or Concerns((), tuple(one.id for one in statements), "Te weinig uitspraken om zorgen te vinden."),
        files=files, rejected=tuple(rejected),
    )  # fmt: skip


@pytest.fixture(scope="session")
def labels() -> Labels:
    """The three priorities and the sub-themes of the invented run."""
    subthemes = {
        sub: Label(sub.replace("_", " ").capitalize(), priority=p)
        for _, _, said in TALKS
        for _, sub, _, p in said
        if sub
    }
    return Labels(
        priorities={
            V: Label("Veilige wijken", "de directe woon- en leefomgeving, op straat en achter de voordeur"),
            M: Label("Maatschappelijke veiligheid", "sociale stabiliteit, digitale en ondermijnende criminaliteit"),
            J: Label("Jeugd en veiligheid", "kinderen en jongeren als dader, slachtoffer of om te behoeden"),
        },
        subthemes=dict(sorted(subthemes.items())), title="Codeboek uitspraken over veiligheid",
        source="Raadsvoorstel Veiligheidsbeeld en prioriteiten IVP 2023-2026", version="ivp-2023-2026@1.0",
    )  # fmt: skip


@pytest.fixture(scope="session")
def city_result() -> RunResult:
    """Forty-odd statements of people in five wijken and eight groups, with tags, concerns and refused files."""
    talks = [make_talk(n, group, wijk, [text for text, *_ in said]) for n, (group, wijk, said) in enumerate(TALKS, 1)]
    notes = [note for _, _, said in TALKS for note in said]
    statements = [one for _, said, _ in talks for one in said]
    taggings = [
        tag(said, *note[1:], doubt=round((i * 37 % 100) / 250, 3))
        for i, (said, note) in enumerate(zip(statements, notes, strict=True))
    ]
    rejected = [
        Rejected("notulen-mei.docx", "", "het bestand is beveiligd met een wachtwoord.", "Sla het op zonder wachtwoord en lever het opnieuw aan."),
        Rejected("scan.pdf", "pagina 1", "er is geen tekst gevonden; waarschijnlijk is dit een scan.", "Laat de tekst eerst herkennen (OCR)."),
    ]  # fmt: skip
    return make_result(talks, taggings, _concerns(statements), rejected)


def _concerns(statements: Sequence[Statement]) -> Concerns:
    def concern(name: str, terms: tuple[str, ...], title: str) -> Concern:
        members = [said for said in statements if any(term in said.text.lower() for term in terms)]
        return Concern(
            id=name, title=title, terms=terms, members=tuple(sorted(said.id for said in members)), stability=0.82,
            typical=tuple(said.id for said in members[:2]), atypical=tuple(said.id for said in members[-1:]),
            n_people=len({said.person for said in members}), n_conversations=len({said.conversation_id for said in members}),
        )  # fmt: skip

    found = (
        concern("c-afval", ("zwerfafval", "containers"), "zwerfafval"),
        concern("c-mes", ("mes ", "mes,", "drillclips"), "mes"),
        concern("c-nep", ("nepbank", "nepagent", "gijzelsoftware"), "nepbank"),
    )
    taken = {member for one in found for member in one.members}
    return Concerns(found, tuple(sorted(said.id for said in statements if said.id not in taken)))


@pytest.fixture(scope="session")
def shares(city_result: RunResult) -> dict[str, Share]:
    """Share of each priority, as the flows count it."""
    return shares_of(city_result)


def shares_of(result: RunResult) -> dict[str, Share]:
    """Share of each priority in these statements."""
    tagged = {p: {found.statement_id for found in result.taggings if p in found.priorities} for p in (V, M, J)}
    return {priority: share_of(result.statements, chosen) for priority, chosen in tagged.items()}


MakeOverview = Callable[..., Overview]


@pytest.fixture(scope="session")
def look(labels: Labels) -> MakeOverview:
    """Count a run; settings by name."""

    def make(result: RunResult, *, words: Sequence[WordCount] | None = None, **chosen: object) -> Overview:
        counted = count_words(result.statements, result.taggings) if words is None else words
        settings = OutputSettings(**chosen)  # type: ignore[arg-type]
        return overview(result, words=counted, shares=shares_of(result), codebook=labels, settings=settings)

    return make


@pytest.fixture(scope="session")
def city(city_result: RunResult, look: MakeOverview) -> Overview:
    """The invented run, counted."""
    return look(city_result)


@pytest.fixture(scope="session")
def empty(look: MakeOverview) -> Overview:
    """A run that found nothing."""
    return look(make_result([]))


@pytest.fixture(scope="session")
def nasty(look: MakeOverview) -> Overview:
    """What people type to break things, said by one person."""
    sayings = (Path(__file__).parent / "nare_invoer.txt").read_text(encoding="utf-8").split("\n%%\n")
    talk = make_talk(1, "=bewoner", "<b>Wijk", [*sayings, "langwoord" * 34])
    return look(make_result([talk]), k=1)
