"""Names of people: from many backgrounds, with and without capitals, and the words that only look like one."""

from __future__ import annotations

import pytest

FULL_NAMES = [
    "Geertruida van der Molen",
    "Lieve d'Hondt",
    "Wilma Op 't Veld",
    "A.J. de Vries",
    "P. Reeland",
    "Hatice Yıldırım",
    "Çağla Öztürk",
    "Mohamed el Idrissi",
    "Omar al-Masri",
    "Fatiha Ben Said",
    "Anjali Ramcharan",
    "Churandy Isenia",
    "Agnieszka Wiśniewska",
    "Desislava Todorova",
    "Oleksandr Kovalenko",
    "Yohannes Gebremedhin",
    "Faduma Warsame",
    "Li Na Wang",
    "Nguyễn Văn Minh",
    "Josina Pattinama",
    "Zulmira Semedo",
    "Kofi Mensah-Owusu",
    "Anne-Marie Jansen-de Boer",
]


@pytest.mark.parametrize("name", FULL_NAMES)
def test_a_full_name_is_masked_whole(find, name):
    assert find(f"Toen heeft {name} de politie gebeld.") == [("NAAM", name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dat was meneer Sterrenburg van de commissie.", "Sterrenburg"),
        ("Petra Reeland woont daar.", "Petra Reeland"),
        ("meneer el amrani zei dat ook", "el amrani"),
        ("mevrouw de wit stond erbij", "de wit"),
        ("mijn buurvrouw fatima belde meteen", "fatima"),
        ("toen kwam yusuf el idrissi erbij", "yusuf el idrissi"),
        ("De heer De Vos was er.", "De Vos"),
        ("Mijn dochter Roos durft niet.", "Roos"),
        ("Onze Bjarkelien is verhuisd.", "Bjarkelien"),  # in no list
        ("Mijn neefje, Zjoerendy, is zestien.", "Zjoerendy"),
        ("Volgens Xantrisha is het druk.", "Xantrisha"),
        ("Mijn naam is Kwelindo.", "Kwelindo"),
        ("Daans fiets is weg.", "Daan"),
        ("Fatima's fiets is weg.", "Fatima"),
        ("Notulist: Mark", "Mark"),
    ],
)
def test_words_around_it_give_a_name_away(find, text, name):
    assert find(text) == [("NAAM", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Bewoner Krispijn vindt Sterrenburg fijn, net als het Reeland.",
        "Wil ik niet over klagen.",
        "Roos en jasmijn groeien in het perk.",
        "Een grijze Vito reed over de Anna Paulownastraat.",
        "De bakker, de visser en de boer staan op de markt.",
        "Het Johan de Wittcollege, de Jumbo en de Albert Heijn doen mee.",
        "Stichting Van Dalen-Kruyt beheert het platform.",
        "De wijkagent en de pastor bellen met Veilig Thuis.",
        "In mei en maart komt de Turkse buurman met Dordtenaren praten.",
        "ik ben boos en mijn buurman ook",
        "KEUKENTAFELGESPREK OVER VEILIGHEID IN DE WIJK",
        "We gingen naar België, Spanje en Rotterdam.",
        "Bij Speeltuin Anna Prik letten de ouders op.",
        "Onder de Prins Albertbrug slapen er vijf.",
        "Bij ons aan de 3e Noordhaven staat een loods leeg.",
        "Alle VvE-leden waren er, zei de buurvrouw tegen Burgernet.",
    ],
)
def test_places_organisations_roles_and_everyday_words_stay(find, text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Parisa (apotheek)", ["Parisa"]),
        ("Mark (kapper)", ["Mark"]),
        ("fatima", ["fatima"]),
        ("HL", []),
        ("Bewoner Krispijn", []),
        ("Voorzitter", []),
        ("Vz.", []),
        ("Resp. 3", []),
        ("Jongere, Stadspolders", []),
        ("OV-01", []),
        ("naam bekend", []),
        ("Pastor", []),
        ("De Heer", []),
        ("dhr.", []),
        ("Dhr. Jansen", ["Jansen"]),
    ],
)
def test_a_speaker_label_loses_its_name_and_keeps_its_role(find, label, names):
    assert [name for _, name in find(label, label=True)] == names


def test_a_known_name_is_found_in_lower_case_too(find):
    assert find("en bjarkelien ook", known_names=("Bjarkelien Smit",)) == [("NAAM", "bjarkelien")]
    assert find("en bjarkelien ook") == []


@pytest.mark.parametrize("label", ["Tahapary, J. (Jossie)", "Brink, S. van den (Sanne)", "Wolbers, M.H. (Marcella)"])
def test_a_name_as_programs_for_meetings_write_it_is_one_name(find, label):
    assert find(label, label=True) == [("NAAM", label)]


def test_a_role_behind_a_name_with_initials_stays(find):
    assert find("Vis, K. de (gemeente)", label=True) == [("NAAM", "Vis, K. de")]


@pytest.mark.parametrize("name", ["Ruud Appelhof", "Marloes V.", "Jan de Vries", "Henk Bakker"])
def test_a_neighbourhood_behind_a_whole_name_is_where_somebody_lives(find, name):
    assert find(f"{name} Stadspolders") == [("NAAM", name)]


def test_two_words_in_a_label_are_a_name_where_the_first_can_be_one(find):
    assert find("Everdien Slagboom", label=True) == [("NAAM", "Everdien Slagboom")]
    assert find("Veiligheidsoverleg Binnenstad", label=True) == []


def test_a_name_in_small_letters_after_a_number_to_call(find):
    assert ("NAAM", "saloua") in find("nul zes nul nul nul nul elf tweeëntwintig, vraag naar saloua")
    assert find("dan vraag naar begeleiding en hulp") == []


def test_part_of_a_licence_plate_near_a_vehicle_is_one(find):
    assert find("een wit busje: QV-52-T, doorgeven") == [("KENTEKEN", "QV-52-T")]
    assert find("zie bijlage QV-52-T van het dossier") == []


def test_an_account_and_a_name_turned_round_in_a_label(find):
    assert find("lotje.vd.berg", label=True) == [("HANDLE", "lotje.vd.berg")]
    assert find("de Groot, Bas", label=True) == [("NAAM", "de Groot, Bas")]
    for label in ("spreker_2", "tafel_1", "int.", "bew.", "groep.2"):
        assert find(label, label=True) == []


def test_a_program_that_calls_itself_by_a_name_is_nobody(find):
    assert not find("Hoi! Ik ben Dortje, de gespreksbot van de gemeente.")
    assert find("Hoi! Ik ben Dortje, de buurvrouw van nummer vier.")


def test_a_label_that_is_a_neighbourhood_is_a_name_where_somebody_is_called_so(find):
    assert find("Reeland", label=True, known_names=["Ada Reeland"]) == [("NAAM", "Reeland")]
    assert find("Reeland", label=True) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Daarna vertelde Mei Wong over de lunch.", ["Mei Wong"]),
        ("In mei en juni is het hier druk, Mei Reeland ook.", []),
        ("Mijn dochter speelt Roblox en hij heeft ineens AirPods.", []),
        ("Verkeer op de Nieuwe Kwikstaartweg is een ramp.", []),
        ("We spraken met Van Wely Tankcleaning over de kade.", []),
    ],
)
def test_months_brands_roads_and_firms_are_told_from_people(find, text, names):
    assert [found for _, found in find(text)] == names


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("winkelier_voorstraat", [("HANDLE", "winkelier_voorstraat")]),
        ("geenzinin", [("HANDLE", "geenzinin")]),
        ("bewoner_reeland", []),
        ("winkelier_2", []),
        ("wijkmoeder", []),
    ],
)
def test_a_label_that_somebody_made_up_is_an_account(find, label, found):
    assert find(label, label=True) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ik sprak met Sem (S, 17) en Kaj (K, 14).", ["Sem", "Kaj"]),
        ("Door Naoufal heb ik mijn diploma gehaald.", ["Naoufal"]),
        ("Er wonen hier Oost-Europese jongens in de loods.", []),
        ("Reacties (12) en Tabel (2) staan in de bijlage.", []),
    ],
)
def test_an_age_behind_a_word_makes_it_a_name_and_a_part_of_the_world_does_not(
    find, text: str, names: list[str]
) -> None:
    assert [found for kind, found in find(text) if kind == "NAAM"] == names


def test_initials_that_are_a_whole_label_stay(find) -> None:
    assert find("FA", label=True) == []


def test_before_a_whole_name_a_neighbourhood_is_where_somebody_lives(find) -> None:
    assert find("Dubbeldam, Jelle Siebenga", label=True) == [("NAAM", "Jelle Siebenga")]
    assert find("Dubbeldam, Jelle", label=True) == [("NAAM", "Dubbeldam, Jelle")]
