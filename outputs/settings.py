"""What a city can choose about its outputs."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.words import CountBy
from outputs.style import HouseStyle, default_style

# parts of the report that an editor may leave out; accounting, priorities, released quotes and method always stay
OPTIONAL_PARTS = {
    "subthemas": "Subthema's",
    "zorgen": "Zorgen",
    "verdeling": "Tabellen per wijk en per groep",
    "woordenwolk": "Woordenwolk",
    "citaten": "Opvallende uitspraken",
}


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """Choices for all writers; the defaults are what a council appendix needs."""

    title: str = "Stadsgesprekken"
    k: int = 3  # fewest people behind anything shown in a cloud or a table; 1 for material that is public already
    count_by: CountBy = "people"
    max_words: int = 100
    hidden_words: frozenset[str] = frozenset()  # in lower case; an editor wants them out of the clouds
    shape: str = "rechthoek"  # or "cirkel", or the path of a picture whose dark part the words fill
    max_word_length: int = 40  # characters; a longer "word" is a web address or a slip of the keyboard
    style: HouseStyle = field(default_factory=default_style)
    report_title: str = ""  # of the report, where "Rapport" with the title will not do
    introduction: tuple[str, ...] = ()  # paragraphs that an editor wrote, before the accounting
    left_out: frozenset[str] = frozenset()  # keys of `OPTIONAL_PARTS`
