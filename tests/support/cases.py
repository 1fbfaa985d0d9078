"""Many cases of one kind: some are tried at once, the others in `make slow`."""

from collections.abc import Container, Iterable
from typing import Any

import pytest


def cases(every: Iterable[Any], quick: Container[Any]) -> list[Any]:
    """The parameters of a test; those that are not among the quick ones are slow."""
    return [
        pytest.param(
            *(one if isinstance(one, tuple) else (one,)),
            marks=[] if one in quick else [pytest.mark.slow],
        )
        for one in every
    ]
