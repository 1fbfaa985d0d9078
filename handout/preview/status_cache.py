"""How the versions of articles stand, read anew only of those that have changed."""

import threading
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from handout import fingerprint
from handout.build.request import Request
from handout.build.status import Row, rows, urgent_first
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

    def rows(self, paths: Iterable[Path]) -> list[Row]:
        """The state of these articles, those that need somebody first."""
        with self._lock:
            today = self._today()
            keys = {path: self._key(path, today) for path in paths}
            known = {path: held for path, held in self._rows.items() if held[0] == keys.get(path)}
            stale = [path for path in keys if path not in known]
            read = zip(stale, rows(stale, self._request._replace(today=today)), strict=True)
            self._rows = known | {path: (keys[path], row) for path, row in read}
            return urgent_first(self._rows[path][1] for path in keys)
