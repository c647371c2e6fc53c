"""The sentences of the report, in plain Dutch; every form of the report says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpora.records import Concern
from nlp.agreement import Agreement
from nlp.statistics import MIN_FOR_PERCENTAGE, MIN_PEOPLE_FOR_PERCENTAGE, Ratio, suppress_small
from outputs.dutch import between, count, date, listing, number, percent
from outputs.labels import group_name
from outputs.overview import Overview

THEMES = "thema's"
ONE_VOICE = 4  # one in so many statements by one person is worth a warning

NOT_RELEASED = "De uitkomsten zijn nog niet door mensen beoordeeld en vrijgegeven."
NOT_REVIEWED = "De thema's zijn nog niet door mensen beoordeeld."

REPRESENTATIVE = (
    "De deelnemers zijn niet door het lot gekozen. De aantallen gelden voor deze gesprekken, en zeggen niet hoe alle "
    "inwoners erover denken."
)

METHOD = (
    "De bestanden zijn gelezen zoals ze zijn aangeleverd. Wat niet is verwerkt, staat in de lijst bij de verantwoording.",
    "Namen, adressen, telefoonnummers en andere persoonsgegevens zijn gemaskeerd voordat er iets is bewaard. Geen masker is "
    "volmaakt: lees uitspraken na voordat u ze publiceert.",
    "Een gesprek is wat met één persoon of één groep tegelijk is besproken. Een verslag telt als één gesprek; in een tabel telt "
    "elke deelnemer als een eigen gesprek.",
    "Elk gesprek is in uitspraken geknipt: wat één mens over één onderwerp zegt, letterlijk. Een antwoord van minder dan "
    "vijf woorden, zoals ‘meer groen’, is een korte reactie en telt niet mee.",
    "Elke uitspraak kreeg de thema's uit het codeboek die de computer erin herkende, met de woorden die de doorslag gaven. "
    "Een uitspraak kan bij meer prioriteiten horen, dus de aandelen tellen niet op tot 100%.",
    "Uitspraken die op elkaar lijken, zijn gegroepeerd tot zorgen. Bij elke zorg staat de stevigheid: 100% betekent dat dezelfde "
    "groep steeds terugkomt als een deel van de uitspraken wordt weggelaten.",
    "Mensen, uitspraken en gesprekken zijn apart geteld. Bij mensen telt wie tien keer hetzelfde zegt één keer; bij uitspraken en "
    "aandelen tien keer.",
    "Wie in twee gesprekken meedeed, telt als twee mensen: de computer weet niet dat het dezelfde is. Staat er in een verslag niet "
    "bij wie wat zei, dan telt dat gesprek als één mens.",
)

LIMITS = (
    "De computer begrijpt geen ironie en kent de buurt niet. Een thema is een voorstel, geen oordeel.",
    "Een uitspraak telt mee om het onderwerp, niet om de toon: ook een compliment over schone straten gaat over afval.",
    "Wie niet meedeed, is niet gehoord. Een onderwerp dat ontbreekt, is daarom niet afwezig in de stad.",
    "Aantallen van verschillende rondes zijn alleen te vergelijken als op dezelfde manier is gevraagd.",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card: what, and its value."""

    name: str
    value: str


def report_title(shown: Overview) -> str:
    """The title that an editor gave, or else "Rapport stadsgesprekken"."""
    return shown.settings.report_title or f"Rapport {shown.settings.title.lower()}"


def concept_line(shown: Overview) -> str:
    """Why every page says that this is a concept; "" when people released quotes and reviewed enough statements."""
    if shown.concept:
        return NOT_RELEASED
    n, needed = shown.n_reviewed, shown.n_to_review
    if n >= needed:
        return ""
    seen = f"Mensen hebben de thema's van {number(n)} van de {count(len(shown.entries), 'uitspraak', 'uitspraken')} beoordeeld."
    return f"{seen if n else NOT_REVIEWED} Dit blijft een concept tot {count(needed, 'uitspraak is', 'uitspraken zijn')} beoordeeld."


def lead(shown: Overview) -> str:
    """The first sentence under the title."""
    if not shown.entries:
        return "In de aangeleverde bestanden staan geen uitspraken van inwoners of partners. Hieronder staat wat er is gelezen en wat niet."
    of_round = f" van ronde {shown.manifest.ronde}" if shown.manifest.ronde else ""
    n_wijken = sum(1 for figure in shown.wijken if figure.key)
    from_wijken = f", uit {count(n_wijken, 'wijk', 'wijken')}" if n_wijken else ""
    return (
        f"Dit rapport gaat over {count(len(shown.entries), 'uitspraak', 'uitspraken')} van "
        f"{count(shown.n_people, 'mens', 'mensen')} in {count(shown.n_conversations, 'gesprek', 'gesprekken')}"
        f"{of_round}{from_wijken}."
    )


def about_shares(shown: Overview) -> str:
    """Why there are percentages, or why not."""
    needed = (
        (len(shown.entries), MIN_FOR_PERCENTAGE, "uitspraak", "uitspraken"),
        (shown.n_people, MIN_PEOPLE_FOR_PERCENTAGE, "mens", "mensen"),
    )
    for n, least, one, many in needed:
        if n < least:
            return f"Er zijn geen percentages. Bij {count(n, one, many)} zegt een percentage niets: dat kan pas vanaf {least}."
    return (
        "Het aandeel is het deel van alle uitspraken, niet van alle mensen: wie veel zegt, telt daarin zwaarder. Andere, vergelijkbare "
        "gesprekken hadden een iets ander aandeel gegeven. De marge is zo ruim dat het aandeel van al zulke gesprekken samen er in "
        "ongeveer 95 van de 100 gevallen in ligt. Uitspraken uit één gesprek hangen samen; daar houdt de marge rekening mee."
    )


def about_one_voice(shown: Overview) -> str:
    """A warning where one person weighs heavily in the shares; "" where nobody does, or where there are no shares."""
    n_of = Counter(entry.statement.person for entry in shown.entries)
    if not any(figure.share and figure.share.share is not None for figure in shown.priorities):
        return ""
    if ONE_VOICE * max(n_of.values()) < len(shown.entries):
        return ""
    return (
        "Let op: een kwart of meer van de uitspraken komt van één mens. De aandelen zeggen daardoor veel over wat die ene mens zei. "
        "Kijk liever naar de aantallen mensen."
    )


def about_small_numbers(shown: Overview) -> str:
    """Why some numbers are missing; "" when nothing can be."""
    k = shown.settings.k
    if k <= 1:
        return ""
    return (
        f"Aantallen van minder dan {k} mensen staan er niet bij (–), zodat niemand te herkennen is; van een wijk of groep van zo "
        "weinig mensen staat er niets. Is zo'n aantal uit de andere te berekenen, dan is ook het volgende kleinste verborgen."
    )


def about_attributions(shown: Overview) -> str:
    """Why a wijk or group is missing under some quotes; "" when none is."""
    k = shown.settings.k
    if k <= 1:
        return ""
    return f"Groep en wijk staan alleen bij een uitspraak als minstens {k} mensen ze delen."


def about_all_quotes(shown: Overview) -> str:
    """Where the other quotes are."""
    if shown.concept:
        return "Alle uitspraken staan in rapport.html en in uitspraken.xlsx, met hetzelfde kenmerk."
    n = len(shown.quotable)
    return (
        f"Mensen hebben {count(n, 'uitspraak', 'uitspraken')} vrijgegeven als citaat; alleen die staan in dit rapport. Waar een "
        "redacteur heeft ingekort, staat […]."
    )


def human_part(shown: Overview) -> tuple[str, ...]:
    """What the computer did and what people did."""
    reviewed = shown.n_reviewed
    released = 0 if shown.concept else len(shown.quotable)
    people = (
        f"Mensen hebben de thema's van {count(reviewed, 'uitspraak', 'uitspraken')} beoordeeld, van de {number(len(shown.entries))}."
        if reviewed
        else "Mensen hebben nog geen uitspraak beoordeeld. Gebruik de uitkomsten daarom alleen als werkmateriaal."
    )
    named = sum(bool(concern.name) for concern in shown.result.concerns.concerns)
    return tuple(
        part
        for part in (
            "De computer las, maskeerde, knipte, gaf thema's en zocht groepen. Hij nam geen besluit.",
            people,
            f"Mensen hebben {count(released, 'citaat', 'citaten')} vrijgegeven." if released else "",
            f"Mensen hebben {count(named, 'zorg', 'zorgen')} een naam gegeven." if named else "",
        )
        if part
    )


def about_agreement(shown: Overview) -> tuple[str, ...]:
    """How often people and the computer agreed, with a margin, and what that does not say."""
    found = shown.agreement
    if not (found.n_kept or found.n_rejected or found.n_added):
        return ("Hoe vaak mens en computer het eens zijn, is pas bekend na de beoordeling.",)
    looked = found.n_kept + found.n_rejected
    kept = (
        f"Van {count(looked, 'thema', THEMES)} die de computer voorstelde, lieten mensen er {number(found.n_kept)} staan"
        f"{_with_margin(found.kept)} en wezen zij er {number(found.n_rejected)} af."
    )
    added = (
        f"Mensen voegden {count(found.n_added, 'thema', THEMES)} toe. Van alle thema's die volgens hen kloppen, had de computer "
        f"er {number(found.n_kept)} van de {number(found.n_kept + found.n_added)} gevonden{_with_margin(found.found)}."
    )
    caveat = (
        "Mensen zagen het voorstel terwijl ze oordeelden, en kozen zelf welke uitspraken ze bekeken. Deze cijfers gelden dus voor "
        "wat is bekeken, niet voor alles."
    )
    return tuple(part for part in (kept, added, _alpha(found), caveat) if part)


def _alpha(found: Agreement) -> str:
    if found.n_statements < MIN_FOR_PERCENTAGE:
        reviewed = count(found.n_statements, "beoordeelde uitspraak is", "beoordeelde uitspraken zijn")
        return (
            f"{reviewed} te weinig om iets te zeggen over Krippendorffs alfa: dat kan pas vanaf {MIN_FOR_PERCENTAGE}."
        )
    if found.alpha is None:
        return ""
    return f"Krippendorffs alfa over de beoordeelde uitspraken is {number(found.alpha, decimals=2)}; 1 is volledig eens, 0 is toeval."


def _with_margin(ratio: Ratio) -> str:
    if ratio.share is None or ratio.low is None or ratio.high is None:
        return ""
    return f" ({percent(ratio.share)}, marge {between(ratio.low, ratio.high)})"


def about_participants(shown: Overview) -> tuple[str, ...]:
    """Who took part, as far as it is known, so that a reader can judge for whom this speaks."""
    people = {entry.statement.person: entry.statement for entry in shown.entries}
    wijken = _spread([said.wijk for said in people.values()], "wijk", ("komen uit", "wijken", "de meeste uit"), shown)
    groups = [group_name(said.group) if said.group else "" for said in people.values()]
    lines = (
        wijken,
        _spread(groups, "groep", ("horen bij", "groepen", "de grootste:"), shown),
        "Er is niet vergeleken met de bevolking: leeftijd, inkomen en herkomst van de deelnemers zijn niet vastgelegd.",
    )
    return tuple(line for line in lines if line)


def _spread(values: Sequence[str], one: str, words: tuple[str, str, str], shown: Overview) -> str:
    known = Counter(value for value in values if value)
    kept = suppress_small(known, k=shown.settings.k)
    told = sorted(((n, name) for name, n in kept.items() if n), key=lambda item: (-item[0], item[1]))
    unknown = len(values) - known.total()
    if not values:
        return ""
    missing = f"Van {count(unknown, 'mens', 'mensen')} is de {one} niet bekend." if unknown else ""
    if not told:
        return missing or f"Bij geen {one} kan het aantal deelnemers worden genoemd: het zijn er te weinig."
    most = listing([f"{name} ({number(n)})" for n, name in told[:5]])
    belong, many, first = words
    return f"De deelnemers {belong} {count(len(known), one, many)}; {first} {most}. {missing}".strip()


def about_concerns(shown: Overview) -> str:
    """Why there are no concerns, or how many are kept back; "" when all are shown."""
    found = shown.result.concerns
    n_hidden = len(found.concerns) - len(shown.concerns)
    parts = [found.remark] if found.remark else []
    if n_hidden:
        parts.append(
            f"{count(n_hidden, 'zorg is', 'zorgen zijn')} niet getoond, omdat er minder dan {shown.settings.k} mensen achter staan."
        )
    if not found.concerns and not found.remark:
        parts.append("Er zijn geen groepen van uitspraken gevonden die genoeg op elkaar lijken.")
    return " ".join(parts)


def mostly(concern: Concern, shown: Overview) -> str:
    """The sub-theme that more than half of the statements of a concern have; "" when none has."""
    themes = [entry.subthemes for entry in shown.entries if entry.concern == concern.id]
    found = Counter(theme for row in themes for theme in row)
    theme, n = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return f"Gaat vooral over {shown.labels.subtheme(theme)}." if 2 * n > len(themes) else ""


def telling_words(concern: Concern) -> str:
    """The words that set a concern apart; "" when too few people share one."""
    return f"Kenmerkende woorden: {', '.join(concern.terms)}." if concern.terms else ""


def within(concern: Concern, shown: Overview) -> str:
    """The parts of a large concern, as far as enough people stand behind them; "" when there are none."""
    k = shown.settings.k
    parts = [part for part in shown.result.concerns.subconcerns if part.parent == concern.id and part.n_people >= k]
    parts.sort(key=lambda part: (-part.n_people, part.id))
    named = [f"{part.name or part.title} ({count(part.n_people, 'mens', 'mensen')})" for part in parts]
    return f"Daarbinnen: {listing(named)}." if named else ""


def _rounds(shown: Overview) -> str:
    unknown = sum(not entry.statement.ronde for entry in shown.entries)
    if not shown.manifest.ronde or unknown in (0, len(shown.entries)):
        return shown.manifest.ronde or "onbekend"
    return f"{shown.manifest.ronde}; van {count(unknown, 'uitspraak', 'uitspraken')} staat de ronde niet in de notities"


def model_name(name: str) -> str:
    """What a model of the manifest is for."""
    return THEMES if name == "themas" else name


def _choices(shown: Overview) -> str:
    k, concerns = shown.settings.k, dict(shown.manifest.parameters).get("zorgen", "")
    small = f"Wat van minder dan {k} mensen komt, is niet getoond." if k > 1 else "Ook wat één mens zei, is getoond."
    asked = f"Er is om {concerns} zorgen gevraagd." if concerns else "Het aantal zorgen volgt uit de uitspraken."
    return f"{small} {asked}"


def run_card(shown: Overview) -> tuple[Fact, ...]:
    """How to make this again."""
    manifest = shown.manifest
    return (
        Fact("Verwerking", manifest.run_id),
        Fact("Ronde", _rounds(shown)),
        Fact("Nieuwste gesprek", date(manifest.date) if manifest.date else "onbekend"),
        Fact("Codeboek", f"{shown.labels.title or manifest.codebook} ({manifest.codebook})"),
        Fact("Bron van het codeboek", shown.labels.source or "onbekend"),
        *(Fact(f"Model voor {model_name(name)}", value) for name, value in manifest.models),
        Fact("Instellingen", _choices(shown)),
        Fact("Programma's", listing([f"{name} {value}" for name, value in manifest.packages]) or "onbekend"),
    )
