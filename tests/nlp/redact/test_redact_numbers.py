"""Numbers, addresses and accounts: what is masked whole, and what looks like it and stays."""

from __future__ import annotations

import pytest

MASKED = [
    ("TELEFOON", "06-10 20 30 40"),
    ("TELEFOON", "0610203040"),
    ("TELEFOON", "+31 6 10203040"),
    ("TELEFOON", "+31(0)6-10 20 30 40"),
    ("TELEFOON", "0031 6 10 20 30 40"),
    ("TELEFOON", "(078) 100 20 30"),
    ("TELEFOON", "078/1002030"),
    ("TELEFOON", "06.10.20.30.40"),
    ("TELEFOON", "06 10 20\n30 40"),
    ("TELEFOON", "nul zes tien twintig dertig veertig"),
    ("TELEFOON", "nul zes, dan een nul, twee nul, drie nul, vier nul"),
    ("TELEFOON", "06 één nul twee nul 30 40"),
    ("TELEFOON", "nul zes dubbel een drie keer twee vier vijf zes"),
    ("TELEFOON", "nul zes, eenentwintig, nul nul, twaalf, acht"),
    ("TELEFOON", "nul zes veertig dertig twintig tien nul nul"),
    ("TELEFOON", "+32 470 10 20 30"),
    ("EMAIL", "noor.proef@post.example"),
    ("EMAIL", "noor+buurt@mijn-post.example"),
    ("EMAIL", "noor punt proef apenstaartje post punt example"),
    ("EMAIL", "noor [at] post.example"),
    ("EMAIL", "noor (at) post (punt) example"),
    ("EMAIL", "noor at gmail punt com"),
    ("IBAN", "NL06 SNSB 0000 0045 12"),
    ("IBAN", "NL06SNSB0000004512"),
    ("IBAN", "nl06snsb0000004512"),
    ("IBAN", "NL00 SNSB 0000 0045 12"),  # wrong check number, right shape
    ("IBAN", "BE20 0000 0000 1000"),
    ("BSN", "999941057"),
    ("BSN", "9999.41.057"),
    ("BSN", "9999 41 057"),
    ("KENTEKEN", "QX-12-34"),
    ("KENTEKEN", "12-34-QX"),
    ("KENTEKEN", "12-QX-34"),
    ("KENTEKEN", "QX-12-XT"),
    ("KENTEKEN", "QX-XT-12"),
    ("KENTEKEN", "12-QX-XT"),
    ("KENTEKEN", "12-QXT-3"),
    ("KENTEKEN", "1-QXT-23"),
    ("KENTEKEN", "QX-123-T"),
    ("KENTEKEN", "Q-123-XT"),
    ("KENTEKEN", "QXT-12-X"),
    ("KENTEKEN", "Q-12-XTZ"),
    ("KENTEKEN", "1-QX-234"),
    ("KENTEKEN", "123-QX-4"),
    ("KENTEKEN", "1 QXT 23"),
    ("KENTEKEN", "q-123-xt"),
    ("ADRES", "Proefdraaistraat 12"),
    ("ADRES", "Proefdraaistraat 12a"),
    ("ADRES", "Proefdraaistraat 12-III, 3347 QX Dordrecht"),
    ("ADRES", "Eerste Proefdraaidwarsstraat 201 hs"),
    ("ADRES", "Hooizolder 14, 3347 QX"),
    ("ADRES", "3347 QX"),
    ("ADRES", "3347qx"),
    ("HANDLE", "@kade_noor"),
    ("HANDLE", "instagram.com/kade.noor"),
]

STAYS = [
    "Bel 112, 14 078, 0800-7000 of 0900-8844.",
    "07-10-2025 09:02 - Je hebt de groep gemaakt",
    "Zaaknummer 2023-118846 en melding 240117336 liggen er nog.",
    "Tussen 2019 en 2023 waren er 45 meldingen, samen 1.250 euro.",
    "Op 7 november 2023 om 14.00 uur, in lijn 4, groep 8.",
    "Sterrenburg 1 en Sterrenburg 2 liggen naast elkaar.",
    "Op de Voorstraat 3 winkels dicht, op de Singel ook.",
    "Het is 12-MEI-24 gestempeld, kenmerk ZH-23-117.",
    "In 2024 is er 1200km gereden met een auto van 10 jaar oud.",
    "Ik zat at the table, dat is een punt.",
    "We zitten op instagram en op facebook.",
    "De postcode 3347 is van een heel gebied.",
]


@pytest.mark.parametrize(("kind", "written"), MASKED)
def test_every_notation_is_masked_whole(find, kind, written):
    assert find(f"Het gaat om {written}, zei iemand.") == [(kind, written)]


@pytest.mark.parametrize("text", STAYS)
def test_public_numbers_dates_amounts_and_codes_stay(find, text):
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ["geboren op {}", "geb. {}", "geboortedatum: {}", "Betrokkene (geb. {}) is bekend", "{} geboren"]
)
@pytest.mark.parametrize("date", ["3 mei 1949", "03-05-1949", "3/5/1949", "1949-05-03", "03.05.49"])
def test_a_full_date_after_a_word_of_birth_is_masked(find, text, date):
    assert find(text.format(date)) == [("GEBOORTEDATUM", date)]


def test_the_date_of_an_event_stays_beside_a_date_of_birth(find):
    text = "Geboren op 3 mei 1949, gesproken op 7 november 2023."
    assert find(text) == [("GEBOORTEDATUM", "3 mei 1949")]


def test_a_number_that_fails_the_eleven_test_is_a_bsn_only_where_the_text_says_so(find):
    assert find("Nummer 999941058 staat erop.") == []
    assert find("Mijn BSN is 999941058.") == [("BSN", "999941058")]


def test_a_street_in_lower_case_is_an_address_where_somebody_lives(find):
    assert find("ik woon op proefdraaistraat 12 b") == [("ADRES", "proefdraaistraat 12 b")]
    assert find("op het winkelplein 3 jongens") == []


def test_an_account_is_found_after_the_name_of_its_platform(find):
    assert find("insta: noor_dh en snap noor.xx1") == [("HANDLE", "noor_dh"), ("HANDLE", "noor.xx1")]
    assert find("er is een account die heet snelle.doekoe078") == [("HANDLE", "snelle.doekoe078")]


def test_a_number_in_words_behind_a_street_that_counts_what_follows_is_no_address(find):
    assert find("In 2024 waren er op de Singelweg elf geregistreerde aanrijdingen.") == []


def test_a_neighbourhood_with_a_number_is_no_address_unless_somebody_lives_at_it(find):
    assert find("buurtwerker Crabbehof 7", label=True) == []
    assert find("Dat was in Sterrenburg 3, bij de flat.") == []
    assert ("ADRES", "Crabbehof 7") in find("Zij woont op Crabbehof 7 sinds vorig jaar.")


def test_a_foreign_plate_is_masked_where_a_few_words_before_it_say_that_it_is_one(find):
    assert find("Een wit busje, kenteken genoteerd: CQ 4471 AX, stond er weer.") == [("KENTEKEN", "CQ 4471 AX")]
    assert find("In kast CQ 4471 XAB ligt de sleutel.") == []
