"""Several clouds beside each other on one scale: per wijk, group, priority or round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from nlp.words import WordCount
from outputs.cloud import colour_and_size, face, provenance, size_of, svg_text
from outputs.cloud_foot import foot
from outputs.cloud_layout import Layout, Word, fitting_size, lay_out
from outputs.dutch import count, listing, number
from outputs.overview import Overview
from outputs.safe import printable
from outputs.shape import Shape

PANEL = Shape(780, 440)
HEAD, GAP = 56, 40
MAX_WORDS = 40  # per cloud; smaller words could not be read
N_IN_DESCRIPTION = 5
N_IN_TABLE = 15
PER_PICTURE = 8  # four rows of two fill an A4 page

Panels = Mapping[str, Sequence[WordCount]]


@dataclass(frozen=True, slots=True)
class CloudsPicture:
    """Up to `PER_PICTURE` clouds in one picture, with what it shows in words."""

    svg: str
    alt: str


def clouds_svg(panels: Panels, shown: Overview, *, title: str, remark: str = "", source: str = "") -> str:
    """All clouds in one picture, two by two; the same number of people has the same size in each.

    Args:
        panels: name of the wijk, group, priority or round -> its words from `nlp.words.count_per`, in the order to show.
        remark: a line under the clouds, above the one that says where they come from.
        source: that line, for words that were not counted in `shown`.
    """
    remarks = tuple(line for line in (remark, source or provenance(shown)) if line)
    return _draw(panels, _layouts(panels, shown), shown, title, remarks)


def clouds_pictures(panels: Panels, shown: Overview, *, title: str) -> tuple[CloudsPicture, ...]:
    """The same as pictures that each fit on a page, still on one scale; the page says where they come from."""
    layouts, names = _layouts(panels, shown), list(panels)
    parts = [names[start : start + PER_PICTURE] for start in range(0, len(names), PER_PICTURE)]
    return tuple(
        CloudsPicture(_draw(some, layouts, shown, title), clouds_description(some, shown))
        for some in ({name: panels[name] for name in part} for part in parts)
    )


def clouds_description(panels: Panels, shown: Overview) -> str:
    """The same in words."""
    parts = []
    for name, words in panels.items():
        largest = [word.word for word in _chosen(words, shown)[:N_IN_DESCRIPTION]]
        parts.append(f"{printable(name)}: {listing(largest) if largest else 'geen woorden'}")
    clouds = count(len(panels), "woordenwolk", "woordenwolken")
    return f"{clouds} op dezelfde schaal. De grootste woorden per wolk. {'. '.join(parts)}."


def clouds_rows(panels: Panels, shown: Overview) -> tuple[tuple[str, str], ...]:
    """The same as a table: name, its words with their number."""
    by = shown.settings.count_by
    return tuple(
        (
            printable(name),
            ", ".join(f"{w.word} ({number(size_of(w, by))})" for w in _chosen(words, shown)[:N_IN_TABLE])
            or "geen woorden",
        )
        for name, words in panels.items()
    )


def filled(panels: Panels, shown: Overview, *, fewest: int) -> tuple[dict[str, Sequence[WordCount]], tuple[str, ...]]:
    """The panels with at least so many words, and the names of the others."""
    kept = {name: words for name, words in panels.items() if len(_chosen(words, shown)) >= fewest}
    return kept, tuple(name for name in panels if name not in kept)


def about_few(names: Sequence[str]) -> str:
    """Which parts have no cloud; "" when all have one."""
    return f"Te weinig woorden voor een wolk: {listing(sorted(map(printable, names)))}." if names else ""


def _chosen(words: Sequence[WordCount], shown: Overview) -> list[WordCount]:
    by, longest = shown.settings.count_by, shown.settings.max_word_length
    kept = (word for word in shown.allowed(words) if len(word.word) <= longest)
    most = min(MAX_WORDS, shown.settings.max_words)
    return sorted(kept, key=lambda word: (-size_of(word, by), -word.n_statements, word.word))[:most]


def _layouts(panels: Panels, shown: Overview) -> dict[str, Layout | None]:
    """Lay out every cloud with the size at which the fullest of them fits."""
    chosen: dict[str, list[Word]] = {
        name: [colour_and_size(word, shown) for word in _chosen(words, shown)] for name, words in panels.items()
    }
    top = max((value for words in chosen.values() for _, value, _ in words), default=1)
    size = min((fitting_size(words, PANEL, largest=top) for words in chosen.values() if words), default=0)
    return {
        name: lay_out(words, PANEL, largest=top, size=size, crop=False) if words else None
        for name, words in chosen.items()
    }


def _draw(
    panels: Panels,
    layouts: Mapping[str, Layout | None],
    shown: Overview,
    title: str,
    remarks: tuple[str, ...] = (),
) -> str:
    columns = min(2, len(panels)) or 1
    width = columns * PANEL.width + (columns - 1) * GAP
    below = -(-len(panels) // columns) * (PANEL.height + HEAD + GAP)
    under = foot(shown, width, remarks=remarks)
    height = below + under.height
    drawn = [_panel(n, name, layouts[name], shown) for n, name in enumerate(panels)]
    placed = [word.text for name in panels for word in (layouts[name] or _NOTHING).words]
    text = "".join((*placed, *map(printable, panels), _empty(shown), under.text))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' class="wolken" role="img" lang="nl" xml:lang="nl" aria-labelledby="wolken-titel wolken-uitleg">\n'
        f'<title id="wolken-titel">{escape(title)}</title>\n'
        f'<desc id="wolken-uitleg">{escape(clouds_description(panels, shown))}</desc>\n'
        f"<style>{face(text)}</style>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        + "\n".join(drawn)
        + f'\n<g transform="translate(0 {below})">{under.svg}</g>\n</svg>\n'
    )


_NOTHING = Layout((), 0, 0, 0)


def _panel(n: int, name: str, layout: Layout | None, shown: Overview) -> str:
    x, y = (n % 2) * (PANEL.width + GAP), (n // 2) * (PANEL.height + HEAD + GAP)
    style = shown.settings.style
    head = f'<text x="0" y="34" font-size="28" fill="{style.accent}">{escape(printable(name))}</text>'
    line = f'<rect y="{HEAD - 8}" width="{PANEL.width}" height="2" fill="{style.accent}"/>'
    if layout is None:
        body = f'<text x="0" y="40" font-size="20" fill="{style.text}">{escape(_empty(shown))}</text>'
    else:
        body = "\n".join(svg_text(word) for word in layout.words)
    return f'<g transform="translate({x} {y})">{head}{line}\n<g transform="translate(0 {HEAD})">{body}</g></g>'


def _empty(shown: Overview) -> str:
    return f"Geen woord is door {count(max(shown.settings.k, 1), 'mens', 'of meer mensen')} genoemd."
