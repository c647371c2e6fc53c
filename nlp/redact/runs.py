"""How far a name with capitals runs: forenames, initials, particles and surnames in a row."""

from __future__ import annotations

from nlp.redact.scene import Scene

MAX_PARTICLES = 3
# in a surname only before an article: "Op 't Hof", not "Fatima op Zuid"
_WEAK = frozenset(["op", "in", "aan", "bij", "uit", "onder", "over", "voor", "en", "te"])
_NEVER_FIRST = (_WEAK - {"op"}) | {"het", "y", "e", "st"}
_ARTICLES = frozenset(["de", "den", "der", "het", "'t"])


def may_open(scene: Scene, i: int) -> bool:
    """Whether a word with a capital can be the first of a name, or is only the first of a sentence."""
    token = scene.tokens[i]
    if token.particle and (token.lower in _NEVER_FIRST or token.form.shouts):
        return False
    if token.initials or token.known or scene.titled(i) or not (token.opens and token.word.common):
        return not token.particle or scene.joined(i)
    if token.particle:
        return scene.joined(i)
    return i in scene.listed or (token.word.forename > 0 and token.word.common <= 5)


def extent(scene: Scene, i: int) -> int:
    """Last word of the run that begins at `i`: capitals with particles between them."""
    last = i
    while (following := _next_part(scene, last)) is not None:
        last = following
    return last


def _next_part(scene: Scene, last: int) -> int | None:
    """The next word with a capital, past at most three particles."""
    for j in range(last + 1, last + 2 + MAX_PARTICLES):
        if not scene.joined(j - 1):
            return None
        token = scene.tokens[j]
        goes_on = token.particle and scene.joined(j)
        if token.capital and not goes_on:
            return None if _ends(scene, last, j) else j
        if not goes_on:
            return None
        if token.lower in _WEAK and scene.tokens[j + 1].lower not in _ARTICLES:
            return j if token.capital else None
    return None


def _ends(scene: Scene, last: int, j: int) -> bool:
    """Whether the capitalised word `j` does not belong to the run that goes up to `last`."""
    token, before = scene.tokens[j], scene.tokens[last]
    given = before.word.forename >= 2
    if token.protected in ("straat", "organisatie"):
        return not (token.alone and token.word.surname and given)
    if token.protected == "wijk" and j == last + 1 and _is_whole(scene, last):
        return True  # "Ruud Appelhof Sterrenburg": where a line ended, or who lives where
    if j > last + 1 and (token.protected or _begins_another(scene, last, j)):
        return True
    if token.initials:
        return not (given and len(token.text) <= 5)  # "Jan P. de Vries", "Daan V."
    return token.form.never or (token.form.title and not (before.particle or j > last + 1))


def _is_whole(scene: Scene, last: int) -> bool:
    """A forename with a surname or an initial behind it: that name needs no more."""
    before = scene.previous(last)
    joined = before is not None and before.capital and scene.joined(last - 1)
    given = joined and scene.tokens[last - 1].word.forename >= 2 and not scene.tokens[last - 1].initials
    if before is not None and before.particle and scene.joined(last - 1):
        at = last - 1
        while at > 0 and scene.tokens[at].particle and scene.joined(at - 1):
            at -= 1
        return scene.tokens[at].capital and scene.tokens[at].word.forename > 0  # "Jan de Vries"
    surname = scene.tokens[last]
    return (
        bool(given)
        and (surname.initials or surname.word.surname >= 2 or surname.word.unknown)
        and (surname.initials or surname.word.forename < 3)
    )


def _begins_another(scene: Scene, last: int, j: int) -> bool:
    """After particles: another name, or an organisation ("Vito op de Johan ...", "Karin van Albert Heijn")."""
    token = scene.tokens[j]
    if scene.tokens[j - 2].text in _WEAK and j - 2 > last and token.word.forename == 3 and not token.word.common:
        return True
    if token.word.proper and not token.word.surname:
        return True
    return any(
        all(scene.joined(k) for k in range(j, end)) and scene.phrase_is_proper(j, end)
        for end in range(j + 1, min(j + 3, len(scene.tokens)))
    )
