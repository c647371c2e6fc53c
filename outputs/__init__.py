"""What comes out: word cloud, appendix, report, workbook and exchange files; each takes a finished result.

1. `write_outputs` counts the run once (`outputs.overview`) and checks every quote against its source.
2. Each writer turns that count into the bytes of one file; the list stands in `outputs.write`.
3. Nothing is written before all files are made, so a folder never holds half a run.
"""

from outputs.import_decisions import read_decisions
from outputs.settings import OutputSettings
from outputs.write import EXPORTS, FILES, check_picture, export, write_clouds, write_outputs

__all__ = [
    "EXPORTS",
    "FILES",
    "OutputSettings",
    "check_picture",
    "export",
    "read_decisions",
    "write_clouds",
    "write_outputs",
]
