"""Layout: a `Document` becomes conversations, turns with a speaker, a role, a group, a wijk and a place.

The door is `conversations`. Nothing here knows a language model; it looks at a page as a reader does:

1. lines of text, with what stands out (`lines`), and tables, turned the right way round (`grid`);
2. the head of the file: keys with values, participants, title, file name (`header`, `people`, `dates`);
3. where the same head returns, another conversation begins: forms in a text (`forms`), cards in a sheet (`cards`);
   a table or log typed as text becomes one (`typed`, `keyed`, `entries`), and tables are read by `columns`, `records`;
4. then one of four ways of reading text: speaker labels (`labels`, `dialogue`), paragraphs with their source below them
   (`signed`), a report or story with quotations (`quotes`, `prose`), or notes, reactions and mails without labels
   (`points`), where only how a text sounds tells a resident from a note-taker (`voice`);
   which of them, the signs on the page say; another one is taken where it gives a far likelier division of roles (`choice`, `sound`);
5. who it was, the nearest first: label, participant list, what is told above it, section, head of the file, own words,
   what the title or the name of the file says of everybody (`who`, `nearest`);
6. minutes, where the sentence says who spoke (`minutes`), recordings typed out without names (`unlabelled`), and, where
   nothing is recognised, points or paragraphs of somebody unknown, with a warning (`unknown`);
7. a second look at all turns together, which gives a turn another role where nearly everything speaks against it (`second_look`);
8. what staff confirmed in `<bestand>.lees.yaml` wins from all of that (`hints`).
"""

from __future__ import annotations

from corpora.layout.build import column_roles, conversations
from corpora.layout.hints import Hints, describe, dump_hints, load_hints, path_for
from corpora.layout.unknown import warnings

__all__ = ["Hints", "column_roles", "conversations", "describe", "dump_hints", "load_hints", "path_for", "warnings"]
