"""Markdown of other programs as an article: front matter, HTML, short codes, titles, pictures."""

import base64
import binascii
import re
from pathlib import Path

from msgspec.structs import replace

from handout.importing import headings
from handout.importing.articles import Imported
from handout.importing.census import NOTE, counted
from handout.importing.document import Picture, Remark
from handout.importing.foreign_front import front_matter, split, title_of
from handout.importing.grid_tables import without_grids
from handout.importing.html_blocks import converted
from handout.importing.refusals import refusal
from handout.importing.writing import TODO
from handout.model import content_files
from handout.model.content_files import LARGEST_TEXT
from handout.source.markdown.bare_words import bare_words
from handout.source.markdown.html_tags import TAG, tag
from handout.source.markdown.typed_lines import marks_of
from handout.source.text_files import as_windows_means, decode

_CODE = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*)(?P<fence>`{3,}|~{3,})(?![^\n]*`{3})[^\n]*\n"
    r".*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)|(?<![`\\])(?P<ticks>`+)(?!`)[^`](?:(?!\n\s*\n).)*?"
    r"(?<!`)(?P=ticks)(?!`)",
    re.M | re.S,
)
"""Code: a block between fences, which may stand in a list or a quote, or a span among words."""
_BEFORE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*")
_PREFIX = re.compile(r"[^\s>]")
"""What stands before a block of code on its first line alone, such as the mark of an item."""
_KEPT = re.compile("\ufdd0(\\d+)\ufdd1")
"""What stands for a piece of code while the rest is changed; no text has these characters."""
_SKIPPED = re.compile(r"<(script|style|noscript|template)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.I | re.S)
_SHORT = re.compile(
    r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{:[^{}\n]*\}|\[/?(?:caption|gallery|embed|toc|vc_\w+)\b[^\[\]\n]*\]",
    re.S,
)
_SHORT_LINK = re.compile(r"\{\{[<%]\s*(?:rel)?ref\b.*?[>%]\}\}|\{%\s*(?:link|post_url)\b.*?%\}")
_MODULE = re.compile(r"^(?:import|export)\s['\"{*\w][^\n]*['\"];[ \t]*$", re.M)
"""A line of MDX that takes in, or gives, something of a program."""
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^()<>\s]*(?:\([^()\s]*\)[^()\s]*)?)>?(\s+\"[^\"]*\")?\s*\)"
)
_PICTURE = re.compile(
    r"!\[((?:[^\[\]\\]|\\.)*)\](?:\(\s*<?([^()<>\s]+)>?((?:\s+\"[^\"\n]*\")?)\s*\)|\[([^\]\n]+)\])"
)
_HOLDER = re.compile(r"(?:[-*+]|\d{1,9}[.)]|:|\[\^[^\]]+\]:)(?:\s|$)")
_INDENT = re.compile(r"^(?:\t| {4})[ \t]*(?=(?:#{1,6} |[^\s\-*+\d]))")
_NOTE_BELOW = re.compile(r"^(\[\^[^\]\n]+\]:)[ \t]*\n[ \t]+(?=\S)", re.M)
"""A footnote whose words begin on the next line."""
_REFERENCE = re.compile(r"^\[([^\]\n^]+)\]:\s*<?(data:image/[^>\s]+)>?[ \t]*$", re.M)
_DATA = re.compile(r"data:image/([a-z+.-]+);base64,([A-Za-z0-9+/=\s]+)", re.I)
_GOOD = re.compile(r"(?:https?|mailto|tel):|#", re.I)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.M)
_HTML_HEADING = re.compile(
    r"^[ \t]*<h([1-6])\b[^>]*>\s*(.*?)\s*</h\1\s*>[ \t]*", re.I | re.S | re.M
)
_ADMONITION = re.compile(
    r"^(?:!!!|\?\?\?\+?)[ \t]+(\w+)(?:[ \t]+\"([^\"\n]*)\")?[ \t]*\n"
    r"((?:(?:    |\t)[^\n]*\n|[ \t]*\n)+)",
    re.M,
)
_WARNING = ("warning", "danger", "caution", "important", "attention", "error", "failure")
_LOOKS = re.compile(
    r"[ \t]*</?(?:div|section|article|aside|main|span|center|font|figure|small|big|header|footer"
    r"|nav)\b[^<>]*>",
    re.I,
)
_ANCHOR = re.compile(r"<(?:a|span)\s+(?:id|name)=[\"'][\w-]+[\"']\s*>\s*</(?:a|span)>", re.I)
_WORDS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_PHRASE = re.compile(r"<(b|strong|i|em|cite)\b[^<>]*>(?=\S)([^<>*\n]*?)(?<=\S)</\1\s*>", re.I)
_HTML_LINK = re.compile(r"<a\b([^<>]*)>((?:(?!</a>)[^\[\]])*?)</a\s*>", re.I | re.S)
_HTML_PICTURE = re.compile(r"<img\b[^<>]*>", re.I)
_HREF = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+))", re.I)
_SHOWN = re.compile(
    r"<(iframe|video|audio|object|embed|canvas)\b[^>]*>(?:.*?</\1\s*>)?", re.I | re.S
)
_GRID = re.compile(r"^\+[-=+:]{5,}\+$|^ *-{3,}( +-{3,})+ *$", re.M)


_LARGEST_PICTURE = 60_000_000


class _Body:
    """A text while it is changed; what is told of it, and its pictures."""

    def __init__(self, text: str, slug: str, folder: Path) -> None:
        self.text, self.slug, self.folder = text, slug, folder
        self.remarks: list[Remark] = []
        self.pictures: dict[str, bytes] = {}

    def _name(self, data: bytes, ending: str) -> str:
        name = f"images/{self.slug}-{len(self.pictures) + 1}{ending}"
        self.pictures[name] = data
        return name

    def picture(self, picture: Picture) -> str:
        """The name of a picture: one in the text, or beside its file, is copied."""
        source = picture.part
        if found := _DATA.fullmatch(source):
            try:
                data = base64.b64decode(re.sub(r"\s", "", found[2]), validate=True)
            except (binascii.Error, ValueError):
                data = b""
            ending = {"jpeg": "jpg", "svg+xml": "svg"}.get(found[1].lower(), found[1].lower())
            return self._name(data, f".{ending}")
        if re.match(r"[a-z][a-z+.-]*:|//", source, re.I):
            self.remarks.append(Remark("to do", f"the picture '{source}' is on the web; save it"))
            return source
        path = self.folder / source.lstrip("/").partition("?")[0]
        try:
            data = content_files.read(path, self.folder, most=_LARGEST_PICTURE)
        except (OSError, ValueError, content_files.OutsideError, content_files.TooLargeError):
            self.remarks.append(Remark("to do", f"the picture '{source}' is not beside the file"))
            return source
        return self._name(data, path.suffix.lower())

    def leave_out(self, pattern: re.Pattern[str], what: str, instead: str = "") -> None:
        """Take out what means something to another program alone; each is told."""

        def gone(found: re.Match[str]) -> str:
            words = " ".join(found[0].split())
            self.remarks.append(Remark("left out", f"{what}: “{words[:300]}”"))
            return instead

        self.text = pattern.sub(gone, self.text)


def _links(body: _Body) -> None:
    """Links that lead nowhere outside of the program are words; each is told."""

    def link(found: re.Match[str]) -> str:
        if not found[2] or _GOOD.match(found[2]):
            return found[0]
        told = f"the address of “{found[1]}”, which leads nowhere outside of its site: {found[2]}"
        body.remarks.append(Remark("left out", told))
        return found[1]

    body.text = _LINK.sub(link, body.text)


def _html_link(found: re.Match[str]) -> str:
    href = _HREF.search(found[1])
    words = " ".join(found[2].split())
    address = "".join(filter(None, href.groups())) if href else ""
    return f"[{words}]({address.strip()})" if address and words else words or found[0]


def _html_picture(found: re.Match[str]) -> str:
    match = TAG.match(found[0])
    given = tag(match).attributes if match else {}
    return f"![{given.get('alt', '')}]({given.get('src', '')})"


def _inner(box: re.Match[str]) -> str:
    return re.sub(r"^(?:    |\t)", "", box[3], flags=re.M).strip()


def _admonition(found: re.Match[str], remarks: list[Remark]) -> str:
    """A box of MkDocs: a warning, or a quote with its name."""
    remarks.append(Remark("found", f"a box of another program, “{found[1]}”; see what it is now"))
    inner = _inner(found)
    name = found[2] if found[2] is not None else found[1].capitalize()
    title = f"**{name}**\n\n" if name and name.lower() != "warning" else ""
    if found[1].lower() in _WARNING:
        return f"::: warning\n{title}{inner}\n:::\n\n"
    lines = f"{title}{inner}".split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _phrases(text: str) -> str:
    """Bold and italic of HTML, from the innermost out."""

    def marked(found: re.Match[str]) -> str:
        sign = _WORDS[found[1].lower()]
        return f"{sign}{found[2]}{sign}"

    for _ in range(3):
        text = _PHRASE.sub(marked, text)
    return text


def _mend_html(body: _Body) -> None:
    """HTML as Markdown, as far as Markdown has it."""
    body.leave_out(_SKIPPED, "a program or looks of a web page", "\n")
    body.leave_out(_SHOWN, "what paper cannot show")
    body.text = re.sub(r"^[ \t]*<br\s*/?>[ \t]*$", "", body.text, flags=re.I | re.M)
    body.text = re.sub(r"[ \t]*<br\s*/?>[ \t]*\n(?=[ \t]*\S)", "\\\\\n", body.text, flags=re.I)
    body.text = "".join(converted(body.text, body.picture, body.remarks))
    body.text = _HTML_HEADING.sub(
        lambda one: f"\n{'#' * int(one[1])} {' '.join(one[2].split())}\n\n", body.text
    )
    body.text = _HTML_PICTURE.sub(_html_picture, body.text)
    body.text = _phrases(_HTML_LINK.sub(_html_link, body.text))
    anchors = _ANCHOR.findall(body.text)
    kept = _ANCHOR.split(body.text)
    bare = [_LOOKS.sub("", re.sub(r"</?p\b[^<>]*>", "\n\n", one, flags=re.I)) for one in kept]
    body.text = "".join(a + b for a, b in zip(bare, [*anchors, ""], strict=True))


def _mend_pictures(body: _Body) -> None:
    data = dict(_REFERENCE.findall(body.text))
    body.text = _REFERENCE.sub("", body.text)

    def picture(found: re.Match[str]) -> str:
        source = found[2] or data.get(found[4] or "", "")
        if not source:
            return found[0]
        alt = found[1].strip()
        name = body.picture(Picture(source, alt))
        if not alt:
            told = f"the picture '{name}' has no words for those who cannot see it"
            body.remarks.append(Remark("to do", told))
        return f"![{alt or TODO}]({name}{found[3] or ''})"

    body.text = _PICTURE.sub(picture, body.text)


def _unindented(text: str) -> str:
    """Lines that HTML had indented, outside of lists and notes."""
    text = re.sub(r"^[ \t]+$|</?h[1-6]\b[^<>]*>", "", text, flags=re.M | re.I)
    made, holds = list[str](), False
    for line in text.split("\n"):
        if line.strip() and not line.startswith((" ", "\t")):
            holds = bool(_HOLDER.match(line))
        made.append(line if holds else _INDENT.sub("", line))
    return "\n".join(made)


def _levels(text: str) -> str:
    """Headings of which none skips a level."""
    levels = iter(headings.nested([len(one[1]) for one in _HEADING.finditer(text)]))
    return _HEADING.sub(lambda one: f"{'#' * next(levels)} {_bare(one[2])}", text)


def _bare(words: str) -> str:
    """A heading that is not bold all over, as Google Docs has them."""
    found = re.fullmatch(r"\*\*((?:[^*]|\*(?!\*))+)\*\*(.*)", words)
    return f"{found[1]}{found[2]}" if found and not found[2].strip("{}#-\\w ") else words


def _title(body: _Body, known: str, name: str) -> str:
    """The title; a heading above all others that says it is taken out."""
    tops = [one for one in _HEADING.finditer(body.text) if len(one[1]) == 1]
    if len(tops) == 1:
        words = re.sub(r"[*_`]|\{[^}]*\}", "", tops[0][2]).strip()
        if not known or words.casefold() == known.casefold():
            body.text = body.text[: tops[0].start()] + body.text[tops[0].end() :]
            body.remarks.append(Remark("found", f"the title is “{known or words}”"))
            return known or words
    if not known:
        body.remarks.append(Remark("guessed", f"the title is “{name}”, the name of the file"))
    return known or name


def _tell_lists(body: _Body) -> None:
    """A remark for each list with marks that Markdown does not know."""
    for paragraph in re.split(r"\n[ \t]*\n", body.text):
        lines = [line.strip() for line in paragraph.split("\n")]
        unknown = (lines[n] for n, mark in marks_of(lines).items() if not mark[0].isdecimal())
        if first := next(unknown, ""):
            told = f"a list with marks that Markdown does not know: “{first}”; "
            body.remarks.append(Remark("to do", f"{told}write 1. or - instead"))


def _indented(kept: re.Match[str], code: str) -> str:
    """Code, its lines below what now stands before the first."""
    before = kept.string[kept.string.rfind("\n", 0, kept.start()) + 1 : kept.start()]
    inner = _PREFIX.sub(" ", before) if _BEFORE.fullmatch(before) else ""
    return code.replace("\n", f"\n{inner}")


def _mended(body: _Body) -> None:
    """The text without what only other programs know; code stays as it is."""
    code = list[str]()

    def keep(found: re.Match[str]) -> str:
        before = found["before"] or ""
        inner = _PREFIX.sub(" ", before)
        lines = found[0][len(before) :].split("\n")
        code.append("\n".join([lines[0], *(one.removeprefix(inner) for one in lines[1:])]))
        return f"{before}\ufdd0{len(code) - 1}\ufdd1"

    def back(words: str) -> str:
        return _KEPT.sub(lambda found: _indented(found, code[int(found[1])]), words)

    whole = body.text = _CODE.sub(keep, re.sub("[\ufdd0\ufdd1]", "", body.text))
    body.leave_out(_SHORT_LINK, "a short code", "#")
    body.leave_out(_SHORT, "a short code")
    body.leave_out(_MODULE, "a line of a program", "")
    body.text = without_grids(body.text)
    body.text = _ADMONITION.sub(lambda one: _admonition(one, body.remarks), body.text)
    _mend_html(body)
    _mend_pictures(body)
    _links(body)
    _tell_lists(body)
    body.text = _NOTE_BELOW.sub(r"\1 ", body.text)
    body.text = back(_unindented(body.text) if body.text != whole else body.text)
    body.remarks = [replace(one, words=back(one.words)) for one in body.remarks]


def _placed(remarks: list[Remark], text: str) -> list[Remark]:
    """The remarks, each at the first line that holds what it quotes."""
    lines = text.split("\n")

    def line(one: Remark) -> int:
        quotes = re.findall(r"[“'](.+?)[”']", one.words)
        found = (n for n, held in enumerate(lines, 1) for quote in quotes if quote in held)
        return next(found, 0)

    return [Remark(one.kind, one.words, one.place, one.line or line(one)) for one in remarks]


def from_markdown(data: bytes, path: str, slug: str, folder: Path) -> Imported:
    """The article of a Markdown file; `folder` is where its pictures lie."""
    if len(data) > 8 * LARGEST_TEXT:
        raise refusal(path, "it is too large", "make several files of it")
    front = split(as_windows_means(decode(data, path)).lstrip("\n"))
    body = _Body(front.body, slug, folder)
    _mended(body)
    name = re.sub(r"[_\s-]+", " ", Path(path).stem).strip().capitalize()
    title = _title(body, title_of(front.values), name)
    if drawn := _GRID.search(body.text):
        told = f"a table drawn with “{drawn[0].strip()}”; export it again from pandoc with '-t gfm'"
        body.remarks.append(Remark("to do", told))
    body.text = re.sub(r"\n{3,}", "\n\n", _levels(body.text)).strip("\n")
    if not body.text.strip():
        raise refusal(path, "it has no words", "see that it is the file that you mean")
    above = front_matter(front.values, title, body.remarks)
    text = "\n".join([*above, body.text]) + "\n"
    words = [one.words for one in body.remarks]
    plain = _ADMONITION.sub(lambda box: f"{box[1]} {box[2] or ''}\n\n{_inner(box)}\n\n", front.body)
    source = [NOTE.sub("", one) for one in bare_words(plain)]
    found = counted(source, ["\n".join(above), *bare_words(body.text)], words)
    return Imported(text, body.pictures, tuple(_placed(body.remarks, text)), found)
