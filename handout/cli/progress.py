"""A bar on the terminal while a long build goes on."""

import contextlib
from collections.abc import Callable, Iterator

_LONG = 3
"""So many articles are worth a bar."""


def _stand_still() -> None:
    pass


@contextlib.contextmanager
def bar(total: int, shown: bool) -> Iterator[Callable[[], None]]:
    """What to call after each article, while the bar is there."""
    if not shown or total < _LONG:
        yield _stand_still
        return
    # Only here: the workers are busy meanwhile, so that its import costs no time.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
