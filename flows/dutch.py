"""Dutch for the sentences that click itself prints."""

from __future__ import annotations

from typing import Any

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

SENTENCES = {
    "Usage:": "Gebruik:",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "Positional arguments": "Invoer",
    "Show this message and exit.": "Toon deze uitleg.",
    "Show the version and exit.": "Toon de versie.",
    "%(prog)s, version %(version)s": "%(prog)s, versie %(version)s",
    "Error: {message}": "Fout: {message}",
    "Aborted!": "Afgebroken.",
    "default: {default}": "standaard: {default}",
    "required": "verplicht",
    "Missing command.": "Er ontbreekt een opdracht.",
    "Missing argument": "Er ontbreekt invoer:",
    "Missing option": "Er ontbreekt een optie:",
    "No such command {name!r}.": "De opdracht {name!r} bestaat niet.",
    "No such option {name!r}.": "De optie {name!r} bestaat niet.",
    "Option {name!r} does not take a value.": "De optie {name!r} heeft geen waarde.",
    "Try '{command} {option}' for help.": "Typ '{command} {option}' voor uitleg.",
    "Invalid value: {message}": "Verkeerde waarde: {message}",
    "Invalid value for {param_hint}: {message}": "Verkeerde waarde voor {param_hint}: {message}",
    "{name} {filename!r} does not exist.": "{filename!r} bestaat niet.",
    "{name} {filename!r} is a directory.": "{filename!r} is een map.",
    "{name} {filename!r} is a file.": "{filename!r} is een bestand.",
    "{name} {filename!r} is not readable.": "{filename!r} mag niet worden gelezen. Controleer de rechten.",
    "{name} {filename!r} is not writable.": "{filename!r} mag niet worden geschreven. Controleer de rechten.",
    "{value!r} is not a valid {number_type}.": "{value!r} is geen getal.",
    "{value} is not in the range {range}.": "{value} kan niet; kies {range}.",
    "Choose from:\n\t{choices}": "Kies uit:\n\t{choices}",
    "file": "Het bestand",
    "directory": "De map",
    "path": "Het pad",
}

PLURALS = {
    "Got unexpected extra argument ({args})": "Dit is te veel: {args}",
    "Got unexpected extra arguments ({args})": "Dit is te veel: {args}",
    "{value!r} is not {choice}.": "{value!r} kan niet; kies {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} kan niet; kies uit {choices}.",
    "Did you mean {possibility}?": "Bedoelt u {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Bedoelt u {possibilities}?)",
    "(Possible options: {possibilities})": "(Bedoelt u {possibilities}?)",
    "Option {name!r} requires an argument.": "De optie {name!r} heeft een waarde nodig.",
    "Option {name!r} requires {nargs} arguments.": "De optie {name!r} heeft {nargs} waarden nodig.",
}


def speak_dutch() -> None:
    """Let click print Dutch, whatever language the machine is set to."""
    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        if hasattr(module, "_"):
            module._ = lambda sentence: SENTENCES.get(sentence, sentence)  # type: ignore[attr-defined]
        if hasattr(module, "ngettext"):
            module.ngettext = _plural  # type: ignore[attr-defined]
    click.types._NumberRangeBase._describe_range = _range  # type: ignore[method-assign]


def _range(kind: click.types._NumberRangeBase[Any]) -> str:
    """Which numbers can be chosen, in words."""
    if kind.max is None:
        return f"{kind.min} of meer"
    return f"{kind.max} of minder" if kind.min is None else f"{kind.min} tot en met {kind.max}"


def _plural(one: str, many: str, n: int) -> str:
    sentence = one if n == 1 else many
    return PLURALS.get(sentence, sentence)
