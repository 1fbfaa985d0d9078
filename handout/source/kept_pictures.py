"""A cache of what is made of pictures, bounded by its bytes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from handout.model import fingerprint

Given = ParamSpec("Given")
Made = TypeVar("Made")

_MOST, _LEAST = 12_000_000, 10_000
"""Bytes that all of it may hold in a process, and that each counts at least."""
_AS_IT_WAS = object()
"""Stands for a picture of which nothing else was made: its own bytes are not held."""
_held: dict[object, Any] = {}
"""What was asked for last stands last."""


def _size(made: object) -> int:
    """The bytes that are held of something made."""
    data = made if isinstance(made, bytes) else getattr(made, "data", b"")
    return max(len(data), _LEAST)


def kept(
    make: Callable[Concatenate[bytes, Given], Made],
) -> Callable[Concatenate[bytes, Given], Made]:
    """A decorator: keep what a function makes of a picture's bytes; what is unused longest goes.

    A picture is known by its digest.
    """

    @wraps(make)
    def found(data: bytes, /, *given: Given.args, **named: Given.kwargs) -> Made:
        key = (make, fingerprint.bytes_digest(data), given, tuple(named.items()))
        made: Any = _held.pop(key, None)
        if made is None:
            made = make(data, *given, **named)
        _held[key] = _AS_IT_WAS if made == data else made
        while sum(map(_size, _held.values())) > _MOST and len(_held) > 1:
            del _held[next(iter(_held))]
        return cast(Made, data) if made is _AS_IT_WAS else made

    return found
