"""Is every tag of the mark-up closed? A browser would guess where, and set what follows wrongly."""

import re

from handout.model.findings import Finding
from handout.model.markup import Markup, shown_path

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])([^<>]*)>")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_DEEPEST = 200


def _unclosed(text: str) -> str:
    """The first tag that is never closed, or that closes nothing; empty where all is well."""
    opened = list[re.Match[str]]()
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _VOID or tag[3].endswith("/"):
            continue
        if not tag[1]:
            opened.append(tag)
        elif opened and opened[-1][2].lower() == name:
            opened.pop()
        elif any(one[2].lower() == name for one in opened):
            return opened[-1][0]
        else:
            return tag[0]
        if len(opened) > _DEEPEST:  # which is told otherwise
            return ""
    return opened[-1][0] if opened else ""


def _count(name: str, text: str) -> int:
    """How many more tags of that name are opened than closed."""
    return len(re.findall(rf"<{name}\b", text)) - len(re.findall(rf"</{name}\b", text))


def _place(name: str, markup: Markup) -> str:
    """The template that opens more tags of that name than it closes, or fewer."""
    for path in (one for root in markup.roots[1:] for one in sorted(root.rglob("*.html"))):
        if _count(name, path.read_text("utf-8", "replace")):
            return shown_path(path)
    return markup.template


def fault(markup: Markup) -> Finding | None:
    """An error where tags are not balanced, with the template that is to blame."""
    if not (tag := _unclosed(markup.text)):
        return None
    name = tag.strip("</>").split()[0].lower()
    closes = tag.startswith("</")
    message = f"{tag} closes nothing" if closes else f"{tag} is never closed"
    advice = "delete it" if closes else f"write </{name}> where it ends"
    advice += ", or get the template back from the original"
    return Finding("template", message, advice, _place(name, markup))
