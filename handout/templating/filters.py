"""The filters and functions of templates."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from handout.model.article import Block, Directive, Item, Paragraph, Text, shown
from handout.model.foreign_words import ForeignWords
from handout.model.risks import risks
from handout.templating import addresses, changes, drawings, headings, links, phones, side_by_side
from handout.templating.main_messages import in_short, main_messages
from handout.templating.structured_data import structured_data
from handout.typography import punctuation
from handout.typography.contrast import on_dark
from handout.typography.spacing import NBSP
from handout.typography.writing_systems import of_language


def _short(address: str) -> str:
    """A web address as it is printed: no scheme, no slash at the end."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def _as_typed(text: Text) -> Markup:
    """Lines of a slide in columns."""
    lines = text.plain.replace(" ", NBSP).splitlines()
    return Markup("<code>{}</code>").format(Markup("<br/>").join(lines))


def _unbroken(phone: str) -> str:
    """A phone number that stays on one line; words behind it may go on to the next."""
    return re.sub(r"(?<=[\d)]) (?=\d)", "\N{NO-BREAK SPACE}", phone)


_NOTE_MARK = re.compile(r'<sup class="note">.*?</sup>')
_INNER_LINK = re.compile(r'<a href="#[^"]*">(.*?)</a>', re.DOTALL)


def _alone(html: Markup | Text) -> Markup:
    """Mark-up that stands without the rest of the article: no footnote marks, no links into it."""
    # Its input was escaped before.
    return Markup(_INNER_LINK.sub(r"\1", _NOTE_MARK.sub("", escape(html))))


def _plain(value: object) -> object:
    """The bare words of what has mark-up."""
    if isinstance(value, Text):
        return value.plain
    if isinstance(value, ForeignWords):
        return str(value)
    return _alone(value).striptags() if isinstance(value, Markup) else value


@pass_context
def _addressed(context: Context, html: object, whole: bool = False) -> Markup:
    """The mark-up with the addresses of its links; `whole` puts none of them into the list."""
    listed = {} if whole else {one.shown: one for one in context["addresses"]}
    return Markup(links.with_addresses(escape(html), listed))


def _language(words: str, *others: str) -> Markup:
    """The attributes of a tag whose words are all of one other language."""
    is_foreign = all(isinstance(one, ForeignWords) for one in (words, *others))
    return Markup(words.attributes if is_foreign else "")  # type: ignore[attr-defined]  # so it is


def _is_task(item: Item) -> bool:
    """Whether an item begins with a box to tick."""
    first = item.blocks[0] if item.blocks else None
    return isinstance(first, Paragraph) and first.text.plain[:1] in punctuation.BOXES


def _gap(*around: object) -> str:
    """The space between two sentences or words, which some languages have not."""
    return punctuation.gap(*(one.plain if isinstance(one, Text) else str(one) for one in around))


@pass_context
def _marks(context: Context, words: str) -> punctuation.Marks:
    """The marks that may follow words, in their language."""
    own = words.lang if isinstance(words, ForeignWords) else context["article"].front.lang
    return punctuation.marks(own)


def _in_own_language(function: Callable[[Any, str], Any]) -> Callable[..., Any]:
    """A filter that goes by the language of the article."""
    return pass_context(lambda context, value: function(value, context["article"].front.lang))


@pass_context
def _tappable(context: Context, html: object) -> Markup:
    """The mark-up with its telephone numbers as links."""
    clinic, emergency = context["clinic"], context["strings"]["emergency"]
    after = [clinic.out_of_hours.phone] if clinic.out_of_hours else []
    own = [*clinic.phone.splitlines(), *after]
    return Markup(phones.tappable(str(escape(html)), own, str(emergency)))


def _undrawn(block: Block) -> NoReturn:
    """The last branch of a template: what it does not draw is an error, never left out."""
    name = f"'::: {block.name}'" if isinstance(block, Directive) else f"a block '{block.kind}'"
    raise TypeError(f"no branch here draws {name}")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "qr_code": drawings.qr_code,
    "icon_array": drawings.icon_array,
    "risks": risks,
    "icon": drawings.icon_address,
    "bar_lengths": _in_own_language(drawings.bar_lengths),
    "short": _short,
    "dialled": phones.dialled,
    "tappable": _tappable,
    "breakable": links.breakable,
    "breakable_in_text": links.breakable_in_text,
    "addressed": _addressed,
    "as_typed": _as_typed,
    "unbroken": _unbroken,
    "alone": _alone,
    "plain": _plain,
    "language": _language,
    "gap": _gap,
    "is_task": _is_task,
    "listed": _in_own_language(punctuation.listed),
    "marks": _marks,
    "shown": shown,
    "paired": side_by_side.paired,
    "stacks": side_by_side.stacks,
    "in_halves": side_by_side.in_halves,
    "parts": headings.parts,
    "heads": headings.heads,
    "may_be_long": headings.may_be_long,
    "is_long": headings.is_long,
    "main_messages": main_messages,
    "in_short": in_short,
    "on_dark": on_dark,
    "writing_system": of_language,
    "structured_data": structured_data,
    "anchor": lambda article: addresses.anchor(article, article.front.version),
    "old_copies": pass_context(
        lambda context, article: addresses.old_copies(article, context["strings"])
    ),
    "changed": changes.as_markup,
    "halves": changes.halves,
}

FUNCTIONS: Mapping[str, Callable[..., Any]] = {"undrawn": _undrawn}
