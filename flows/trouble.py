"""What is said when disk or network fail half-way or files hold nothing, and the codes that the command line ends with."""

from __future__ import annotations

import errno

from corpora.errors import StadsgesprekError
from corpora.records import RunResult

N_NAMED = 5  # files in one sentence
SOME_FAILED, NOTHING_READ, INTERRUPTED = 3, 2, 130


def disk_trouble(error: OSError) -> str:
    """One sentence about a fault of disk or rights, with what to do."""
    if error.errno == errno.ENOSPC:
        return "De schijf is vol; er is niets opgeslagen. Maak ruimte en probeer het opnieuw."
    if isinstance(error, PermissionError):
        return (
            "Een map of bestand mag niet worden gelezen of geschreven; er is niets opgeslagen. Controleer de rechten."
        )
    return "De schijf of het netwerk gaf een fout; er is niets opgeslagen. Probeer het opnieuw."


def nothing_said(result: RunResult) -> StadsgesprekError:
    """Which files hold no statement, which of them were not read and why, and what to do."""
    from flows.report_run import what_and_why
    from outputs.dutch import count, listing

    names = sorted({item.source for item in (*result.files, *result.rejected)})
    more = [count(len(names) - N_NAMED, "ander bestand", "andere bestanden")] if len(names) > N_NAMED else []
    unread = [what_and_why(item) for item in result.rejected[:N_NAMED] if not item.same_as]
    speakers = "Zet in de verslagen voor elke spreker een naam of letter met een dubbele punt." if result.files else ""
    return StadsgesprekError(
        "er is geen enkele uitspraak gevonden, dus er is geen uitkomst gemaakt.",
        source=listing([*names[:N_NAMED], *more]),
        cure=" ".join((*unread, speakers)).strip(),
    )
