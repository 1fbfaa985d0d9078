"""How the versions of articles stand, read anew only of those that have changed."""

import threading
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from handout import fingerprint
from handout.build.request import Request
from handout.build.status import Row, row, urgent_first
from handout.source import releases
from handout.source.content import original_of

_Key: TypeAlias = tuple[date, frozenset[tuple[int, ...]]]


class StatusCache:
    """The state of each article that was asked for last."""

    def __init__(self, request: Request, today: Callable[[], date] = date.today) -> None:
        self._request, self._today = request, today
        self._rows: dict[Path, tuple[_Key, Row]] = {}
        self._lock = threading.Lock()

    def _key(self, path: Path, today: date) -> _Key:
        """Another one where the state may be another: of text, original, releases or the day."""
        kept = releases.folder_of(path, self._request.folders).glob(f"*/{releases.RECORD}")
        read = (path, original_of(path) or path, *kept)
        return today, frozenset(map(fingerprint.stamp, read))

    def _current(self, path: Path, today: date) -> tuple[_Key, Row]:
        key, before = self._key(path, today), self._rows.get(path)
        if before and before[0] == key:
            return before
        return key, row(path, self._request._replace(today=today))

    def rows(self, paths: Iterable[Path]) -> list[Row]:
        """The state of these articles, those that need somebody first."""
        with self._lock:
            today = self._today()
            self._rows = {path: self._current(path, today) for path in paths}
            return urgent_first(one for _, one in self._rows.values())
