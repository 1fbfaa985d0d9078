"""The telephone numbers in a text: those that surely are some can be tapped on a page.

A dose, a date, a range or the number of a study is never one: a number in a text is one where it is
the clinic's, where it is written as only telephone numbers are, or behind a word such as "call".
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

_SPOKEN = re.compile(r"(?:\+\d+[ \u00a0]?)?(?:\(\d+\)[ \u00a0]?)?\d[\d \u00a0.‑-]*")
_CALL = """
    call|calling|ring|phone|dial|tel|telephone|text|hotline|helpline|ruf|rufen|wählen|wähle|notruf
    |telefon|anrufen|appelez|appeler|composez|llame|llamar|llama|marque|teléfono|chiami|chiamare
    |chiamate|chiama|componga|ligue|ligar|chame|telefone|bel|bellen|zadzwoń|dzwoń|wybierz|numer|soita
    |volejte|zavolejte|volajte|zavolajte|sunați|apelați|καλέστε|τηλεφωνήστε|звоните|позвоните
    |обадете се|اتصل|اتصلوا|תתקשרו|chiama|wac|gọi|tumawag|拨打|撥打|致电|致電|请打|請打
"""
"""Words before a number that is called, besides those among the interface strings."""
_CALL_WORDS = re.sub(r"\s*\|", "|", _CALL.strip())
_CALLED = "arayın|ara|電話|通報|कॉल|फ़ोन|फोन|전화|โทร"
"""Words behind it, in languages whose verbs come last."""
_LONG = re.compile(r"(?<![\w.,:/+#–-])\+?\(?\d[\d \u00a0()./‑-]{5,22}\d(?![\w%‰°]|[.,:/–-]\d|[–-])")
_UNIT = re.compile(
    r"[ \u00a0]?(?:%|°|(?:mg|mcg|[µμ]g|g|kg|ml|cl|dl|l|mmol|kcal|iu|ie|mm|cm|km)\b)", re.I
)
_DATE = re.compile(
    r"(?<!\d)\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d"
)
_AMERICAN = re.compile(
    r"(?:\+?1[ .‑-])?(?:\([2-9]\d\d\) ?\d{3}[ .‑-]|[2-9]\d\d([.‑-])\d{3}\1)\d{4}"
)
_ODD = re.compile(r"[ ./‑-]{2}|[(][^)]*$|^[^(]*[)]|\d[ .‑-].*/")
_TAG = re.compile(r"(<[^>]*>|&[#\w]+;)")
_INLINE = re.compile(r"</?(?:strong|em|span|abbr|b|i|sup|sub)\b|&")


def figures(number: str) -> str:
    """The figures of a number, without the nought that is not dialled from abroad."""
    said = number.replace("(0)", "") if number.startswith("+") else number
    figures = (str(unicodedata.digit(one)) for one in said if one.isdecimal())
    return "+" * said.startswith("+") + "".join(figures)


def dialled(number: str) -> str:
    """The figures to dial, up to the first word, or to a bracket that no code stands in."""
    match = _SPOKEN.search(number)
    return figures(match[0]) if match else ""


_RUN = r"\(?\d[\d \u00a0()./‑-]{5,22}\d)(?!\w|[.,:/]\d)"


@lru_cache
def _meant() -> re.Pattern[str]:
    """What finds a number behind a word such as call, or with the code of a country."""
    word = rf"(?<!\w)(?:{_CALL_WORDS})\b[:\s]*(?:(?!\d)\w{{1,8}}\s+){{0,3}}"
    return re.compile(rf"{word}(\+?{_RUN}|(?<!\w)(\+{_RUN}", re.IGNORECASE)


def meant(text: str) -> Iterator[str]:
    """The numbers of seven figures and more that are to be called, right or wrong."""
    for match in _meant().finditer(text):
        number = match[1] or match[2]
        if len(figures(number)) >= 7 and not _DATE.search(number):
            yield number


def _is_sure(number: str) -> bool:
    """Whether a run of figures is written as only telephone numbers are."""
    plain = number.replace("\u00a0", " ")
    groups = re.findall(r"\d+", plain)
    count = sum(map(len, groups))
    if _ODD.search(plain) or _DATE.search(plain):
        return False
    if plain.startswith("+"):
        return 8 <= count <= 15
    national = groups[0].startswith("0") and len(groups[0]) > 1 and not groups[0].startswith("00")
    return (national and 9 <= count <= 12) or _AMERICAN.fullmatch(plain) is not None


def _long(text: str, own: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where numbers stand that are the clinic's, or can be no other than a telephone's."""
    for match in _LONG.finditer(text):
        is_own = figures(match[0]) in own
        if not _UNIT.match(text, match.end()) and (is_own or _is_sure(match[0])):
            yield match.span()


def sure(text: str) -> Iterator[str]:
    """The numbers in a text that can be no other than a telephone's."""
    return (text[start:end] for start, end in _long(text, ()))


@lru_cache(maxsize=8)
def _short_pattern(strings: str) -> re.Pattern[str]:
    """What finds the numbers for emergencies beside words such as call, of an interface string."""
    entries = [one.strip() for one in strings.split("|") if re.search(r"\d", one)]
    entries = [one for one in entries if not one.startswith("-")]
    words = [one.partition("…")[0] for one in entries if "…" in one]
    before = "|".join(re.escape(w.strip()) for one in words for w in one.split("/") if w.strip())
    found = {*re.findall(r"(?<![\d#])\d[\d ]+\d", " ; ".join(entries))}
    numbers = sorted(found, key=len, reverse=True)
    ways = "|".join(re.escape(one) for one in numbers if len(one) > 2)
    call = "|".join((_CALL_WORDS, before)).strip("|")
    short = r"(?:(?!(?-i:[A-Z]{2})\b)[^\W\d]{1,3}\s+){0,2}"
    ahead = rf"(?<![^\W\u0e00-\u9fff])(?:{call})[:\s]*{short}"
    number = rf"(?<![\d.,/+-])(?:{ways})(?![\d/%°–-]|[.,:]\d)"
    more = rf"(?:\s*(?:,|/|\b\w{{1,4}})\s*{number})*"
    behind = rf"{number}(?=\W?\w{{0,3}}?\s?(?:{_CALLED}))"
    return re.compile(rf"{ahead}(?P<called>{number}{more})|(?P<before>{behind})", re.IGNORECASE)


def _short(text: str, strings: str) -> Iterator[tuple[int, int]]:
    """Where numbers for emergencies stand beside words such as call."""
    for match in _short_pattern(strings).finditer(text):
        start, end = match.span("called" if match["called"] else "before")
        for one in re.finditer(r"\d+(?: \d+)*", text[start:end]):
            if not _UNIT.match(text, start + one.end()):
                yield start + one.start(), start + one.end()


def _linked(text: str, before: str, own: Collection[str], strings: str) -> str:
    """A text with its numbers in links; what stands `before` it in its sentence may say "call"."""
    whole = before + text
    found = {*_long(whole, own), *_short(whole, strings)}
    places = sorted(one for one in found if one[0] >= len(before))
    made, at = list[str](), len(before)
    for start, end in places:
        if start >= at:
            number = whole[start:end]
            made += [whole[at:start], f'<a class="tel" href="tel:{figures(number)}">{number}</a>']
            at = end
    return "".join((*made, whole[at:]))


def tappable(html: str, own: Sequence[str], strings: str) -> str:
    """Mark-up in which telephone numbers are links; `own` are those of the clinic.

    `strings` is the interface string with the words of emergency. No letter becomes another.
    """
    known = frozenset(map(dialled, own))
    made, before, closed = list[str](), "", ""
    for piece in _TAG.split(html):
        if piece[:1] in ("<", "&") and _TAG.fullmatch(piece):
            before = before if _INLINE.match(piece) else ""
            name = re.match(r"<(a|pre|code|del)\b", piece)
            closed = closed or (f"</{name[1]}>" if name else "")
            closed = "" if piece == closed else closed
            made.append(piece)
        else:
            may_have_one = not closed and re.search(r"\d\d", piece)
            made.append(_linked(piece, before, known, strings) if may_have_one else piece)
            before = f"{before}{piece}"[-40:]
    return "".join(made)
