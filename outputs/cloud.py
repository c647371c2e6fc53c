"""The word cloud of a run: which words, how large, in what colour, and what to say when there is nothing to show."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from nlp.words import WordCount
from outputs.cloud_font import subset_woff
from outputs.cloud_layout import ASCENT, DESCENT, Layout, Placed, Word, draw, lay_out
from outputs.dutch import count, date, listing, number
from outputs.overview import Overview
from outputs.pdf import DPI
from outputs.shape import HEIGHT, WIDTH, Shape, backdrop, shape_of

if TYPE_CHECKING:
    from PIL.PngImagePlugin import PngInfo

    from corpora.records import Manifest

PNG_SCALE = 2  # 3200 pixels: 27 cm at 300 dpi
N_IN_DESCRIPTION = 10


@dataclass(frozen=True)  # without slots: each picture is made once
class Cloud:
    """A cloud ready to be drawn; without layout there is nothing to show and `remark` says why."""

    layout: Layout | None
    words: tuple[WordCount, ...]  # those in the cloud, largest first
    title: str
    description: str
    remark: str  # Dutch; "" when every word could be shown
    shape: Shape = field(default_factory=Shape)
    provenance: str = ""  # travels inside the files, for who finds one without its page

    @cached_property
    def svg(self) -> str:
        """Vector picture with real text: it can be selected, searched, enlarged and read aloud."""
        return _drawn(self)

    @cached_property
    def png(self) -> bytes:
        """The same cloud in pixels, 27 cm wide at 300 dpi."""
        return _in_pixels(self)


def make_cloud(shown: Overview) -> Cloud:
    """Choose and place the words of a run."""
    settings = shown.settings
    long_words = [word for word in shown.shown_words if len(word.word) > settings.max_word_length]
    chosen = [word for word in shown.shown_words if len(word.word) <= settings.max_word_length]
    chosen = sorted(chosen, key=lambda word: -size_of(word, settings.count_by))[: settings.max_words]
    title = f"Woordenwolk {settings.title}".strip()
    if not chosen:
        return Cloud(None, (), title, "", _why_empty(shown), provenance=provenance(shown))
    shape = shape_of(settings.shape)
    layout = lay_out([colour_and_size(word, shown) for word in chosen], shape)
    kept = tuple(chosen[: len(layout.words)]) if not layout.n_without_room else _kept(chosen, layout)
    remark = _remark(len(long_words), layout.n_without_room)
    return Cloud(layout, kept, title, _describe(kept, shown), remark, shape, provenance(shown))


def size_of(word: WordCount, count_by: str) -> int:
    """The number that decides how large a word is."""
    return {"people": word.n_people, "statements": word.n_statements, "words": word.n_words}[count_by]


def _drawn(cloud: Cloud) -> str:
    width, height = (cloud.layout.width, cloud.layout.height) if cloud.layout else (WIDTH, HEIGHT // 3)
    body = "\n".join(svg_text(word) for word in cloud.layout.words) if cloud.layout else _sentence(cloud.remark)
    text = "".join(word.text for word in cloud.layout.words) if cloud.layout else cloud.remark
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' role="img" lang="nl" xml:lang="nl" aria-labelledby="wolk-titel wolk-uitleg">\n'
        f'<title id="wolk-titel">{escape(cloud.title)}</title>\n'
        f'<desc id="wolk-uitleg">{escape(cloud.description or cloud.remark)}</desc>\n'
        f"<metadata>{escape(cloud.provenance)}</metadata>\n<style>{face(text)}</style>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n{_outline(cloud)}{body}\n</svg>\n'
    )


def _outline(cloud: Cloud) -> str:
    """The silhouette behind the words; "" for a rectangle or a circle."""
    if not cloud.shape.drawn:
        return ""
    target = io.BytesIO()
    backdrop(cloud.shape).quantize(2).save(target, format="PNG", optimize=True)
    data = base64.b64encode(target.getvalue()).decode("ascii")
    return f'<image width="{cloud.shape.width}" height="{cloud.shape.height}" href="data:image/png;base64,{data}"/>\n'


def face(text: str) -> str:
    """Style for a picture with these characters: the embedded font, with line boxes as high as the layout reckons."""
    return (
        f"@font-face{{font-family:'Wolk';src:url(data:font/woff;base64,{subset_woff(text)}) format('woff');"
        f"ascent-override:{ASCENT:.0%};descent-override:{DESCENT:.0%};line-gap-override:0%}}"
        "svg[role=img] text{font-family:Wolk,'DejaVu Sans',sans-serif}"
    )


def colour_and_size(word: WordCount, shown: Overview) -> Word:
    """The word as the layout wants it."""
    return word.word, size_of(word, shown.settings.count_by), shown.colour(word.priority)


def _in_pixels(cloud: Cloud) -> bytes:
    layout = cloud.layout or lay_out([(part, 1, "#333333") for part in _lines(cloud.remark)], Shape(WIDTH, 300))
    words = draw(layout, scale=PNG_SCALE)
    behind = backdrop(cloud.shape if cloud.shape.drawn else Shape(layout.width, layout.height)).resize(words.size)
    behind.paste(words, mask=words)
    target = io.BytesIO()
    behind.save(target, format="PNG", dpi=(DPI, DPI), pnginfo=_told(cloud))
    return target.getvalue()


def _told(cloud: Cloud) -> PngInfo:
    """Title, content and origin in the fields that picture programs show."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    fields = (("Title", cloud.title), ("Description", cloud.description or cloud.remark), ("Source", cloud.provenance))
    for name, text in fields:
        info.add_itxt(name, text, lang="nl")
    return info


def _kept(chosen: Sequence[WordCount], layout: Layout) -> tuple[WordCount, ...]:
    drawn = [word.text for word in layout.words]
    kept = []
    for word in chosen:
        if word.word in drawn:
            drawn.remove(word.word)
            kept.append(word)
    return tuple(kept)


def svg_text(word: Placed) -> str:
    """One word of a cloud as svg."""
    # textLength keeps the places right where another font is used instead of the embedded one
    return (
        f'<text x="{word.x:g}" y="{word.baseline:g}" font-size="{word.size}" fill="{word.colour}"'
        f' textLength="{word.width:g}" lengthAdjust="spacingAndGlyphs">{escape(word.text)}</text>'
    )


def _sentence(text: str) -> str:
    lines = _lines(text)
    return "\n".join(
        f'<text x="60" y="{110 + 48 * n}" font-size="34" fill="#1b1b1b">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )


def _lines(text: str, width: int = 78) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width)


def _describe(words: Sequence[WordCount], shown: Overview) -> str:
    largest = [f"{word.word} ({number(word.n_people)})" for word in words[:N_IN_DESCRIPTION]]
    several = len(words) > 1
    what = f"{count(len(words), 'woord', 'woorden')} uit {count(len(shown.entries), 'uitspraak', 'uitspraken')}"
    by = {
        "people": "meer mensen het noemden",
        "statements": "het in meer uitspraken voorkomt",
        "words": "het vaker gezegd is",
    }[shown.settings.count_by]
    line = f"{what} van {count(shown.n_people, 'mens', 'mensen')}. Een woord is groter naarmate {by}."
    start = "De grootste woorden, met het aantal mensen" if several else "Het woord, met het aantal mensen"
    return f"{line} {start}: {listing(largest)}."


def _why_empty(shown: Overview) -> str:
    k = shown.settings.k
    if not shown.entries:
        return "Er is geen woordenwolk: in de aangeleverde bestanden staan geen uitspraken."
    if not shown.words and k <= 1:
        return "Er is geen woordenwolk: de uitspraken bevatten geen woorden die iets over het onderwerp zeggen."
    if not shown.shown_words:
        return (
            f"Er is geen woordenwolk: geen enkel woord is door {k} of meer mensen genoemd. Woorden van minder dan {k} mensen "
            "worden niet getoond, omdat ze naar één persoon kunnen wijzen. Is het materiaal al openbaar, zet de ondergrens "
            "dan op 1."
        )
    return "Er is geen woordenwolk: de gevonden woorden zijn te lang om te tonen."


def _remark(n_long: int, n_without_room: int) -> str:
    parts = []
    if n_long:
        parts.append(f"{count(n_long, 'woord is', 'woorden zijn')} te lang om te tonen")
    if n_without_room:
        parts.append(f"voor {count(n_without_room, 'woord', 'woorden')} was geen plaats")
    return f"{listing(parts).capitalize()}." if parts else ""


def provenance(shown: Overview) -> str:
    """One line that says where a figure comes from."""
    return source_line(shown.manifest, n_statements=len(shown.entries), n_people=shown.n_people)


def source_line(manifest: Manifest, *, n_statements: int, n_people: int) -> str:
    """The same of figures that were counted elsewhere."""
    parts = [
        count(n_statements, "uitspraak", "uitspraken"),
        count(n_people, "mens", "mensen"),
        f"ronde {manifest.ronde}" if manifest.ronde else "",
        f"codeboek {manifest.codebook}" if manifest.codebook else "",
        f"verwerking {manifest.run_id}" if manifest.run_id else "",
        f"nieuwste gesprek {date(manifest.date)}" if manifest.date else "",
    ]
    return " · ".join(part for part in parts if part)
