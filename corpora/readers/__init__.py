"""Readers: an uploaded file becomes a `Document`, faithfully, without deciding who speaks.

The door is `read_path` for one file and `read_paths` for whatever staff dropped in:

1. refuse by size, name and package directory before anything is parsed (`checks`);
2. find the format by content; the name only settles what content cannot (`formats`);
3. parse with one module per family; packaged and binary formats in a child process with limits (`isolation`);
4. clean the text once (`cleaning`), so that nothing after this room meets a NUL or half a character.

What every reader keeps to, for whoever interprets the layout (`corpora.layout`):

*Order.* `Document.blocks` is reading order. Headers come first and footers last (kinds `header`, `footer`; each
different one once); in a pdf they stand where the page has them. Skip both when text runs on over a page.

*Lines.* In the wrapped formats (`WRAPPED_FORMATS`: txt, md, pdf, eml) a block is one **line**: a sentence may run on in
the next block. In all others a block is a whole paragraph, list item, subtitle cue or heading. A block with `text == ""`
stands for one or more blank lines or empty paragraphs; never at the start or end, never two in a row. Inside a text
`\\n` is a line break made by hand (`w:br`, `<br>`, lines of one cue) and `\\t` a tab or the gap between columns of one line.
Leading spaces of a txt line are kept (they may mean continuation); trailing ones never.

*Emphasis.* `emphasis` is a literal prefix of `text`: the leading run that the format sets apart (bold, italic, underlined;
in a pdf also the label in a left column, followed by `\\t`). A block that is bold as a whole has `emphasis == text`.
In a vtt cue `<b>Naam</b>⏎tekst` gives `emphasis="Naam"`, `text="Naam\\ntekst"`.

*Level.* heading: 1 = top; item: depth from 1, the bullet or number itself is not in the text; paragraph: 0, and in html the
depth of the article, comment or block quote it stands in (a reply is deeper than what it answers).

*Subtitles.* The title after WEBVTT and the NOTE blocks come first, as kind `header` (place "notitie 1").
A cue with an impossible time is kept, without seconds, and a warning says how many.

*Speaker.* only `<v Naam>` in subtitles; that name is then not in the text. A cue with two voices gives two blocks. A cue with
lines "- …" gives one block per dash, the dash kept: a dash means another speaker than the line before.
Rolling captions are joined: what a cue repeats of the one before is dropped.

*Html.* Within a heading or a short author line, labels (`span`, `time`, `small`) are set apart by `\\t`; a `<time>` whose text
lacks the year is given as its ISO date. A blank block separates articles.

*Mail.* `Van:`, `Datum:`, `Onderwerp:` come first as blocks of kind `header` with that word as emphasis. The signature
follows as kind `footer`, counted; the mail it answers stays out. Attachments are Documents of their own, named "bericht.eml/bijlage.docx", as members of a zip are ("map.zip/notitie.docx").

*Tables.* `Table.cells` holds cells with text only, row and column as the file shows them (hidden ones counted), a merged
cell at its first position with its spans. Dates are "18-03-2024" (with " 09:41" when there is a time), whole numbers have no ".0".
A table of one cell is a frame and is given as blocks. A table inside a cell follows the table it stands in, its place
saying where. csv and tsv are one Table; comment lines above the header are rows like any other.

*Places.* "regel 12" · "alinea 7" · "tabel 2" · "tekstvak 1" · "kopregel" · "voetregel" · "pagina 2, regel 5" · "00:01:12" · "blad Krispijn".

*Left out* and counted in `Document.left_out`: opmerkingen, verwijderde tekst, verborgen tekst, voetnoten, verborgen rijen, verborgen
kolommen, verborgen bladen, aangehaalde berichten, handtekeningen, afbeeldingen, onzichtbare tekens.

*Characters.* Soft hyphens, zero-width and direction marks and control characters are gone, lone surrogates are U+FFFD, no-break
spaces are spaces, every line end is `\\n`. Quotes, dashes and accents are as in the file; no Unicode normalisation.
"""

from __future__ import annotations

from corpora.readers.formats import EXTENSIONS
from corpora.readers.limits import DEFAULT_LIMITS, Limits
from corpora.readers.reading import ReadResult, find_files, is_ignored, read_path, read_paths, without_duplicates

__all__ = [
    "DEFAULT_LIMITS",
    "FORMATS",
    "WRAPPED_FORMATS",
    "Limits",
    "ReadResult",
    "find_files",
    "is_ignored",
    "read_path",
    "read_paths",
    "without_duplicates",
]

FORMATS = tuple(sorted(set(EXTENSIONS.values())))
WRAPPED_FORMATS = frozenset({"txt", "md", "pdf", "eml"})
