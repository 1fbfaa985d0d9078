"""SVG as text."""

from xml.sax.saxutils import escape, quoteattr


def number(value: float) -> str:
    """A length as short as it can be written, to a hundredth of a point."""
    return f"{round(value, 2) + 0.0:g}"  # no -0


def tag(name: str, inner: str = "", /, **attributes: str | float | None) -> str:
    """An element; `_` in a name stands for `-`, and None leaves the attribute out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}="
        f"{quoteattr(value if isinstance(value, str) else number(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def text(words: str) -> str:
    """Words as XML."""
    return escape(words)
