"""`stadsgesprek lees`: what was read, masked and cut into statements, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
