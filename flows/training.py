"""`stadsgesprek train`: rebuild what is shipped."""

from __future__ import annotations

from pathlib import Path

import click

from corpora.errors import KnowledgeError


def train(what: str, *, data: Path | None, output: Path | None) -> None:
    """Train one of the shipped models; the card with its figures is written beside it."""
    if what == "themas":
        from nlp import themes

        themes.train(output_dir=output)
        return
    if data is None:
        raise KnowledgeError(
            "voor het taalmodel zijn boombanken en naamlijsten nodig.", cure="Geef de map met `--gegevens`."
        )
    from nlp.language.load import SHIPPED
    from nlp.language.train import train as train_language

    train_language(data, output or SHIPPED, report=lambda line: click.echo(line, err=True))
