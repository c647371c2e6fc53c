"""A cloud as somebody sets it in the studio: which statements, which words, in what form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from corpora.codebook import Codebook
from corpora.records import Concerns, Manifest, RunResult
from outputs import OutputSettings
from outputs.cloud import Cloud, WordCount, make_cloud, source_line
from outputs.clouds import about_few, clouds_svg, filled
from outputs.dutch import listing
from outputs.overview import Overview, overview
from outputs.pdf import picture_png
from outputs.style import HouseStyle, default_style
from web.clouds.hiding import hidden_lemmas
from web.explore import search
from web.results.models import Result
from web.results.pages import latest_of
from web.rounds.models import Round

SHAPES = {"rechthoek": "rechthoek", "cirkel": "cirkel"}
PALETTES = {"": "kleur per prioriteit", "een": "één kleur", "zwart": "zwart op wit"}
COUNTS = {"people": "mensen", "statements": "uitspraken", "words": "keren gezegd"}
PER = {
    "": "één wolk",
    "wijk": "een per wijk",
    "group": "een per groep",
    "priorities": "een per prioriteit",
    "ronde": "een per ronde",
}
PARTS = {"wijk": "wijk", "group": "groep", "priorities": "prioriteit", "ronde": "ronde"}  # as the page calls one
N_WORDS = range(10, 151)
N_PANELS = 8  # more would not fit on a page
MIN_STATEMENTS_FOR_COLOUR = 2
_BLACK = "#1b1b1b"


@dataclass(frozen=True, slots=True)
class Wish:
    """How the cloud must look; the names are those in the address."""

    per: str = ""
    vorm: str = "rechthoek"
    kleur: str = ""
    tel: str = "people"
    aantal: int = 80

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wish:
        number = query.get("aantal", "")
        n = int(number) if number.isdigit() else 80
        return cls(
            per=_one_of(PER, query.get("per", ""), ""),
            vorm=_one_of(SHAPES, query.get("vorm", ""), "rechthoek"),
            kleur=_one_of(PALETTES, query.get("kleur", ""), ""),
            tel=_one_of(COUNTS, query.get("tel", ""), "people"),
            aantal=min(max(n, N_WORDS.start), N_WORDS.stop - 1),
        )

    def address(self) -> str:
        return urlencode({field.name: getattr(self, field.name) for field in fields(self)})


def _one_of(known: Mapping[str, str], asked: str, default: str) -> str:
    return asked if asked in known else default


Rows = Sequence[Sequence[Any]]  # person, terms, priorities, wijk, group


@dataclass(frozen=True, slots=True)
class Material:
    """What is counted: who said which words, and where it belongs."""

    rows: Rows

    @property
    def n_people(self) -> int:
        return len({row[0] for row in self.rows})


def material_of(result: Result, asked: search.Filter) -> Material:
    columns = ("person", "terms", "priorities", "wijk", "group")
    return Material(list(search.matching([result], asked).order_by("key").values_list(*columns)))


def count_words(rows: Rows, k: int) -> tuple[WordCount, ...]:
    """Words that `k` of these people say, with how many people, statements and times; most people first."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    statements: defaultdict[tuple[str, str], int] = defaultdict(int)  # word and priorities, as they stand listed
    forms: defaultdict[tuple[str, str], int] = defaultdict(int)
    for person, terms, listed, *_ in _without_rare_phrases(rows, k):
        for lemma, form, *_ in terms:
            forms[lemma, form] += 1
        for lemma in {lemma for lemma, *_ in terms}:
            people[lemma].add(person)
            statements[lemma, listed] += 1
    shown, n_words = _most_used(forms)
    n_statements, priorities = _per_priority(statements)
    made = (
        WordCount(
            shown[lemma], lemma, len(people[lemma]), n_statements[lemma], n_words[lemma], _main(priorities[lemma])
        )
        for lemma in people
        if len(people[lemma]) >= k
    )
    return tuple(sorted(made, key=lambda one: (-one.n_people, -one.n_statements, one.lemma)))


def _without_rare_phrases(rows: Rows, k: int) -> Rows:
    """A phrase that fewer than `k` of these people say counts as its words, as in the appendix (`nlp.words`)."""
    sayers: defaultdict[str, set[str]] = defaultdict(set)
    for person, terms, *_ in rows:
        for lemma, _form, *words in terms:
            if words:
                sayers[lemma].add(person)
    rare = {phrase for phrase, people in sayers.items() if len(people) < k}
    return [(row[0], _apart(row[1], rare), *row[2:]) for row in rows] if rare else rows


def _apart(terms: Iterable[Any], phrases: Container[str]) -> list[Any]:
    return [one for term in terms for one in (term[2] if term[0] in phrases else (term,))]


def _most_used(forms: Mapping[tuple[str, str], int]) -> tuple[dict[str, str], Counter[str]]:
    """The form of each word that is used most, and how often the word is said in any form."""
    shown: dict[str, str] = {}
    n_words: Counter[str] = Counter()
    for (lemma, form), n in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        shown.setdefault(lemma, form)
        n_words[lemma] += n
    return shown, n_words


def _per_priority(statements: Mapping[tuple[str, str], int]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Statements per word, and of those with a priority how many have which; "|" counts them all."""
    n_statements: Counter[str] = Counter()
    priorities: dict[str, Counter[str]] = {}
    for (lemma, listed), n in statements.items():
        n_statements[lemma] += n
        counted = priorities.setdefault(lemma, Counter())
        own = [part for part in listed.split("|") if part]
        for key in [*own, "|"] if own else ():
            counted[key] += n
    return n_statements, priorities


def _main(counted: Counter[str]) -> str:
    """The priority of more than half of the statements that have one, as `nlp.words` colours."""
    n_with_any = counted["|"]
    ranked = sorted(((n, name) for name, n in counted.items() if name != "|"), key=lambda one: (-one[0], one[1]))
    if not ranked or ranked[0][0] < MIN_STATEMENTS_FOR_COLOUR or 2 * ranked[0][0] <= n_with_any:
        return ""
    return ranked[0][1] if all(n < ranked[0][0] for n, _ in ranked[1:]) else ""


def shown_words(result: Result, material: Material, wish: Wish) -> tuple[WordCount, ...]:
    """Words that the cloud shows, for the table beside it."""
    round_ = result.job.round
    out = hidden_lemmas(round_)
    kept = [one for one in count_words(material.rows, round_.k) if not {one.lemma, one.word.lower()} & out]
    by = {"people": "n_people", "statements": "n_statements", "words": "n_words"}[wish.tel]
    return tuple(sorted(kept, key=lambda one: -getattr(one, by))[: wish.aantal])


def picture(result: Result, asked: search.Filter, wish: Wish, codebook: Codebook, *, png: bool = False) -> bytes:
    """The cloud as svg, or as png."""
    if wish.per:
        beside = clouds_beside(result, asked, wish, codebook)
        if beside.panels:
            svg = clouds_svg(
                beside.panels,
                _shown(result, (), wish, codebook),
                title=f"Woordenwolk {result.job.round.name}",
                remark=beside.remark,
                source=_source(result, beside.material, list(beside.panels) if wish.per == "ronde" else ()),
            )
            return picture_png(svg) if png else svg.encode()
        cloud = _one_cloud(result, Material(()), wish, codebook)
    else:
        cloud = _one_cloud(result, material_of(result, asked), wish, codebook)
    return cloud.png if png else cloud.svg.encode()


def _shown(result: Result, words: Sequence[WordCount], wish: Wish, codebook: Codebook) -> Overview:
    round_ = result.job.round
    settings = OutputSettings(
        title=round_.name,
        k=round_.k,
        count_by=wish.tel,  # type: ignore[arg-type]
        max_words=wish.aantal,
        hidden_words=hidden_lemmas(round_),
        shape=wish.vorm,
        style=_style(wish.kleur),
    )
    return overview(_nothing(), words=words, shares={}, codebook=codebook, settings=settings)


def _one_cloud(result: Result, material: Material, wish: Wish, codebook: Codebook) -> Cloud:
    cloud = make_cloud(_shown(result, count_words(material.rows, result.job.round.k), wish, codebook))
    about = f"{len(cloud.words)} woorden uit {len(material.rows)} uitspraken van {material.n_people} mensen."
    largest = ", ".join(f"{one.word} ({one.n_people})" for one in cloud.words[:10])
    return replace(
        cloud,
        description=f"{about} Met het aantal mensen: {largest}." if cloud.words else "",
        remark=cloud.remark if cloud.words else f"Geen woord is door {result.job.round.k} of meer mensen genoemd.",
        provenance=_source(result, material),
    )


def _source(result: Result, material: Material, rounds: Sequence[str] = ()) -> str:
    """Where a picture comes from, for who finds it without its page; of several rounds it tells their names."""
    nothing = _nothing().manifest
    one = replace(nothing, ronde=result.job.round.name, codebook=result.codebook, run_id=result.run_id)
    manifest = replace(nothing, ronde=listing(rounds)) if rounds else one
    return source_line(manifest, n_statements=len(material.rows), n_people=material.n_people)


# --- several clouds ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beside:
    """Clouds beside each other; without any, no part has enough people who say the same."""

    panels: Mapping[str, Sequence[WordCount]]
    few: tuple[str, ...]  # parts without a word that may be shown
    no_room: tuple[str, ...]
    material: Material  # of the parts that are shown

    def holds(self, word: WordCount) -> bool:
        """Whether one of the clouds has this word."""
        return any(word.lemma == one.lemma for words in self.panels.values() for one in words)

    @property
    def remark(self) -> str:
        """Which parts are left out, and why; "" when none is."""
        more = (
            f"Er passen {N_PANELS} wolken naast elkaar. Niet getoond: {listing(self.no_room)}." if self.no_room else ""
        )
        return " ".join(line for line in (about_few(self.few), more) if line)


def clouds_beside(result: Result, asked: search.Filter, wish: Wish, codebook: Codebook) -> Beside:
    """What is shown per wijk, group, priority or round, and what is left out."""
    parts = _per_round(asked) if wish.per == "ronde" else _per_part(result, asked, wish.per, codebook)
    counted = {name: count_words(rows, k) for name, (rows, k) in parts.items()}
    kept, few = filled(counted, _shown(result, (), wish, codebook), fewest=1)
    names = list(kept)
    drawn = names[:N_PANELS]
    # a statement with two priorities stands in two clouds and counts once
    material = Material([*{id(row): row for name in drawn for row in parts[name][0]}.values()])
    return Beside(_written_alike(kept, drawn, material.rows), few, tuple(names[N_PANELS:]), material)


def _written_alike(
    panels: Mapping[str, Sequence[WordCount]], names: Sequence[str], rows: Rows
) -> dict[str, list[WordCount]]:
    """These panels with each word in the form that is used most in all of them, as in the appendix."""
    forms: defaultdict[tuple[str, str], int] = defaultdict(int)
    for _person, terms, *_ in rows:
        for lemma, form, *words in terms:
            for one in ((lemma, form), *(words[0] if words else ())):
                forms[tuple(one)] += 1
    shown, _ = _most_used(forms)
    return {name: [replace(word, word=shown[word.lemma]) for word in panels[name]] for name in names}


def _per_round(asked: search.Filter) -> dict[str, tuple[Rows, int]]:
    """Rows of the newest outcome of each round with how few people it shows, oldest of the newest rounds first."""
    rounds = [(one, newest) for one in Round.objects.order_by("created_at") if (newest := latest_of(one))]
    return {one.name: (material_of(newest, asked).rows, one.k) for one, newest in rounds[-N_PANELS:]}


def _per_part(result: Result, asked: search.Filter, per: str, codebook: Codebook) -> dict[str, tuple[Rows, int]]:
    """Rows per wijk, group or priority, those of most people first, with how few people the round shows."""
    labels = {one.id: one.label for one in codebook.priorities}
    column = {"priorities": 2, "wijk": 3, "group": 4}[per]
    parts: dict[str, list[Sequence[Any]]] = {}
    for row in material_of(result, asked).rows:
        for key in [part for part in row[column].split("|") if part] if per == "priorities" else [row[column]]:
            parts.setdefault(labels.get(key, key), []).append(row)
    parts.pop("", None)
    most = sorted(parts, key=lambda name: (-len({row[0] for row in parts[name]}), name))
    return {name.capitalize() if per == "group" else name: (parts[name], result.job.round.k) for name in most}


def _style(palette: str) -> HouseStyle:
    style = default_style()
    if palette == "een":
        return replace(style, priority_colours=(), neutral=style.accent)
    return replace(style, priority_colours=(), neutral=_BLACK, accent=_BLACK) if palette == "zwart" else style


def _nothing() -> RunResult:
    """A run without statements: the words are counted here, the picture is drawn there."""
    manifest = Manifest("", "", "", "", (), "", (), (), (), ())
    return RunResult(manifest, (), (), (), (), (), Concerns((), ()), ())
