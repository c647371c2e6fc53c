"""The house style: colours that can be read by everyone, a font and a logo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpora.yaml_file import read_yaml
from outputs.errors import StyleError

MIN_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3, for text of any size
_FONT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,60}")  # goes into a style sheet as it is
LOGO_KINDS = {".svg": "svg", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}
DEFAULT_FILE = Path(__file__).with_name("huisstijl.yaml")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Colours as "#rrggbb". `priority_colours` stand in the order of the priorities in the codebook."""

    organisation: str
    accent: str
    text: str
    background: str
    neutral: str  # words and bars that belong to no single priority
    priority_colours: tuple[str, ...]
    logo: Path | None = None
    font: str = ""  # name of the family; "" = Arial in Word, the font of the reader's own system on the page
    font_files: tuple[Path, ...] = ()  # of that family, for the pdf; without them the pdf keeps its own font

    def colour_of(self, priority: str, order: tuple[str, ...]) -> str:
        """Colour of a priority; neutral for none, and for a priority beyond the palette."""
        index = order.index(priority) if priority in order else len(self.priority_colours)
        return self.priority_colours[index] if index < len(self.priority_colours) else self.neutral


@cache
def default_style() -> HouseStyle:
    """The neutral style that is shipped."""
    return read_style(DEFAULT_FILE)


def read_style(path: Path) -> HouseStyle:
    """Read a house style; what a city leaves out comes from the shipped one.

    Raises:
        StyleError: the file is no style, a colour is not "#rrggbb", or a colour is too pale to read.
    """
    values = _read(DEFAULT_FILE) | _read(path)
    colours = [values["accent"], values["tekst"], values["neutraal"], *values["prioriteiten"]]
    for colour in colours:
        _check_contrast(colour, values["achtergrond"], source=path.name)
    logo = path.parent / values["logo"] if values.get("logo") else None
    fonts = tuple(path.parent / name for name in values["letterbestanden"])
    _check_font(values["lettertype"], fonts, source=path.name)
    return HouseStyle(
        organisation=values["organisatie"],
        accent=values["accent"],
        text=values["tekst"],
        background=values["achtergrond"],
        neutral=values["neutraal"],
        priority_colours=tuple(values["prioriteiten"]),
        logo=logo,
        font=values["lettertype"],
        font_files=fonts,
    )


def logo_data(style: HouseStyle) -> tuple[str, bytes] | None:
    """Kind ("svg", "png" or "jpeg") and bytes of the logo; None without one.

    Raises:
        StyleError: the file is not there, or is no picture of these kinds.
    """
    if style.logo is None:
        return None
    kind = LOGO_KINDS.get(style.logo.suffix.lower())
    try:
        data = style.logo.read_bytes()
    except OSError:
        kind, data = None, b""
    if kind is None:
        raise StyleError("het logo is niet te gebruiken.", source=style.logo.name, cure="Gebruik een svg, png of jpg.")
    return kind, data


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _check_contrast(colour: str, background: str, *, source: str) -> None:
    try:
        ratio = contrast(colour, background)
    except (ValueError, TypeError, IndexError):
        raise StyleError(
            "een kleur is niet geschreven als #rrggbb.", source=source, cure="Verbeter de kleur."
        ) from None
    if ratio < MIN_CONTRAST:
        raise StyleError(
            f"de kleur {colour} valt te weinig op tegen de achtergrond.",
            source=source,
            cure="Kies een donkerder kleur: het contrast moet minstens 4,5 op 1 zijn.",
        )


def _check_font(name: str, fonts: tuple[Path, ...], *, source: str) -> None:
    if name and not _FONT_NAME.fullmatch(name):
        raise StyleError(
            "de naam van het lettertype kan zo niet.", source=source, cure="Gebruik letters, cijfers en spaties."
        )
    missing = ", ".join(sorted(font.name for font in fonts if not font.is_file()))
    if missing:
        raise StyleError(f"dit letterbestand is er niet: {missing}.", source=source, cure="Zet het naast de huisstijl.")


def _read(path: Path) -> dict[str, Any]:
    import yaml

    try:
        values = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise StyleError("de huisstijl is niet te lezen.", source=path.name, cure="Controleer het bestand.") from None
    if not isinstance(values, dict):
        raise StyleError("dit is geen huisstijl.", source=path.name, cure="Begin met een kopie van huisstijl.yaml.")
    return values
