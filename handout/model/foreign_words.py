"""Words in another language than those around them."""

from html import escape
from typing import Any


class ForeignWords(str):
    """Plain words for whoever wants words; in mark-up they say their language and direction."""

    __slots__ = ("direction", "lang")

    lang: str
    """Their BCP 47 tag."""
    direction: str
    """`ltr` or `rtl`; empty where it is that of the words around them."""

    def __new__(cls, words: str, lang: str, direction: str = "") -> "ForeignWords":  # noqa: D102  # data
        made = super().__new__(cls, words)
        made.lang, made.direction = lang, direction
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (str(self), self.lang, self.direction)

    @property
    def attributes(self) -> str:
        """What says so in a tag: ` lang="en"`."""
        return f' lang="{self.lang}"' + (f' dir="{self.direction}"' if self.direction else "")

    def __html__(self) -> str:
        """What Jinja writes when it escapes them."""
        return f"<span{self.attributes}>{escape(self)}</span>" if self else ""

    def like(self, words: str) -> "ForeignWords":
        """Other words of the same language."""
        return ForeignWords(words, self.lang, self.direction)

    # What templates make of words keeps their language.

    def format(self, *args: object, **kwargs: object) -> "ForeignWords":
        """With what is filled in."""
        return self.like(super().format(*args, **kwargs))

    def replace(self, *args: Any, **kwargs: Any) -> "ForeignWords":
        """With some of them replaced."""
        return self.like(super().replace(*args, **kwargs))

    def split(self, *args: Any, **kwargs: Any) -> list[str]:
        """In parts."""
        return [self.like(part) for part in super().split(*args, **kwargs)]

    def splitlines(self, keepends: bool = False) -> list[str]:
        """In lines."""
        return [self.like(line) for line in super().splitlines(keepends)]
