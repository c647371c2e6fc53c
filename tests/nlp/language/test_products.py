"""Quicker products of matrices are the same products."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import NumpyOps

from nlp import load_dutch
from nlp.language.products import NumpyProducts


@pytest.mark.parametrize("trans1", [False, True])
@pytest.mark.parametrize("trans2", [False, True])
def test_a_product_is_that_of_thinc(trans1: bool, trans2: bool) -> None:
    numbers = np.random.default_rng(7)
    x = numbers.normal(size=(5, 3) if trans1 else (3, 5)).astype(np.float32)
    y = numbers.normal(size=(4, 5) if trans2 else (5, 4)).astype(np.float32)
    theirs = NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2)
    given = np.empty_like(theirs)
    ours = NumpyProducts().gemm(x, y, trans1=trans1, trans2=trans2)
    NumpyProducts().gemm(x, y, out=given, trans1=trans1, trans2=trans2)
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)
    np.testing.assert_allclose(given, theirs, rtol=1e-5)


def test_the_layers_that_take_the_time_multiply_so() -> None:
    layers = load_dutch().get_pipe("tok2vec").model.walk()
    assert {type(layer.ops) for layer in layers} == {NumpyProducts}
