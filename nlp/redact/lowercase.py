"""Names without capitals, as transcripts have them: "meneer el amrani", "toen kwam fatima"."""

from __future__ import annotations

from nlp.redact.cues import load_cues
from nlp.redact.scene import Scene
from nlp.redact.tokens import Token

MIN_LETTERS = 3
MAX_SURNAME_WORDS = 4
MAX_COMMON_FORENAME = 4
MAX_COMMON_SURNAME = 2
# after these a name follows; "buurman" and "tante" are often followed by something else
_FIRM_TITLES = frozenset(["meneer", "mevrouw", "mw", "dhr", "mevr", "heer", "mijnheer", "juffrouw", "familie", "fam"])
_VERB_ENDINGS = ("te", "de", "ten", "den", "end", "ende")


def lower_name(scene: Scene, i: int) -> tuple[int, bool]:
    """Last word of what begins at word `i`, and whether that is a name."""
    token = scene.tokens[i]
    if token.protected:
        return i, False
    if scene.titled(i):
        return _after_title(scene, i)
    if token.form.never or not _is_sure(scene, i):
        return i, False
    return _extent(scene, i), True


def _is_sure(scene: Scene, i: int) -> bool:
    token, word = scene.tokens[i], scene.tokens[i].word
    if _is_full_name(scene, i):
        return True
    if word.common > 2 or word.proper or token.particle or len(token.text) < MIN_LETTERS:
        return False
    if token.known:
        return not word.common
    if i in scene.listed:
        return word.forename >= 2 and not word.common
    if token.start in scene.named:
        return _is_new(token) or word.forename > (1 if word.common else 0)
    if word.forename == 3 and len(token.text) > 3 and word.common <= 1:
        return token.lower not in _ordinary()
    if not word.common and _is_pair(scene, i):
        return True
    if _is_new(token) and _is_new_too(scene, i) and (scene.presented(i) or scene.speaks(i + 1, verbs="zegwerkwoorden")):
        return True
    return word.forename >= 2 and word.common <= 1 and scene.presented(i)


def _is_pair(scene: Scene, i: int) -> bool:
    """A rare forename or a word in no list, before a surname: "wenjie zhou"."""
    if not (scene.joined(i) and i + 1 < len(scene.tokens)):
        return False
    token, following = scene.tokens[i], scene.tokens[i + 1]
    rare = not following.word.common and not following.word.proper and not following.protected
    return (
        rare
        and following.word.surname >= 2
        and following.text.islower()
        and (_is_new(token) or token.word.forename == 2)
    )


def _is_full_name(scene: Scene, i: int) -> bool:
    """A frequent forename that may also be a word, before a frequent surname: "serge thys", "rik van heusden"."""
    token, j = scene.tokens[i], i + 1
    if token.word.forename < 3 or token.word.common > MAX_COMMON_FORENAME or token.lower in _ordinary():
        return False
    while j < len(scene.tokens) and scene.joined(j - 1) and scene.tokens[j].particle and j < i + 3:
        j += 1
    if j >= len(scene.tokens) or not scene.joined(j - 1) or not scene.tokens[j].text.islower():
        return False
    last = scene.tokens[j].word
    named = last.surname == 3 and (not last.proper or j > i + 1) and not scene.tokens[j].protected
    return named and last.common == 0


def _ordinary() -> frozenset[str]:
    return load_cues()["gewoon_in_kleine_letters"]


def _is_new_too(scene: Scene, i: int) -> bool:
    """The word that follows is in no list either, and no verb: "rahwa woldu"."""
    if i + 1 >= len(scene.tokens) or not scene.joined(i):
        return False
    following = scene.tokens[i + 1]
    return _is_new(following) and following.text.islower() and len(following.text) > MIN_LETTERS


def _is_new(token: Token) -> bool:
    return token.word.unknown and not token.form.compound


def _after_title(scene: Scene, i: int) -> tuple[int, bool]:
    j = i
    while scene.tokens[j].lower in load_cues()["voorvoegsels_kleine_letter"] and scene.joined(j) and j < i + 3:
        j += 1
    token, word = scene.tokens[j], scene.tokens[j].word
    firm = scene.tokens[i - 1].lower in _FIRM_TITLES
    if (
        len(token.text) < MIN_LETTERS
        or scene.role(j)
        or token.particle
        or (token.protected and not firm)
        or (word.proper and not word.surname)
    ):
        return i, False
    everyday = (4 if firm else 2) + (j > i)  # "meneer de wit" may be a more ordinary word than "meneer wit"
    listed = (word.surname == 3 and word.common <= everyday) or (
        not word.common and max(word.surname, word.forename) > 1
    )
    if _is_new(token) or token.capital or listed:
        return _extent(scene, j), True
    return i, False


def _extent(scene: Scene, i: int) -> int:
    """A forename in lower case takes the surname that follows: "fatima el amrani"."""
    for j in range(i + 1, min(len(scene.tokens), i + 1 + MAX_SURNAME_WORDS)):
        token, word = scene.tokens[j], scene.tokens[j].word
        if not scene.joined(j - 1) or token.protected or token.capital:
            return i
        if token.particle:
            continue
        listed = word.surname > 0 or (word.forename > 1 and not word.proper)
        new = _is_new(token) and len(token.text) > MIN_LETTERS and not token.lower.endswith(_VERB_ENDINGS)
        spoken = token.lower in load_cues()["spreekwerkwoorden"]
        everyday = word.common > (MAX_COMMON_SURNAME if word.surname == 3 else 0)
        if everyday or spoken or not (listed or new):
            return i
        return _extent(scene, j) if listed else j
    return i
