"""Keeps the latest of what was made, by what it was made of."""

from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """What was made or asked for last, of twice as many things as `most` says at the most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._now: dict[object, Value] = {}
        self._before: dict[object, Value] = {}

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
