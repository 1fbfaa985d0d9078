"""A cache of what is made of pictures, bounded by its bytes."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from handout import fingerprint

Given = ParamSpec("Given")
Made = TypeVar("Made")


def _size(made: object) -> int:
    """The bytes that are held of something made."""
    data = made if isinstance(made, bytes) else getattr(made, "data", b"")
    return len(data)


def kept(
    megabytes: int,
) -> Callable[
    [Callable[Concatenate[bytes, Given], Made]], Callable[Concatenate[bytes, Given], Made]
]:
    """A decorator: cache what a function makes of a picture's bytes, up to so many megabytes.

    A picture is known by its digest: its own bytes are not held.
    """

    def decorate(
        make: Callable[Concatenate[bytes, Given], Made],
    ) -> Callable[Concatenate[bytes, Given], Made]:
        held: dict[object, Made] = {}

        @wraps(make)
        def found(data: bytes, /, *given: Given.args, **named: Given.kwargs) -> Made:
            key = (fingerprint.bytes_digest(data), given, tuple(named.items()))
            made = held.pop(key, None)
            if made is None:
                made = make(data, *given, **named)
            held[key] = made  # behind all others: the first are those that nobody asked for
            while sum(map(_size, held.values())) > megabytes * 1_000_000 and len(held) > 1:
                del held[next(iter(held))]
            return made

        return found

    return decorate
