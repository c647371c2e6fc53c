"""Several clouds beside each other on one scale: per wijk, group, priority or round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from nlp.words import WordCount
from outputs.cloud import colour_and_size, face, svg_text
from outputs.cloud_layout import Layout, Word, fitting_size, lay_out
from outputs.dutch import count, listing
from outputs.overview import Overview
from outputs.safe import printable

PANEL_WIDTH, PANEL_HEIGHT, HEAD, GAP = 780, 440, 56, 40
MAX_WORDS = 40  # per cloud; smaller words could not be read
N_IN_DESCRIPTION = 5


def clouds_svg(panels: Mapping[str, Sequence[WordCount]], shown: Overview, *, title: str) -> str:
    """Clouds two by two; the same number of people has the same size in each.

    Args:
        panels: name of the wijk, group, priority or round -> its words from `nlp.words.count_words`, in the order to show.
    """
    chosen = {name: _choose(words, shown) for name, words in panels.items()}
    layouts = _on_one_scale(chosen)
    width, height = 2 * PANEL_WIDTH + GAP, -(-len(panels) // 2) * (PANEL_HEIGHT + HEAD + GAP)
    drawn = [_panel(n, name, layouts[name], shown) for n, name in enumerate(panels)]
    text = "".join(word for words in chosen.values() for word, *_ in words) + "".join(panels) + _empty(shown)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' class="wolken" role="img" lang="nl" xml:lang="nl" aria-labelledby="wolken-titel wolken-uitleg">\n'
        f'<title id="wolken-titel">{escape(title)}</title>\n'
        f'<desc id="wolken-uitleg">{escape(clouds_description(panels, shown))}</desc>\n'
        f"<style>{face(text)}</style>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def clouds_description(panels: Mapping[str, Sequence[WordCount]], shown: Overview) -> str:
    """The same in words."""
    parts = []
    for name, words in panels.items():
        largest = [word.word for word in sorted(words, key=_order) if word.n_people >= shown.settings.k][
            :N_IN_DESCRIPTION
        ]
        parts.append(f"{printable(name)}: {listing(largest) if largest else 'geen woorden'}")
    clouds = count(len(panels), "woordenwolk", "woordenwolken")
    return f"{clouds} op dezelfde schaal. De grootste woorden per wolk. {'. '.join(parts)}."


def _choose(words: Sequence[WordCount], shown: Overview) -> list[Word]:
    settings = shown.settings
    kept = (
        w for w in sorted(words, key=_order) if w.n_people >= settings.k and len(w.word) <= settings.max_word_length
    )
    return [colour_and_size(word, shown) for word in kept][:MAX_WORDS]


def _order(word: WordCount) -> tuple[int, int, str]:
    return -word.n_people, -word.n_statements, word.word


def _on_one_scale(chosen: Mapping[str, Sequence[Word]]) -> dict[str, Layout | None]:
    """Lay out every cloud with the size at which the fullest of them fits."""
    top = max((value for words in chosen.values() for _, value, _ in words), default=1)
    box = {"width": PANEL_WIDTH, "height": PANEL_HEIGHT}
    size = min((fitting_size(words, largest=top, **box) for words in chosen.values() if words), default=0)
    return {
        name: lay_out(words, largest=top, size=size, crop=False, **box) if words else None
        for name, words in chosen.items()
    }


def _panel(n: int, name: str, layout: Layout | None, shown: Overview) -> str:
    x, y = (n % 2) * (PANEL_WIDTH + GAP), (n // 2) * (PANEL_HEIGHT + HEAD + GAP)
    style = shown.settings.style
    head = f'<text x="0" y="34" font-size="28" fill="{style.accent}">{escape(printable(name))}</text>'
    line = f'<rect y="{HEAD - 8}" width="{PANEL_WIDTH}" height="2" fill="{style.accent}"/>'
    if layout is None:
        body = f'<text x="0" y="40" font-size="20" fill="{style.text}">{escape(_empty(shown))}</text>'
    else:
        body = "\n".join(svg_text(word) for word in layout.words)
    return f'<g transform="translate({x} {y})">{head}{line}\n<g transform="translate(0 {HEAD})">{body}</g></g>'


def _empty(shown: Overview) -> str:
    return f"Geen woord is door {count(max(shown.settings.k, 1), 'mens', 'of meer mensen')} genoemd."
