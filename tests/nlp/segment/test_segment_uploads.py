"""Every annotated upload, whatever its layout, gives nearly all of its statements, and who said them."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from nlp.evaluation.uitspraken import evaluate

CASES = Path(__file__).parents[2] / "cases"
FLOOR = {"statement_f1": 0.79, "content_recall": 0.95, "group_accuracy": 0.95, "wijk_accuracy": 0.95}
# of what the writer of a mail adds below the answers of others the group is not found; nor what is told in the words about one speaker of
# several, nor that somebody goes on about what came of it ("Sindsdien ga ik …", "Maar ze gaan wel …")
NOT_YET = {
    "Re Vijf vragen aan de horeca.eml: wijk_accuracy",
    "RE_ input leden voor stadsgesprek.eml: group_accuracy",
    "FW opbrengst wijktafel.eml: group_accuracy",
    "export_meldingen_okt.csv: group_accuracy",
    "aantekeningen markt en winkelcentra.txt: group_accuracy",
    "aantekeningen markt en winkelcentra.txt: wijk_accuracy",
    "verslag ledenavond wijkvereniging dubbeldam.odt: group_accuracy",
    "gespreksronde ondernemers (uitwerking).docx: group_accuracy",
    "notities straatronde juni (telefoon).txt: group_accuracy",
    "kerkgesprek 9 februari.rtf: wijk_accuracy",
    "Rapportage huisbezoeken Q1 woonconsulent.docx: content_recall",
    "ambulant-notities-week-41.md: group_accuracy",
    "ambulant-notities-week-41.md: wijk_accuracy",
    "Notulen buurtvereniging Zuidhoven gespreksavond.rtf: group_accuracy",
    "RE_ wat ik hoor bij de buurtvaders.eml: group_accuracy",
    "schouw_opname_2.srt: wijk_accuracy",
    "stage_interviews_ingedeeld.xlsx: group_accuracy",
    "veldwerk wk 24 (straathoek).docx: group_accuracy",
}


@pytest.fixture(scope="module")
def blank() -> spacy.language.Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.mark.parametrize("folder", ["uploads", "uploads_nieuw", "uploads_gezien"])
def test_no_annotated_upload_falls_below_its_floor(folder: str, blank: spacy.language.Language) -> None:
    files = evaluate(CASES / folder / "gold.json", nlp=blank, redactor=lambda conversation: conversation)["files"]
    below = {
        f"{name}: {measure}": figures[measure]
        for name, figures in files.items()
        for measure, floor in FLOOR.items()
        if figures[measure] < floor
    }
    assert {*below} <= NOT_YET
