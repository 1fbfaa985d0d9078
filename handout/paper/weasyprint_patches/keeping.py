"""Keeps the latest of what was made, by what it was made of, until it is all to be forgotten."""

from typing import Any, Generic, TypeVar
from weakref import WeakSet

Value = TypeVar("Value")

_ALL: "WeakSet[Kept[Any]]" = WeakSet()


class Kept(Generic[Value]):
    """What was made or asked for last, of twice as many things as `most` says at the most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._now: dict[object, Value] = {}
        self._before: dict[object, Value] = {}
        _ALL.add(self)

    def get(self, key: object) -> Value | None:
        """What was made of this, if it is still here."""
        value = self._now.get(key)
        if value is None:
            value = self._before.pop(key, None)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: object, value: Value) -> None:
        """Keep what was made of this; what nobody asked for of late goes."""
        if len(self._now) >= self._most:
            self._before, self._now = self._now, {}
        self._now[key] = value

    def forget(self) -> None:
        """Keep nothing of it."""
        self._now, self._before = {}, {}


def forget() -> None:
    """Forget all that is kept in this process."""
    for kept in _ALL:
        kept.forget()
