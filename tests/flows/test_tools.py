"""What of a file name is shown."""

from __future__ import annotations

import pytest

from flows.settings import load_settings
from flows.tools import toolbox


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("enquete_wijkvragen.csv", "enquete_wijkvragen.csv"),
        ("straatgesprekken_wielwijk_juni.txt", "straatgesprekken_wielwijk_juni.txt"),
        ("export_2026-05_v2.xlsx", "export_2026-05_v2.xlsx"),
        ("opname.mp3", "opname.mp3"),
        ("presentatie.pptx", "presentatie.pptx"),
        ("interview_piet_jansen.docx", "interview_[NAAM].docx"),
        ("gesprek met Fatima El Amrani.docx", "gesprek met [NAAM].docx"),
        ("verslag_0612345678.docx", "verslag_[TELEFOON].docx"),
        ("appje van @lotte_devries.txt", "appje van [HANDLE].txt"),
    ],
)
def test_a_file_stays_recognisable_without_the_person_in_its_name(name: str, shown: str) -> None:
    assert toolbox(load_settings()).masked_name(name) == shown
