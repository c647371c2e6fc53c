"""The command line `stadsgesprek`. Heavy imports wait until a command needs them, so that --help answers at once."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Any

import click

from corpora.errors import StadsgesprekError
from flows.dutch import speak_dutch
from flows.trouble import INTERRUPTED, NOTHING_READ, disk_trouble

Paths = click.argument("paden", metavar="PAD...", nargs=-1, required=True, type=click.Path(path_type=Path))
AsJson = click.option("--json", "as_json", is_flag=True, help="Geef de uitkomst als JSON.")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [INVOER]",
)
@click.version_option(package_name="stadsgesprek", message="stadsgesprek %(version)s", help="Toon de versie.")
def app() -> None:
    """Van stadsgesprekken naar een woordenwolk-bijlage en een rapport.

    Alles gebeurt op deze computer. Namen en andere persoonsgegevens worden
    afgeschermd voordat er iets wordt opgeslagen.
    """


@app.command(options_metavar="[OPTIES]")
@Paths
@click.option(
    "--uit",
    type=click.Path(path_type=Path),
    metavar="MAP",
    help="Map voor de uitkomst.  [standaard: outputs/runs/<ronde>]",
)
@click.option("--ronde", metavar="NAAM", help="Naam van de ronde, zoals 'zomer 2026'.")
@click.option(
    "--codeboek",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="Codeboek in YAML.  [standaard: IVP 2023-2026]",
)
@click.option(
    "--k",
    type=click.IntRange(min=1),
    metavar="AANTAL",
    help="Toon pas iets bij zoveel mensen; 1 = al openbaar.  [standaard: 3]",
)
@click.option(
    "--besluiten", type=click.Path(path_type=Path), metavar="BESTAND", help="Besluiten van mensen: json, xlsx of qdpx."
)
@click.option(
    "--vorige", type=click.Path(path_type=Path), metavar="MAP", help="Map van de run hiervoor; zorgen houden hun naam."
)
@click.option("--prefect", is_flag=True, help="Voer de run uit met Prefect, ook als er geen server is.")
@AsJson
def run(
    paden: tuple[Path, ...],
    uit: Path | None,
    besluiten: Path | None,
    vorige: Path | None,
    prefect: bool,
    as_json: bool,
    **flags: Any,
) -> None:
    """Maak van gespreksnotities de bijlage en het rapport."""
    from flows import report_run, stages
    from flows.decided import decisions_from
    from flows.export import load_run
    from flows.settings import load_settings

    settings = load_settings(**flags)
    output = uit or settings.uitvoer / (settings.ronde or "gesprekken").replace("/", "-")
    decisions = decisions_from(besluiten, settings, runs=(output, vorige))
    previous = load_run(vorige).result if vorige else None
    work = stages.prepare(paden, output, settings, decisions=decisions, previous=previous, kept=settings.kept)
    try:
        result = _runner(prefect)(work)
        report_run.show(result, output, as_json=as_json)
    finally:
        work.remove()
    sys.exit(report_run.exit_code(result))


def _runner(prefect: bool) -> Any:
    from flows import with_prefect

    if prefect or with_prefect.is_configured():
        return with_prefect.run_with_prefect
    from flows.direct import run_direct

    return run_direct


@app.command(options_metavar="[OPTIES]", short_help="Toon wat er wordt gelezen, zonder iets op te slaan.")
@Paths
@click.option(
    "--bevestig", is_flag=True, help="Schrijf naast elk bestand een .lees.yaml om na te kijken en te verbeteren."
)
@click.option("--alles", is_flag=True, help="Toon ook de tekst die geen uitspraak is, met de reden.")
@AsJson
def lees(paden: tuple[Path, ...], bevestig: bool, alles: bool, as_json: bool) -> None:
    """Toon wat er wordt gelezen, afgeschermd en opgeknipt, zonder iets op te slaan."""
    from flows.preview import preview

    sys.exit(preview(paden, confirm=bevestig, everything=alles, as_json=as_json))


@app.command(options_metavar="[OPTIES]")
@click.argument("trap", metavar="TRAP", type=click.Choice(["taal", "uitspraken", "redactie", "themas", "zorgen"]))
@click.argument("goud", metavar="GOUD", type=click.Path(exists=True, path_type=Path))
@AsJson
def evalueer(trap: str, goud: Path, as_json: bool) -> None:
    """Meet een stap tegen nagekeken gegevens.

    \b
    TRAP  taal | uitspraken | redactie | themas | zorgen
    GOUD  taal: boombank in CoNLL-U (ook .gz); uitspraken en redactie: gold.json
          naast de bestanden; themas en zorgen: uitspraken als JSON-regels
    """
    from flows.evaluate import evaluate

    evaluate(trap, goud, as_json=as_json)


@app.command(options_metavar="[OPTIES]", short_help="Maak opnieuw wat wordt meegeleverd, of leer thema's.")
@click.argument("wat", metavar="WAT", type=click.Choice(["taal", "themas"]))
@click.option(
    "--gegevens",
    type=click.Path(exists=True, path_type=Path),
    metavar="MAP",
    help="taal: map met de boombanken en naamlijsten; themas: map met gecodeerde uitspraken.",
)
@click.option(
    "--besluiten",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="themas: besluiten van analisten, als JSON-regels.",
)
@click.option(
    "--codeboek", type=click.Path(exists=True, path_type=Path), metavar="BESTAND", help="themas: een ander codeboek."
)
@click.option(
    "--uit",
    type=click.Path(path_type=Path),
    metavar="MAP",
    help="Map voor het nieuwe model.  [standaard: bij het programma]",
)
def train(wat: str, gegevens: Path | None, besluiten: Path | None, codeboek: Path | None, uit: Path | None) -> None:
    """Maak opnieuw wat wordt meegeleverd (taal of themas), of leer thema's van besluiten van analisten."""
    from flows.training import train as train_model

    click.echo(train_model(wat, data=gegevens, decisions=besluiten, codebook=codeboek, output=uit))


@app.command(options_metavar="[OPTIES]")
@click.argument("run_map", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--als",
    "soort",
    required=True,
    metavar="SOORT",
    help="docx, pdf, html, xlsx, csv, json, jsonl, parquet, qdpx, svg, png of de naam van een bestand, zoals prioriteiten.svg.",
)
@click.option("--uit", type=click.Path(path_type=Path), metavar="BESTAND", help="Bestand.  [standaard: naast de run]")
@click.option(
    "--vorige", type=click.Path(path_type=Path), metavar="MAP", help="Map van de vorige ronde, om mee te vergelijken."
)
def exporteer(run_map: Path, soort: str, uit: Path | None, vorige: Path | None) -> None:
    """Maak één uitkomst van een eerdere run opnieuw."""
    from flows.export import export_run

    click.echo(f"Gemaakt: {export_run(run_map, soort, uit, previous=vorige)}")


@app.command(options_metavar="[OPTIES]", short_help="Maak een woordenwolk van een eerdere run.")
@click.argument("run_map", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--per", type=click.Choice(["wijk", "groep", "prioriteit", "ronde"]), help="Een wolk per deel, op één schaal."
)
@click.option("--alleen", multiple=True, metavar="NAAM", help="Alleen deze wijk of groep; mag vaker.")
@click.option("--vergelijk", type=click.Path(path_type=Path), metavar="RUN", help="Run van een andere ronde ernaast.")
@click.option("--meer-dan-anderen", is_flag=True, help="Alleen wat een deel vaker zegt dan de rest.")
@click.option(
    "--tel",
    type=click.Choice(["mensen", "uitspraken", "woorden"]),
    default="mensen",
    help="Wat de grootte bepaalt.  [standaard: mensen]",
)
@click.option("--delen", is_flag=True, help="Tel delen van samenstellingen mee: zwerfafval ook als afval.")
@click.option(
    "--vorm", default="rechthoek", metavar="VORM", help="rechthoek, cirkel, of een plaatje met een donkere vorm."
)
@click.option("--max-woorden", type=click.IntRange(min=1), default=100, metavar="AANTAL", help="Hoogstens zoveel.")
@click.option("--verberg", multiple=True, metavar="WOORD", help="Laat dit woord weg; mag vaker.")
@click.option(
    "--uit", type=click.Path(path_type=Path), metavar="BESTAND", help="svg, png of pdf.  [standaard: naast de run]"
)
def wolk(run_map: Path, uit: Path | None, **choices: Any) -> None:
    """Maak een woordenwolk van een eerdere run, van alles of per deel van de stad."""
    from flows.wolk import Choices, draw

    click.echo(f"Gemaakt: {draw(run_map, uit, Choices(**choices))}")


@app.command(options_metavar="[OPTIES]", short_help="Open het portaal in de browser.")
@click.option(
    "--adres",
    default="127.0.0.1",
    metavar="ADRES",
    help="Netwerkadres om op te luisteren.  [standaard: alleen deze computer]",
)
@click.option("--poort", default=8000, type=click.IntRange(1, 65535), metavar="GETAL", help="Poort.  [standaard: 8000]")
@click.option("--opmaak", is_flag=True, help="Haal eerst de opmaak van NL Design System op (met npm, eenmalig).")
@click.option("--bewaar", type=click.Path(path_type=Path), metavar="BESTAND", help="Maak een reservekopie en stop.")
@click.option(
    "--herstel", type=click.Path(path_type=Path), metavar="BESTAND", help="Zet een reservekopie terug en stop."
)
def portaal(adres: str, poort: int, opmaak: bool, bewaar: Path | None, herstel: Path | None) -> None:
    """Open het portaal: aanleveren, nakijken, analyseren en downloaden in de browser."""
    from flows import portal

    if bewaar:
        portal.keep(bewaar)
        click.echo(f"De reservekopie staat in {bewaar}. Bewaar het wachtwoord ergens anders.")
        return
    if herstel:
        portal.restore(herstel)
        click.echo("De reservekopie is teruggezet. Start het portaal.")
        return
    if opmaak:
        click.echo(f"De opmaak staat in {portal.fetch_style()}")
    portal.serve(host=adres, port=poort)


@app.command(options_metavar="[OPTIES]")
@click.option("--portaal", is_flag=True, help="Ook rondes in het portaal waarvan de bewaartermijn voorbij is.")
def opschonen(portaal: bool) -> None:
    """Verwijder wat niet langer bewaard mag blijven.

    Dat zijn stukken van eerdere runs die langer dan bewaar_dagen niet zijn
    gebruikt, en werkmappen van runs die zijn afgebroken.
    """
    from flows.clearing import clear

    for what, count in clear(portal=portaal).items():
        click.echo(f"{what} verwijderd: {count}")


def main() -> None:
    """Run the command line; what staff can mend is said in one Dutch sentence."""
    speak_dutch()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service manager asks: clean up as for Ctrl-C
    try:
        sys.exit(app(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except StadsgesprekError as error:
        click.echo(str(error), err=True)
        sys.exit(NOTHING_READ)
    except OSError as error:
        click.echo(disk_trouble(error), err=True)
        sys.exit(NOTHING_READ)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Afgebroken. Er is niets opgeslagen.", err=True)
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
