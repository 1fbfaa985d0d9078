"""What somebody may have meant to write."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is written most like this one; empty where none is."""
    import difflib  # late: a sound text does not wait for it

    by_small = {one.lower(): one for one in known}
    near = difflib.get_close_matches(word.lower(), by_small, 1)
    return by_small[near[0]] if near else ""
