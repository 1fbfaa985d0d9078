"""Which release of WeasyPrint the tests run on: `make slow` runs those of paper on two."""

from importlib.metadata import version

import pytest

PINNED = "70.0"


def on_pinned_alone(reason: str) -> pytest.MarkDecorator:
    """A mark for a test that the release before cannot pass, and why."""
    return pytest.mark.skipif(version("weasyprint") != PINNED, reason=reason)
