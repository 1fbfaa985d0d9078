"""A cache that holds what was used last."""

from typing import Generic, TypeVar

Value = TypeVar("Value")


class BoundedCache(Generic[Value]):
    """The values that were put in or asked for last, at most twice as many as `size`."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._now: dict[object, Value] = {}
        self._before: dict[object, Value] = {}

    def get(self, key: object) -> Value | None:
        """The value, if it is still here."""
        value = self._now.get(key)
        if value is None:
            value = self._before.pop(key, None)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: object, value: Value) -> None:
        """Keep a value; those that nobody asked for of late go."""
        if len(self._now) >= self._size:
            self._before, self._now = self._now, {}
        self._now[key] = value

    def clear(self) -> None:
        """Keep nothing."""
        self._now, self._before = {}, {}
