"""Draws the pictures in `docs/voorbeelden` anew: `python -m flows.voorbeelden [RUN]`.

Without a run the sample conversations are run first, which takes half a minute.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flows.export import export_run

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "corpora" / "voorbeeld" / "gesprekken"
TARGET = ROOT / "docs" / "voorbeelden"
# name of the picture -> which output, and which of its pages (from 0)
PAGES = {
    "bijlage.png": ("bijlage-4-woordenwolk.pdf", 0),
    "rapport.png": ("rapport.pdf", 0),
}
N_PIXELS_WIDE, N_COLOURS = 900, 255


def main(arguments: Sequence[str] = ()) -> None:
    """Draw all pictures, of the run in the folder given or of the sample conversations."""
    with tempfile.TemporaryDirectory() as folder:
        run = Path(arguments[0]) if arguments else _run_sample(Path(folder) / "voorbeeld")
        export_run(run, "woordenwolk.svg", TARGET / "woordenwolk.svg")
        for picture, (name, page) in PAGES.items():
            _draw(export_run(run, name, Path(folder) / name), page, TARGET / picture)


def _run_sample(output: Path) -> Path:
    command = [sys.executable, "-m", "flows.cli", "run", str(SAMPLE), "--uit", str(output)]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603  our own command
    return output


def _draw(pdf: Path, page: int, target: Path) -> None:
    """One page as a small picture with few colours."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        image = sheet.render(scale=N_PIXELS_WIDE / sheet.get_width()).to_pil()
        sheet.close()
    image.quantize(N_COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
