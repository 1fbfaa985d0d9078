"""Where sentences end, and the sentences of a Text with the mark-up of their phrases."""

import functools
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

import sentencex

from handout.model.article import Text


@functools.lru_cache(4096)
def sentences(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text, stripped of white space; `lang` is a BCP 47 tag."""
    segments = sentencex.segment(lang.split("-", maxsplit=1)[0], text)
    return tuple(sentence for segment in segments if (sentence := segment.strip()))


def _is_footnote_mark(element: ElementTree.Element) -> bool:
    """Whether it is a footnote's number, which is not part of the plain text."""
    return element.tag == "sup" and element.get("class") == "note"


class _Slice:
    """Cuts the mark-up between two offsets of the plain text out of an element."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end, self.offset = start, end, 0

    def text(self, text: str | None) -> str:
        """The part of a text node that lies between the offsets."""
        text = text or ""
        low, high = max(0, self.start - self.offset), max(0, self.end - self.offset)
        self.offset += len(text)
        return escape(text[low:high], quote=False)

    def content(self, element: ElementTree.Element) -> str:
        """The part of an element's content that lies between the offsets."""
        parts = [self.text(element.text)]
        for child in element:
            parts += [self.element(child), self.text(child.tail)]
        return "".join(parts)

    def element(self, element: ElementTree.Element) -> str:
        """The element with that part of its content; a footnote's mark goes with its word."""
        if _is_footnote_mark(element):
            inside = self.start < self.offset <= self.end
            inner = "".join(ElementTree.tostring(c, "unicode") for c in element) if inside else ""
        elif element.tag == "br":
            inside = self.start <= self.offset < self.end
            self.offset += 1
            return "<br/>" if inside else ""
        else:
            inner = self.content(element)
        names = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
        return f"<{element.tag}{names}>{inner}</{element.tag}>" if inner else ""


def sentence_texts(text: Text, lang: str) -> Iterator[Text]:
    """The sentences of a text with their mark-up; `lang` is a BCP 47 tag."""
    root, end = ElementTree.fromstring(f"<p>{text.html}</p>"), 0
    for sentence in sentences(text.plain, lang):
        start = text.plain.index(sentence, end)
        end = start + len(sentence)
        yield Text(sentence, _Slice(start, end).content(root))
