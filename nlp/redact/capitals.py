"""Whether a run of capitalised words is somebody's name."""

from __future__ import annotations

from nlp.redact.cues import load_cues
from nlp.redact.runs import extent, may_open
from nlp.redact.scene import Scene

ENOUGH = 2  # points that make a run of words a name
# inhabitants of a place, and what comes from there: "Dordtenaren", "Krispijnse"
_DEMONYMS = ("enaar", "aars", "enaren", "anen", "ers", "ërs", "ezen", "ische", "se")
_COMPASS = ("noord-", "oost-", "zuid-", "west-", "midden-")
_INITIALS = 3  # letters
_ORGANISATION_TAILS = (
    "straat", "college", "school", "huis", "kerk", "ziekenhuis", "plein", "museum", "stichting", "moskee", "buurt", "kwartier",
    "weg", "laan", "dreef", "steeg", "brug", "haven", "ring", "kade", "park", "plantsoen", "tunnel", "sluis", "viaduct", "singel", "gracht", "toren", "promenade", "boulevard",
)  # fmt: skip


def capital_name(scene: Scene, i: int) -> tuple[int, bool]:
    """Last word of what begins at word `i`, and whether that is a name."""
    token = scene.tokens[i]
    titled = scene.titled(i)
    blocked = (token.form.never and not token.particle) or token.form.title
    if _is_named_as_month(scene, i):
        return extent(scene, i), True
    named = token.known and (not token.opens or scene.gap(i).startswith(","))
    if (blocked and not named) or _after_s(scene, i):
        return i, False
    if (token.protected and not titled and not _is_called_so(scene, i)) or not may_open(scene, i):
        return i, False
    if token.protected in ("straat", "organisatie") and not token.word.surname:
        return i, False
    if scene.role(i) and not (titled or token.particle):
        return i, False  # "Moeder van Ali", "Wijkagent Rob"
    last = extent(scene, i)
    if titled:
        return last, _is_titled_name(scene, i, last)
    while last > i + 1 and scene.role(last) and not (scene.tokens[last].known or scene.tokens[last].word.surname):
        last -= 1  # "Monique Baan Beheerder"
    real = [j for j in range(i, last + 1) if not scene.tokens[j].particle]
    organisation = _organisation_end(scene, i, last)
    if organisation is not None and not any(scene.tokens[j].known for j in real):
        return organisation, False
    if len(real) > 1 and _points(scene, real) >= ENOUGH:
        return last, True
    if i in scene.listed and _is_full_label(scene, real):
        return last, True
    if real and token.particle and all(scene.tokens[j].form.title and not scene.tokens[j].known for j in real):
        return last, False  # "De Heer", and no name
    if real and token.particle and last > i:
        return last, _is_surname(scene, i, real)
    return i, _is_single_name(scene, i)


def _is_called_so(scene: Scene, i: int) -> bool:
    """The whole label is a neighbourhood that is somebody's surname as well: "Reeland", where Ada Reeland is at the table."""
    return scene.label and scene.tokens[i].known and len(scene.tokens) == 1


def _is_named_as_month(scene: Scene, i: int) -> bool:
    """A forename that is a month too, before a surname: "Mei Wong"; "Mei Reeland" may be a meeting."""
    if scene.tokens[i].lower not in load_cues()["maanden"] or not scene.joined(i):
        return False
    after = scene.tokens[i + 1]
    surname = after.word.surname >= 2 and not (after.word.common or after.word.proper)
    return scene.tokens[i].capital and after.capital and not after.protected and surname


def _after_s(scene: Scene, i: int) -> bool:
    """ "'s Ochtends": part of a fixed phrase."""
    before = scene.previous(i)
    return before is not None and before.lower == "'s" and scene.gap(i - 1) == " "


def _is_titled_name(scene: Scene, i: int, last: int) -> bool:
    real = [scene.tokens[j] for j in range(i, last + 1) if not scene.tokens[j].particle]
    return any(token.name_like or token.protected or token.word.common <= 2 for token in real)


def _is_full_label(scene: Scene, real: list[int]) -> bool:
    """In a list of people two words in title case are a name when the first can be one: "Everdien Slagboom"."""
    if len(real) != 2 or scene.role(real[0]):
        return False
    first, last = scene.tokens[real[0]], scene.tokens[real[1]]
    new = first.word.unknown and (not first.form.compound or last.word.surname >= 2)
    given = new or (first.word.forename > (0 if last.word.surname else 1) and not first.word.proper)
    plain = not (first.form.shouts or first.initials or first.word.common > 2)
    return given and plain and last.text[1:].islower() and not last.protected


def _points(scene: Scene, real: list[int]) -> int:
    """Points for each word of a run that looks like a name, minus points for everyday words."""
    total = sum(_points_of(scene, j, real[n - 1] if n else None) for n, j in enumerate(real))
    first, others = scene.tokens[real[0]], [scene.tokens[j] for j in real[1:]]
    if first.initials and not any(token.name_like or token.protected for token in others):
        return 0
    return total


def _points_of(scene: Scene, j: int, before: int | None) -> int:
    token, word = scene.tokens[j], scene.tokens[j].word
    after_forename = before is not None and _is_given(scene, before)
    if token.known:
        return 2
    if token.initials:
        return 2 if before is None else 0
    if token.protected:
        # a neighbourhood after a forename or initials is a surname
        return 1 if before is not None and _names_a_person(scene, before) else -9
    if word.forename or word.surname:
        return 0 if word.proper and before is None else 1 if word.common else 2
    if after_forename and not token.form.shouts and _is_sure_forename(scene, before):
        return 0  # any word can be a surname
    if word.unknown and not token.form.shouts and (after_forename or not token.form.compound):
        return 1  # "Femke Kloosterboer"; but "Veiligheidsbeeld" is no name
    return -2


def _is_given(scene: Scene, j: int) -> bool:
    token, word = scene.tokens[j], scene.tokens[j].word
    return token.initials or token.known or (word.forename > 0 and not word.proper and word.common <= 5)


def _names_a_person(scene: Scene, j: int) -> bool:
    """Initials or a forename that is hardly anything else: what a place name needs before it to be a surname."""
    token, word = scene.tokens[j], scene.tokens[j].word
    return token.initials or token.known or (word.forename >= 2 and not word.proper and word.common <= 4)


def _is_sure_forename(scene: Scene, j: int | None) -> bool:
    return j is not None and scene.tokens[j].word.forename >= 2 and not scene.tokens[j].word.common


def _is_surname(scene: Scene, i: int, real: list[int]) -> bool:
    """A surname without forename: "Van Alebeek", "De Wit"."""
    words = [scene.tokens[j].word for j in real]
    if any(scene.tokens[j].known for j in real):
        return True
    if any(
        scene.tokens[j].protected or (word.proper and not word.surname) for j, word in zip(real, words, strict=True)
    ):
        return False
    listed = all(word.surname >= 2 for word in words)
    everyday = any(word.common for word in words)
    if i in scene.listed:
        return listed
    if scene.tokens[i].opens or scene.tokens[i].lower in ("de", "het"):
        return listed and (not everyday or scene.speaks(real[-1])) and not (everyday and scene.tokens[i].opens)
    return listed or not everyday


def _is_single_name(scene: Scene, i: int) -> bool:
    token, word = scene.tokens[i], scene.tokens[i].word
    if _is_called_so(scene, i):
        return True
    if token.initials or token.particle or token.protected or len(token.text) < 2:
        return False
    if token.lower.startswith(_COMPASS) and token.lower.endswith(_DEMONYMS):
        return False  # "Oost-Europese"
    if scene.label and len(scene.tokens) == 1 and token.form.shouts and len(token.text) <= _INITIALS:
        return False  # "FA", in a column with who noted it
    if word.forename and not word.common and scene.aged(i):
        return True
    if token.known:
        return not (token.opens and word.common >= 6)
    if i in scene.listed:
        return _in_list(scene, i)
    before = scene.previous(i)
    if before is not None and before.lower == "het" and scene.joined(i - 1):
        return False  # "het Wilhelmus"
    if scene.thing(i) or (token.form.shouts and len(token.text) <= 4):
        return False
    new = word.unknown and not token.form.compound and not token.lower.endswith(_DEMONYMS)
    if new and _is_place(scene, i) and not scene.presented(i):
        return False
    if scene.presented(i):
        listed = (word.forename > 0 or word.surname > 0) and (not word.proper or word.forename > 1)
        return new or (listed and not (token.opens and word.common > 3))
    if word.proper:
        return word.forename > 1 and scene.speaks(i)
    if (word.forename >= 2 and not word.common) or (word.forename == 3 and word.common <= 2):
        return True
    if token.opens:
        return _opens_with_name(scene, i, new=new)
    if scene.determined(i):
        return False
    if word.common:
        title_case = scene.joined(i) and scene.tokens[i + 1].capital
        frequent = word.forename == 3 and not title_case  # "dat Wil belde"
        return not token.form.shouts and (frequent or (word.forename >= 2 and word.common <= 5))
    if new:
        return not token.form.shouts and (scene.speaks(i) or not scene.addressed(i))
    return word.surname >= 2 or word.forename >= 1


def _opens_with_name(scene: Scene, i: int, *, new: bool) -> bool:
    """The first word of a sentence is a name when a person's verb follows: "Roos zei"."""
    word = scene.tokens[i].word
    if new:
        return not scene.tokens[i].form.shouts and scene.speaks(i, verbs="zegwerkwoorden")
    return scene.speaks(i) and ((word.forename >= 2 and word.common <= 5) or (word.surname >= 2 and not word.common))


def _in_list(scene: Scene, i: int) -> bool:
    """In a speaker label or behind "Aanwezig:" a word in a list of names or in no list is a name."""
    token, word = scene.tokens[i], scene.tokens[i].word
    if scene.role(i) or (word.proper and word.forename < 2):
        return False
    if word.unknown:
        abbreviated = scene.text[token.end : token.end + 1] == "."
        demonym = token.lower.endswith(_DEMONYMS)
        return not (token.form.compound or token.form.shouts or abbreviated or demonym or len(token.text) < 4)
    return (word.forename > 0 or word.surname > 1) and (word.common <= 2 or word.forename == 3)


def _organisation_end(scene: Scene, i: int, last: int) -> int | None:
    """Last word of the organisation that begins here, where a word before, behind or the table says it is one."""
    cues = load_cues()
    before = scene.previous(i)
    if before and before.lower in cues["organisatiehoofden"] and scene.joined(i - 1):
        return last
    if scene.joined(last) and scene.tokens[last + 1].lower in cues["organisatie_erna"]:
        return last
    if scene.joined(last) and scene.tokens[last + 1].protected in ("straat", "organisatie"):
        return last  # "Johan" of "Johan Willem Frisostraat"
    if last > i and _ends_as_firm(scene, i, last):
        return last
    for end in range(last, i, -1):
        if scene.phrase_is_proper(i, end):
            return last
    return last if _is_place(scene, last) else None


def _ends_as_firm(scene: Scene, i: int, last: int) -> bool:
    """ "Van Asperen Tankcleaning": a branch behind a surname; behind a forename any word can be a surname."""
    token = scene.tokens[last]
    return token.lower in load_cues()["organisatie_erna"] and not token.word.surname and not _is_given(scene, i)


def _is_place(scene: Scene, j: int) -> bool:
    """A word that no list of names has and that ends as a building or a street does: "Clausbrug"."""
    token = scene.tokens[j]
    named = token.word.surname or token.word.forename
    return not named and token.lower.endswith(_ORGANISATION_TAILS) and len(token.lower) > 8
