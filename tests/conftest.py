import gc
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.longest import LONGEST


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An empty content folder."""
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def pytest_configure() -> None:
    """No test is timed, as machines differ; commands that tests start are to hear Ctrl-C."""
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")
    # Ctrl-C: even where the tests run in the background.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files of slow tests alone are not imported for the quick ones: a browser takes a second."""
    if config.option.markexpr != "not slow" or collection_path.suffix != ".py":
        return None
    return "\npytestmark = pytest.mark.slow\n" in collection_path.read_text("utf-8") or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first."""
    here = Path(__file__).parent
    order = {here / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


def pytest_collection_finish() -> None:
    """What was collected stays: nothing that is made in a test is looked for among it."""
    gc.collect()
    gc.freeze()
    # Most of what is new is dropped by itself: looked through often, it takes 7 % of all time.
    gc.set_threshold(400_000, 3, 3)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-goldens",
        action="store_true",
        help="draw the goldens anew; look at each before you commit it",
    )
