"""Accessible pdf (PDF/UA-1) with typst: text arrives as data only, the same data gives the same bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from outputs.cloud_layout import font_file
from outputs.errors import OutputError
from outputs.style import HouseStyle, logo_data

TEMPLATES = Path(__file__).with_name("sjablonen")
FONT = "DejaVu Sans"
DPI = 300  # of pictures in pixels
_EPOCH = 946_684_800  # 1 January 2000: a pdf of the same run must not carry the time it was made


def make_pdf(template: str, data: Mapping[str, Any], style: HouseStyle) -> bytes:
    """Fill a template of `outputs/sjablonen` with plain values, in the house style.

    Raises:
        OutputError: typst refuses, for instance because a picture has no alternative text.
    """
    import typst

    try:
        made = typst.compile(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=[font_file().parent, *sorted({font.parent for font in style.font_files})],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps({**_style_data(style), **data}, ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=_EPOCH,
        )
    except typst.TypstError:  # its message may quote the data
        raise OutputError(
            "de pdf kan niet worden gemaakt.", source=template, cure="Meld dit bij de beheerder."
        ) from None
    if not isinstance(made, bytes):
        raise OutputError("de pdf kan niet worden gemaakt.", source=template, cure="Meld dit bij de beheerder.")
    return made


def _style_data(style: HouseStyle) -> dict[str, Any]:
    """The house style as a template wants it."""
    kind, logo = logo_data(style) or ("", b"")
    return {
        "organisation": style.organisation,
        "fonts": [style.font, FONT] if style.font_files else [FONT],
        "logo": {"kind": kind.replace("jpeg", "jpg"), "bytes": list(logo)},
        "colours": {"text": style.text, "accent": style.accent, "neutral": style.neutral},
    }


def picture_png(svg: str) -> bytes:
    """A vector picture in pixels, for formats that know no vector pictures.

    Raises:
        OutputError: this is no svg.
    """
    import typst

    try:
        made = typst.compile(
            TEMPLATES / "plaatje.typ",
            root=TEMPLATES,
            font_paths=[font_file().parent],
            ignore_system_fonts=True,
            sys_inputs={"svg": svg},
            format="png",
            ppi=DPI,
        )
    except typst.TypstError:
        made = None
    if not isinstance(made, bytes):
        raise OutputError("het plaatje kan niet worden gemaakt.", cure="Controleer of dit een svg is.")
    return _with_size(made)


def _with_size(png: bytes) -> bytes:
    """The same pixels, with how many go into an inch: a program for pages then places it at its real size."""
    from PIL import Image

    target = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.save(target, format="PNG", dpi=(DPI, DPI))
    return target.getvalue()


def picture_pdf(svg: str, alt: str, title: str, style: HouseStyle) -> bytes:
    """A picture of ours as a vector page of its own, PDF/UA-1."""
    return make_pdf("figuur.typ", {"title": title, "alt": alt, "svg": svg}, style)
