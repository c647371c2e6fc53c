"""Names of people, found by their shape, by lists of names and by the words around them.

1. Capitalised words that belong together make a run ("Zoë van der Velde-Sow"); initials open one too (`runs`).
2. Words that only start a sentence, titles and roles are taken off the front; places and organisations are left out.
3. What remains is a name when it looks enough like one: in a list of names and no everyday word, in no list at all
   but beside a name, after a title or a relative, before "zei" and the like (`capitals`).
4. In lower case only after a title, where somebody introduces himself, or when nothing but a name is spelled so
   (`lowercase`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from corpora.gazetteer import PlaceMatch
from nlp.redact.capitals import capital_name
from nlp.redact.found import Found
from nlp.redact.lookups import Lookups
from nlp.redact.lowercase import lower_name
from nlp.redact.scene import set_scene


def find_names(
    text: str,
    *,
    lookups: Lookups,
    protected: Sequence[PlaceMatch] = (),
    known: Collection[str] = (),
    label: bool = False,
) -> Iterator[Found]:
    """Names of people in a text.

    Args:
        protected: places and organisations, which stay unless they are clearly somebody's surname.
        known: parts of names met elsewhere, as `lookups.normalise` gives them.
        label: the text is a speaker label, where a single word is sooner a name.
    """
    scene = set_scene(text, lookups=lookups, protected=protected, known=known, label=label)
    i = 0
    while i < len(scene.tokens):
        token = scene.tokens[i]
        last, is_name = capital_name(scene, i) if token.capital or token.initials else lower_name(scene, i)
        if is_name and not scene.in_link(i):
            yield Found(token.start, scene.tokens[last].end, "NAAM")
        i = last + 1
