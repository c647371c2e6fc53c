"""The few letters that a cloud needs, as a font inside the picture, so that it looks the same everywhere."""

from __future__ import annotations

import base64
import io
from functools import lru_cache

from outputs.cloud_layout import font_file


def subset_woff(text: str) -> str:
    """DejaVu Sans with only the characters of the text, as WOFF in base64; equal bytes for equal characters."""
    return _subset("".join(sorted(set(text))))


@lru_cache(maxsize=8)
def _subset(characters: str) -> str:
    from fontTools import subset  # type: ignore[import-untyped]

    options = subset.Options(flavor="woff", hinting=False, notdef_outline=True, layout_features=["kern"])
    options.drop_tables += ["FFTM"]
    options.recalc_timestamp = False
    target = io.BytesIO()
    with subset.load_font(str(font_file()), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        subset.save_font(font, target, options)
    return base64.b64encode(target.getvalue()).decode("ascii")
