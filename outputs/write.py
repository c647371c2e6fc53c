"""The door of the room: one run in, a folder of files out."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from corpora.codebook import Codebook
from corpora.records import RunResult, Statement
from nlp.statistics import Share
from nlp.words import WordCount
from outputs.appendix import make_appendix
from outputs.appendix_docx import appendix_docx
from outputs.appendix_pdf import appendix_pdf
from outputs.bars import bars_description, bars_svg
from outputs.cloud import Cloud, make_cloud
from outputs.clouds import about_few, clouds_svg, filled
from outputs.clouds_pdf import clouds_pdf
from outputs.csv_file import csv_file
from outputs.errors import OutputError
from outputs.json_file import json_file, jsonl_file, manifest_file
from outputs.labels import Labels
from outputs.overview import Overview, Panels, overview
from outputs.parquet_file import parquet_file
from outputs.pdf import picture_pdf, picture_png
from outputs.qdpx import qdc, qdpx
from outputs.report_docx import report_docx
from outputs.report_html import report_html
from outputs.report_pdf import report_pdf
from outputs.settings import OutputSettings
from outputs.workbook import workbook

Writer = Callable[[Overview, Cloud], bytes]

PICTURE_ENDINGS = (".svg", ".png", ".pdf")

# file name -> what makes it; the names are what `run` promises
FILES: Mapping[str, Writer] = {
    "uitspraken.xlsx": lambda shown, _: workbook(shown),
    "uitspraken.csv": lambda shown, _: csv_file(shown),
    "uitspraken.json": lambda shown, _: json_file(shown),
    "woordenwolk.svg": lambda _, cloud: cloud.svg.encode(),
    "woordenwolk.png": lambda _, cloud: cloud.png,
    "bijlage-4-woordenwolk.pdf": lambda shown, cloud: appendix_pdf(
        make_appendix(shown, cloud), cloud, shown.settings.style
    ),
    "bijlage-4-woordenwolk.docx": lambda shown, cloud: appendix_docx(
        make_appendix(shown, cloud), cloud, shown.settings.style
    ),
    "rapport.html": report_html,
    "rapport.docx": report_docx,
    "rapport.pdf": report_pdf,
    "manifest.json": lambda shown, _: manifest_file(shown),
}


# only on request
EXTRA: Mapping[str, Writer] = {
    "woordenwolk.pdf": lambda shown, cloud: picture_pdf(
        cloud.svg, cloud.description or cloud.remark, cloud.title, shown.settings.style
    ),
    "prioriteiten.svg": lambda shown, _: bars_svg(shown).encode(),
    "prioriteiten.png": lambda shown, _: picture_png(bars_svg(shown)),
    "prioriteiten.pdf": lambda shown, _: picture_pdf(
        bars_svg(shown), bars_description(shown), "Aandeel per prioriteit", shown.settings.style
    ),
    "stadsgesprek.qdpx": lambda shown, _: qdpx(shown),
    "codeboek.qdc": lambda shown, _: qdc(shown),
    "uitspraken.jsonl": lambda shown, _: jsonl_file(shown),
    "uitspraken.parquet": lambda shown, _: parquet_file(shown),
}


def write_outputs(
    result: RunResult,
    *,
    words: Sequence[WordCount],
    shares: Mapping[str, Share],
    codebook: Codebook | Labels,
    folder: Path,
    settings: OutputSettings | None = None,
    previous: RunResult | None = None,
    panels: Panels | None = None,
) -> tuple[Path, ...]:
    """Write every output of a run, and return the paths in the order of `FILES`.

    Args:
        words: from `nlp`, of all statements.
        shares: share of the statements per priority id, from `nlp.statistics.share_of`; may be empty.
        codebook: from `corpora.codebook`.
        folder: is made when it is not there; files of an earlier run are replaced.
        previous: the run of the round before, to compare with.
        panels: words per priority, wijk, group or round, for clouds beside each other.
    Raises:
        NotMaskedError, NotVerbatimError: nothing is written.
        OutputError: the folder cannot be written to.
    """
    shown = overview(
        result,
        words=words,
        shares=shares,
        codebook=codebook,
        settings=settings or OutputSettings(),
        previous=previous,
        panels=panels,
    )
    cloud = make_cloud(shown)
    made = {name: write(shown, cloud) for name, write in FILES.items()}
    return tuple(_write(folder / name, content) for name, content in made.items())


def export(
    result: RunResult,
    kind: str,
    path: Path,
    *,
    words: Sequence[WordCount],
    shares: Mapping[str, Share],
    codebook: Codebook | Labels,
    settings: OutputSettings | None = None,
    previous: RunResult | None = None,
    panels: Panels | None = None,
) -> Path:
    """Write one output to `path`; `kind` is the ending of a file of `FILES` or its whole name.

    Raises:
        OutputError: this kind is not made.
    """
    writers = {**FILES, **EXTRA}
    names = [name for name in writers if kind in (name, EXPORTS.get(name))]
    if not names:
        raise OutputError(f"de soort {kind} bestaat niet.", cure=f"Kies uit: {', '.join(sorted(EXPORTS.values()))}.")
    shown = overview(
        result,
        words=words,
        shares=shares,
        codebook=codebook,
        settings=settings or OutputSettings(),
        previous=previous,
        panels=panels,
    )
    return _write(path, writers[names[0]](shown, make_cloud(shown)))


def write_clouds(
    result: RunResult,
    path: Path,
    *,
    aspect: str,
    panels: Mapping[str, Sequence[WordCount]],
    title: str,
    codebook: Codebook | Labels,
    settings: OutputSettings | None = None,
    statements: Collection[Statement] | None = None,
) -> Path:
    """Write clouds beside each other on one scale, and name the parts without words. The ending of `path` decides how.

    Args:
        aspect: what the clouds are of, in Dutch: "wijk", "groep", "prioriteit" or "ronde".
        panels: name -> its words, in the order to show.
        statements: those of these parts, which are counted under the clouds; by default all of the run.
    Raises:
        OutputError: the ending is not svg, png or pdf.
    """
    check_picture(path)
    shown = overview(result, words=(), shares={}, codebook=codebook, settings=settings or OutputSettings())
    if statements is not None:
        shown = shown.narrowed(statements)
    filled_panels, few = filled(panels, shown, fewest=1)
    told, remark = (filled_panels, about_few(few)) if filled_panels else (panels, "")
    makers: Mapping[str, Callable[[], bytes]] = {
        ".svg": lambda: clouds_svg(told, shown, title=title, remark=remark).encode(),
        ".png": lambda: picture_png(clouds_svg(told, shown, title=title, remark=remark)),
        ".pdf": lambda: clouds_pdf(aspect, told, shown, title=title, remark=remark),
    }
    return _write(path, makers[path.suffix]())


def check_picture(path: Path) -> None:
    """Refuse an ending that no cloud is made with.

    Raises:
        OutputError: the ending is not svg, png or pdf.
    """
    if path.suffix not in PICTURE_ENDINGS:
        raise OutputError(
            "een woordenwolk wordt niet met dit einde van de naam gemaakt.",
            source=path.name,
            cure=f"Geef een naam die eindigt op {', '.join(PICTURE_ENDINGS[:-1])} of {PICTURE_ENDINGS[-1]}.",
        )


# what `exporteer --als` calls each file
EXPORTS: Mapping[str, str] = {
    "uitspraken.xlsx": "xlsx",
    "uitspraken.csv": "csv",
    "uitspraken.json": "json",
    "woordenwolk.svg": "svg",
    "woordenwolk.png": "png",
    "rapport.docx": "docx",
    "rapport.pdf": "pdf",
    "rapport.html": "html",
    "stadsgesprek.qdpx": "qdpx",
    "codeboek.qdc": "qdc",
    "uitspraken.jsonl": "jsonl",
    "uitspraken.parquet": "parquet",
}


def _write(path: Path, content: bytes) -> Path:
    """Write beside the target and move it in place, so that a power cut leaves the old file or the new one."""
    beside = path.with_name(f".{path.name}.deel")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise OutputError(
            "het bestand kan niet worden geschreven.",
            source=path.name,
            cure="Sluit het als het open staat, en kijk of er plaats is op de schijf.",
        ) from None
    return path
