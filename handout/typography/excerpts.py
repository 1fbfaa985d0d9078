"""Parts of a Text, with the mark-up of their phrases."""

from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from handout.model.article import Text
from handout.typography.sentences import sentences


def _is_note(element: ElementTree.Element) -> bool:
    """Whether it is a footnote's number, which is not among the bare words."""
    return element.tag == "sup" and element.get("class") == "note"


class _Cut:
    """The mark-up between two places of the bare words."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end, self.place = start, end, 0

    def words(self, text: str | None) -> str:
        """What of the words lies between the places."""
        text = text or ""
        low, high = max(0, self.start - self.place), max(0, self.end - self.place)
        self.place += len(text)
        return escape(text[low:high], quote=False)

    def inside(self, element: ElementTree.Element) -> str:
        """What of an element's content lies between the places."""
        made = [self.words(element.text)]
        for child in element:
            made += [self.element(child), self.words(child.tail)]
        return "".join(made)

    def element(self, element: ElementTree.Element) -> str:
        """An element as far as it lies between the places; a note's number with its word."""
        if _is_note(element):
            held = self.start < self.place <= self.end
            inner = "".join(ElementTree.tostring(c, "unicode") for c in element) if held else ""
        elif element.tag == "br":
            held = self.start <= self.place < self.end
            self.place += 1
            return "<br/>" if held else ""
        else:
            inner = self.inside(element)
        names = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
        return f"<{element.tag}{names}>{inner}</{element.tag}>" if inner else ""


def sentence_texts(text: Text, lang: str) -> Iterator[Text]:
    """The sentences of a text, each with its mark-up; `lang` is a BCP 47 tag."""
    root, end = ElementTree.fromstring(f"<p>{text.html}</p>"), 0
    for sentence in sentences(text.plain, lang):
        start = text.plain.index(sentence, end)
        end = start + len(sentence)
        yield Text(sentence, _Cut(start, end).inside(root))
