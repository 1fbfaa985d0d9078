"""What a designer would turn to make a text fit, as the style sheets read it."""

from msgspec import Struct

NO_ROOM = "[data-room] { display: none !important }"
"""Rules that take away the room that is only welcome."""
_ON_FLAP = (
    "[data-flow] { break-before: auto }"
    " .flap > .ask { display: none } .text > .ask { display: block }"
)
_LOOSE = (
    ".prose > figure { break-before: auto }"
    " :is(.opening, .list, table, blockquote, .callout):not(.warning.short, .options)"
    " { break-inside: auto }"
    " table.short tr:is(:first-child, :last-child) { break-before: auto; break-after: auto }"
)
"""What gives way to the text: sections, lists and panels that were kept whole."""
_BREAKS = (
    'h1 { hyphens: auto; hyphenate-limit-chars: 12 6 7; hyphenate-character: "\\2060-";'
    " overflow-wrap: var(--script-wrap) }"
)
_BEGINS = " { break-before: page !important; margin-top: 0 !important }"


class Setting(Struct, frozen=True):
    """How large and how airy a text is set."""

    size: float
    """Points."""
    air: float = 1.0
    """1 for all the space that the style sheet would like, 0 for the least that reads well."""
    title: float = 1.0
    """The size of the title against what the style sheet would like."""
    breaks: bool = False
    """Whether a word of the title may go on on the next line, behind a hyphen."""
    leading: float = 1.4
    tallest: float = 0.0
    """Points that no picture is higher than; 0 where the style sheet alone says it."""
    lines: bool = True
    """Whether there are lines to write on."""
    contact: float = 1.0
    """The size of the contact panel and the cover against what the style sheet would like."""
    whole: bool = True
    """Whether short lists and panels are kept whole, and the text begins a page where the style
    sheet says so."""
    on_flap: bool = False
    """Whether the text begins on the flap, and the lines to write on stand behind it."""
    repeats: bool = True
    """Whether the key message stands at the head as well."""
    narrow: bool = False
    """Whether the column of headings is narrower, and the measure wider, on all pages."""
    begins: tuple[int, ...] = ()
    """Elements that begin a side, by their `data-begins`."""
    rules: str = ""
    """Rules of style besides, such as of pages to write on."""

    @property
    def css(self) -> str:
        """The setting as the style sheets read it."""
        names = ("size", "air", "title", "leading", "contact", "narrow")
        values = (f"{self.size:g}pt", *(f"{getattr(self, name):g}" for name in names[1:]))
        root = "; ".join(f"--{name}: {value}" for name, value in zip(names, values, strict=True))
        rules = (
            f":root {{ {root} }}",
            _BREAKS if self.breaks else "",
            f"figure img {{ max-height: {self.tallest:.4g}pt }}" if self.tallest else "",
            "" if self.lines else NO_ROOM,
            "" if self.repeats else ".in-short { display: none }",
            "" if self.whole else _LOOSE,
            _ON_FLAP if self.on_flap or not self.whole else "",
            ", ".join(f'[data-begins="{place}"]' for place in self.begins) + _BEGINS
            if self.begins
            else "",
            self.rules,
        )
        return " ".join(filter(None, rules))
