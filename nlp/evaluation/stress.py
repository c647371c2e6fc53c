"""A made-up test set for masking: many names, notations and neighbourhoods in sentences of our own.

`python -m nlp.evaluation.stress [AANTAL]` prints the same table as `stadsgesprek evalueer redactie`. Needs Faker.
Numbers lie in ranges that are not issued: BSN 9999xxxxx, plates with a Q, postcode 3347, mail domain .example.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.gazetteer import Gazetteer, load_gazetteer
from corpora.yaml_file import read_yaml
from nlp.evaluation.redactie import Tally, figures
from nlp.redact import Found, People, find_personal_data, load_lookups
from nlp.redact.build_lookups import latin

if TYPE_CHECKING:
    from spacy.language import Language

CARRIERS = Path(__file__).with_name("stress.yaml")
SHARE_WITHOUT = 0.25
# language background -> Faker locale
BACKGROUNDS = {
    "Nederlands": "nl_NL",
    "Vlaams": "nl_BE",
    "Turks": "tr_TR",
    "Maghrebijns": "fr_DZ",
    "Pools": "pl_PL",
    "Bulgaars": "bg_BG",
    "Oekraïens": "uk_UA",
    "Hindoestaans": "en_IN",
    "Indonesisch": "id_ID",
    "Portugees": "pt_PT",
    "Ghanees": "tw_GH",
    "Roemeens": "ro_RO",
}
# four backgrounds that Faker does not have
OWN = {
    "Antilliaans": (
        "Shurandy Rudsel Migdalia Xiomara Jeanette Clifton",
        "Cijntje Felicia Isenia Martha Rosalia Maduro",
    ),
    "Eritrees": ("Yonatan Filimon Segen Rahwa Semhar Abel", "Ghebremeskel Woldu Araya Habtemariam Tesfazghi Zeray"),
    "Somalisch": ("Ayan Maxamed Sahra Cabdi Xasan Faadumo", "Warsame Cali Jaamac Nuur Guuleed Diiriye"),
    "Chinees": ("Xiaoyan Meifang Jianguo Lihua Wenjie Zihan", "Zhao Huang Zhou Cheung Tsui Kwok"),
}
KINDS = {
    "naam_volledig": "NAAM", "naam_voornaam": "NAAM", "naam_initialen": "NAAM", "naam_klein": "NAAM", "achternaam": "NAAM",
    "achternaam_klein": "NAAM", "wijk_als_achternaam": "NAAM", "voornaam_wijk": "NAAM", "telefoon": "TELEFOON",
    "telefoon_gesproken": "TELEFOON", "email": "EMAIL", "email_gespeld": "EMAIL", "iban": "IBAN", "bsn": "BSN",
    "kenteken": "KENTEKEN", "adres": "ADRES", "postcode": "ADRES", "geboortedatum": "GEBOORTEDATUM", "account": "HANDLE",
    "profiel": "HANDLE",
}  # fmt: skip
_SLOT = re.compile(r"\{(\w+)\}|<(\w+)>")
_DIGITS = "nul een twee drie vier vijf zes zeven acht negen".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence with its personal data and with what has to stay."""

    text: str
    found: tuple[Found, ...]
    kinds: tuple[str, ...]  # parallel to `found`: how it is written, as "telefoon_gesproken"
    kept: tuple[tuple[int, int], ...]  # neighbourhoods
    background: str


def generate(n: int, *, seed: int = 20240318) -> list[Case]:
    """`n` sentences, a quarter without personal data; the same for the same seed."""
    carriers = read_yaml(CARRIERS)
    writer = Writer(random.Random(seed), [entry["naam"] for entry in carriers["wijken"]])  # noqa: S311 - no secret
    return [writer.write(writer.choice(carriers["zonder" if number % 4 == 3 else "zinnen"])) for number in range(n)]


class Writer:
    """Fills the slots of carrier sentences."""

    def __init__(self, rng: random.Random, neighbourhoods: list[str]) -> None:
        self.rng, self.neighbourhoods = rng, neighbourhoods
        self.names = _names(rng)
        self.background = ""

    def choice(self, options: Any) -> Any:
        """One of these."""
        return self.rng.choice(options)

    def write(self, carrier: str) -> Case:
        """The carrier with every slot filled and its offsets noted."""
        self.background = self.choice(sorted(self.names))
        text, found, kinds, kept, at = "", [], [], [], 0
        for match in _SLOT.finditer(carrier):
            text += carrier[at : match.start()]
            kind = match[1] or match[2]
            value = getattr(self, kind)()
            start, end = len(text), len(text) + len(value)
            if match[1]:
                found.append(Found(start, end, KINDS[kind]))  # type: ignore[arg-type]
                kinds.append(kind)
            elif kind == "wijk":
                kept.append((start, end))
            text += value
            at = match.end()
        return Case(text + carrier[at:], tuple(found), tuple(kinds), tuple(kept), self.background)

    # --- people ---

    def naam_volledig(self) -> str:
        return f"{self.naam_voornaam()} {self.achternaam()}"

    def naam_voornaam(self) -> str:
        return str(self.choice(self.names[self.background][0]))

    def achternaam(self) -> str:
        return str(self.choice(self.names[self.background][1]))

    def achternaam_klein(self) -> str:
        return self.achternaam().lower()

    def naam_initialen(self) -> str:
        return f"{self.choice('ABCDFGHJKLMNPRSTVWYZ')}. {self.achternaam()}"

    def naam_klein(self) -> str:
        return self.naam_volledig().lower()

    def wijk_als_achternaam(self) -> str:
        return str(self.choice(["Sterrenburg", "Reeland", "Crooswijk", "Overschie", "Zuilen"]))

    def voornaam_wijk(self) -> str:
        return f"{self.naam_voornaam()} {self.choice(['Krispijn', 'Dubbeldam', 'Kralingen', 'Voordorp'])}"

    # --- numbers ---

    def telefoon(self) -> str:
        n = self._digits(8)
        form = self.choice(
            ["06-{0}", "06 {1} {2} {3} {4}", "+31 6 {0}", "+316{0}", "06.{1}.{2}.{3}.{4}", "0031 6 {1} {2} {3} {4}", "(078) {5} {6}",
             "078-{5}{6}", "06-{1} {2} {3} {4}", "06 {7} {8}", "+31(0)6 {1}{2}{3}{4}", "010 - {5} {6}"]
        )  # fmt: skip
        return str(form).format(n, n[:2], n[2:4], n[4:6], n[6:], "1" + n[:2], n[2:6], n[:4], n[4:])

    def telefoon_gesproken(self) -> str:
        n = self._digits(8)
        words = [_DIGITS[int(digit)] for digit in n]
        mixed = [digit if self.rng.random() < 0.5 else word for digit, word in zip(n, words, strict=True)]
        return str(
            self.choice(
                [
                    f"nul zes {' '.join(words)}",
                    f"nul zes, {', '.join(words)}",
                    f"06 {' '.join(mixed)}",
                    f"nul zes dan {' '.join(mixed)}",
                ]
            )
        )

    def bsn(self) -> str:
        while True:
            digits = "9999" + self._digits(5)
            if sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0:
                form = self.choice(["{}{}{}", "{}.{}.{}", "{} {} {}"])
                return str(form).format(digits[:4], digits[4:6], digits[6:])

    def iban(self) -> str:
        account = f"{self.choice(['INGB', 'RABO', 'ABNA', 'TRIO', 'SNSB', 'KNAB'])}0000{self._digits(6)}"
        check = 98 - int("".join(str(int(letter, 36)) for letter in account + "NL00")) % 97
        whole = f"NL{check:02}{account}"
        return whole if self.rng.random() < 0.5 else " ".join(whole[i : i + 4] for i in range(0, 18, 4))

    def kenteken(self) -> str:
        shape = self.choice(
            ["QX-99-99", "99-99-QX", "99-QX-99", "QX-99-XX", "QX-XX-99", "99-QX-XX", "99-QXX-9", "9-QXX-99", "QX-999-X", "Q-999-XX",
             "QXX-99-X", "X-99-QXX", "9-QX-999", "999-QX-9"]
        )  # fmt: skip
        plate = "".join(
            self.choice("BDFGHJKLNPRSTVXZ") if c == "X" else self.choice("0123456789") if c == "9" else c
            for c in str(shape)
        )
        return (
            plate if self.rng.random() < 0.7 else plate.replace("-", " ") if self.rng.random() < 0.5 else plate.lower()
        )

    # --- places and dates ---

    def wijk(self) -> str:
        return str(self.choice(self.neighbourhoods))

    def adres(self) -> str:
        street = self.choice(
            [
                "Ketellapper",
                "Eerste Zandhazen",
                "Meester Kwikstaart",
                "Blauwborst",
                "Oude Lijnslagers",
                "Van der Hoepel",
            ]
        )
        kind = self.choice(["straat", "laan", "weg", "plein", "hof", "steeg", "dreef", "kade", "pad", "singel"])
        number = f"{self.rng.randint(1, 399)}{self.choice(['', '', 'a', '-B', ' hs', '-II', '-12'])}"
        tail = self.choice(
            ["", f", {self.postcode()}", f", {self.postcode()} Dordrecht", f" {self.postcode()} Den Haag"]
        )
        return f"{street}{kind} {number}{tail}"

    def postcode(self) -> str:
        return f"3347{self.choice(['', ' '])}{self.choice('BCDGHJKLMNPRTVX')}{self.choice('BCDGHJKLMNPRTVX')}"

    def geboortedatum(self) -> str:
        day, month, year = self.rng.randint(1, 28), self.rng.randint(1, 12), self.rng.randint(1935, 2012)
        months = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
        return str(
            self.choice(
                [
                    f"{day}-{month}-{year}",
                    f"{day:02}/{month:02}/{year}",
                    f"{day} {months[month - 1]} {year}",
                    f"{year}-{month:02}-{day:02}",
                    f"{day:02}.{month:02}.{year % 100:02}",
                ]
            )
        )

    def datum(self) -> str:
        return f"{self.rng.randint(1, 28)} {self.choice(['maart', 'juni', 'oktober'])} {self.rng.randint(2019, 2024)}"

    def bedrag(self) -> str:
        return str(self.rng.randint(20, 2500))

    # --- online ---

    def email(self) -> str:
        return f"{self._handle()}@{self.choice(['post', 'thuis', 'mijn-bedrijf', 'mail'])}.example"

    def email_gespeld(self) -> str:
        name = re.sub(r"[^a-z]", "", latin(self.naam_voornaam())) or "info"
        return f"{name} {self.choice(['punt', 'streepje'])} {self.choice(['dordt', 'thuis', 'werk'])} {self.choice(['apenstaartje', '(at)', '[at]'])} post {self.choice(['punt', 'dot'])} example"

    def account(self) -> str:
        return "@" + self._handle()

    def profiel(self) -> str:
        return f"{self.choice(['https://www.', 'www.', ''])}{self.choice(['instagram.com', 'tiktok.com', 'facebook.com'])}/{self._handle()}"

    def _handle(self) -> str:
        name = re.sub(r"[^a-z]", "", latin(self.naam_voornaam())) or "kijker"
        return f"{name}{self.choice(['.', '_'])}{self.choice(['kade', 'zuid', 'dh', 'xx'])}{self.rng.randint(1, 99)}"

    def _digits(self, n: int) -> str:
        return "".join(self.choice("0123456789") for _ in range(n))


def _names(rng: random.Random) -> dict[str, tuple[list[str], list[str]]]:
    """Forenames and surnames per background."""
    from faker import Faker

    names: dict[str, tuple[list[str], list[str]]] = {
        background: (first.split(), last.split()) for background, (first, last) in OWN.items()
    }
    for background, locale in BACKGROUNDS.items():
        fake = Faker(locale)
        fake.seed_instance(rng.randint(0, 10**9))
        firsts = sorted({_written(fake.first_name()) for _ in range(400)})
        lasts = sorted({_written(fake.last_name()) for _ in range(400)})
        names[background] = firsts, lasts
    return names


def _written(name: str) -> str:
    if re.search("[а-яА-ЯіїєґІЇЄҐ]", name):
        return " ".join(word.capitalize() for word in latin(name).split())
    return name


Find = Callable[[str], tuple[Found, ...]]


def evaluate(
    n: int = 10_000, *, nlp: Language | None = None, find: Find | None = None, details: bool = False
) -> dict[str, Any]:
    """The table of `redactie.evaluate` for `n` made-up sentences, with recall per notation and per background.

    Args:
        find: another tool to measure on the same sentences.
        details: also give what was missed and what was masked for nothing.
    """
    find = find or _finder(load_gazetteer(CARRIERS), nlp)
    total, notations, backgrounds = Tally(), Tally(), Tally()
    for case in generate(n):
        found = find(case.text)
        masked = [any(span.start <= i < span.end for span in found) for i in range(len(case.text))]
        _count(case, found, masked, total, notations, backgrounds)
    recalls = {
        name: {kind: round(tally.found[kind] / times, 4) for kind, times in sorted(tally.gold.items())}
        for name, tally in (("recall_per_notation", notations), ("recall_per_background", backgrounds))
    }
    extra = {"missed": total.missed, "wrong": total.wrong} if details else {}
    return figures(total) | recalls | extra | {"sentences": n}


def _finder(gazetteer: Gazetteer, nlp: Language | None) -> Find:
    lookups, people = load_lookups(), People(nlp) if nlp else None
    return lambda text: find_personal_data(text, lookups=lookups, gazetteer=gazetteer, people=people)


def _count(
    case: Case, found: tuple[Found, ...], masked: list[bool], total: Tally, notations: Tally, backgrounds: Tally
) -> None:
    taken = [False] * len(case.text)
    for span, kind in zip(case.found, case.kinds, strict=True):
        taken[span.start : span.end] = [True] * (span.end - span.start)
        whole = all(masked[i] for i in _alnum(case.text, span.start, span.end))
        tallies = [(total, span.type), (notations, kind)] + (
            [(backgrounds, case.background)] if span.type == "NAAM" else []
        )
        for tally, name in tallies:
            tally.gold[name] += 1
            tally.found[name] += whole
        if not whole:
            total.missed.append((kind, case.text))
    for start, end in case.kept:
        total.kept_of["wijken"] += 1
        total.kept["wijken"] += not any(masked[start:end])
    for span in found:
        inside = list(_alnum(case.text, span.start, span.end))
        total.masked[span.type] += len(inside)
        total.right[span.type] += sum(taken[i] for i in inside)
        if not all(taken[i] for i in inside):
            total.wrong.append((span.type, case.text[span.start : span.end] + " << " + case.text))


def _alnum(text: str, start: int, end: int) -> Iterator[int]:
    return (i for i in range(start, end) if text[i].isalnum())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(evaluate(int((sys.argv[1:] or ["10000"])[0])), ensure_ascii=False, indent=1) + "\n")
