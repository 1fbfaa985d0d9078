"""What word processors and web pages paste, as Markdown has it: bullets, breaks, pictures."""

import re
from collections.abc import Iterator, Mapping

_BULLET = re.compile("([ \t]*)([•‣▪●◦■○⁃∙·\uf0a7\uf0b7]|o(?=\t))[ \t\N{NO-BREAK SPACE}]+(?=\\S)")
_TICK_BOX = re.compile("([ \t]*)[□\uf06f\uf0a8][ \t\N{NO-BREAK SPACE}]+(?=\\S)")
_HARD = re.compile("([ \t]*(?:[-*+]|\\d{1,9}[.)]|#{1,6}))\N{NO-BREAK SPACE}+")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_BREAK = re.compile("[\x0b\u2028\u2029]")


_UNSEEN = re.compile(
    "(?<![^\\s[(|\"'])[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]+(?![^\\s\\])|\"'])"
)
"""Characters that nobody sees, and that stand beside no other."""


def with_breaks(text: str) -> str:
    """The text with breaks within a paragraph, which no editor shows, as `<br>`.

    Without what would stand alone unseen, such as that of an empty heading.
    """
    return _BREAK.sub("<br>", _UNSEEN.sub("", text))


def _item(line: str, marks: list[str]) -> str:
    """A line that begins with a bullet as an item of a list; `marks` are those of its levels."""
    if found := _BULLET.match(line):
        indent, mark = found[1], found[2]
        if mark in marks:
            del marks[marks.index(mark) + 1 :]
        else:
            marks.append(mark)
        level = 0 if indent else len(marks) - 1
        return f"{indent}{'  ' * level}- {line[found.end() :]}"
    if found := _TICK_BOX.match(line):
        return f"{found[1]}- [ ] {line[found.end() :]}"
    return _HARD.sub(r"\1 ", line, count=1) if _HARD.match(line) else line


def _lines(text: str) -> Iterator[str]:
    """The lines, but for those of code as Markdown has them; each other bullet is a level below."""
    fence, marks = "", list[str]()
    for line in text.split("\n"):
        mark = found[1] if (found := _FENCE.match(line)) else ""
        if mark and (not fence or mark.startswith(fence)):
            fence = "" if fence else mark
        made = line if fence or mark else _item(line, marks)
        if made == line and line.strip():
            marks.clear()
        yield made


def as_markdown(text: str) -> str:
    """The text with the marks of word processors as Markdown has them, each on its line."""
    return "\n".join(_lines(text))


_ADDRESS = re.compile(
    r"data:image/[a-z0-9.+-]{1,40}(?:;[a-z0-9=.-]{1,40}){0,3};base64,[\w+/=%-]+", re.I
)


def without_pictures(markdown: str) -> tuple[str, Mapping[str, str]]:
    """The text with a short address in place of each `data:` address, and those, by the short ones.

    They are as long as a picture is large, and a text of that length would be refused.
    """
    if "data:image/" not in markdown.lower():
        return markdown, {}
    held = dict[str, str]()

    def short(found: re.Match[str]) -> str:
        name = f"data:picture,{len(held) + 1}"
        held[name] = found[0]
        return name

    return _ADDRESS.sub(short, markdown), held
