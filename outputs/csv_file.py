"""`uitspraken.csv`: one row per statement, opens in a Dutch Excel as it is, and holds no formula."""

from __future__ import annotations

import csv
import datetime
import io

from outputs.columns import Value, columns
from outputs.overview import Overview
from outputs.safe import csv_text


def csv_file(shown: Overview) -> bytes:
    """UTF-8 with a byte order mark, semicolons, CRLF: what Excel with Dutch settings expects."""
    headed = columns(shown)
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(headed)
    for entry in shown.entries:
        writer.writerow([_written(value(entry)) for value in headed.values()])
    return target.getvalue().encode("utf-8-sig")


def _written(value: Value) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:.3f}".replace(".", ",")
        case datetime.date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            return csv_text(value)
