"""How much one upload may ask of the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds per file. A week of conversation notes stays far below each of them."""

    max_bytes: int = 50_000_000  # on disk, and per attachment
    max_unpacked_bytes: int = 100_000_000  # all members of a package together
    max_ratio: int = 100  # unpacked against packed; Word files stay under 35, bombs near 1,000
    max_members: int = 2_000  # files in one package
    max_characters: int = 20_000_000  # of text in one document
    max_block_characters: int = 1_000_000  # the language pipeline refuses longer texts
    max_lines: int = 200_000  # lines, paragraphs or cues in one document
    max_columns: int = 1_000
    max_cells: int = 150_000
    max_pages: int = 300
    cpu_seconds: int = 4  # of the child process, per file
    wall_seconds: int = 30
    memory_bytes: int = 500_000_000  # address space of the child process: ten times `max_bytes`


def dutch_number(number: int) -> str:
    """ "50.000": thousands apart by a point."""
    return f"{number:,}".replace(",", ".")


DEFAULT_LIMITS = Limits()
