"""Matrix products of the pipeline by the library behind numpy, which is two to three times as fast as the one in thinc."""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]


class NumpyProducts(NumpyOps):  # type: ignore[misc]
    """The operations of thinc on a processor, but for `gemm`."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """`x @ y`, each turned first where asked, in `out` where given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def use_numpy_products() -> None:
    """Let models that are loaded from now on multiply so, on one core: a batch is too small to be shared by two.

    Where a package gave thinc operations of its own (a graphics card, an Apple processor), those stay.
    """
    if type(get_current_ops()) is NumpyOps:
        set_current_ops(NumpyProducts())
    threadpool_limits(limits=1, user_api="blas")
