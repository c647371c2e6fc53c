"""Layouts that other offices use: captions, cards, forms below each other, signatures, columns in a pdf."""

from __future__ import annotations


def words(said: list[tuple[str, str, str, str]]) -> list[str]:
    return [text for _, _, _, text in said]


def captions(*lines: str) -> str:
    cue = "{n}\n00:00:{a:02d},000 --> 00:00:{b:02d},000\n{text}\n\n"
    return "".join(cue.format(n=n + 1, a=2 * n, b=2 * n + 2, text=line) for n, line in enumerate(lines))


def test_captions_with_arrows_join_into_turns_and_questions_stay_out(said) -> None:
    text = captions(
        ">> we zitten hier met bewoners van wielwijk wie",
        "wil iets zeggen",
        ">> bij ons in de portiek wordt",
        "elke avond gerookt en gedeald",
        ">> heb je dat gemeld",
        ">> ja maar ik hoor daar",
        "nooit meer iets van terug",
    )
    assert words(said("opname.srt", text)) == [
        "bij ons in de portiek wordt elke avond gerookt en gedeald",
        "ja maar ik hoor daar nooit meer iets van terug",
    ]


def test_a_label_may_hold_a_role_and_return_in_every_caption(said) -> None:
    text = captions(
        "Gemeente - Ko Prins: Wat speelt er?",
        "Ada Bos | bewoner: Het is hier donker en ik durf",
        "Ada Bos | bewoner: niet meer naar buiten.",
        "Gemeente - Ko Prins: Dank u wel.",
    )
    assert said("opname.srt", text) == [
        ("Ada Bos (bewoner)", "bewoner", "", "Het is hier donker en ik durf niet meer naar buiten.")
    ]


def test_captions_without_any_label_are_not_cut_in_the_middle_of_a_sentence(said) -> None:
    text = captions(
        "Ik woon hier dertig jaar en ik", "heb het nog nooit zo vies gezien.", "Mijn hond wil er niet lopen."
    )
    assert " ".join(words(said("bewoners.srt", text))).startswith("Ik woon hier dertig jaar en ik heb het nog nooit")


def test_points_with_a_time_in_front_name_who_spoke(said) -> None:
    text = (
        '# Logboek\n\n## Maandag, Reeland\n\n- 14.20 jongen, 16: "Ik hang hier omdat het thuis druk is."\n'
        '- Daarna gevoetbald.\n- 15.10 meisje, 15: "Ik wil gewoon ergens kunnen zitten."\n'
    )
    assert [(group, wijk, text) for _, group, wijk, text in said("log.md", text)] == [
        ("jongere", "Reeland", "Ik hang hier omdat het thuis druk is."),
        ("jongere", "Reeland", "Ik wil gewoon ergens kunnen zitten."),
    ]
