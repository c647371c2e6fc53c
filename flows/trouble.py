"""What is said when disk or network fail half-way, and the codes that the command line ends with."""

from __future__ import annotations

import errno

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
