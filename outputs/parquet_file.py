"""`uitspraken.parquet`: one typed row per statement, for R, Python and databases; needs the extra `parquet`."""

from __future__ import annotations

import io

from outputs.columns import columns
from outputs.errors import OutputError
from outputs.overview import Overview


def parquet_file(shown: Overview) -> bytes:
    """Equal bytes for an equal run and the same version of pyarrow.

    Raises:
        OutputError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise OutputError(
            "voor parquet ontbreekt een onderdeel.", cure="Installeer het met: pip install 'stadsgesprek[parquet]'."
        ) from None
    headed = columns(shown)
    table = pyarrow.table({head: [value(entry) for entry in shown.entries] for head, value in headed.items()})
    target = io.BytesIO()
    parquet.write_table(table, target, compression="zstd")
    return target.getvalue()
