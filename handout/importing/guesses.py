"""Headings that only look like one, where no style makes them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handout.importing.document import Block, Paragraph, Remark, Table
from handout.importing.proposals import is_about_itself

LONGEST, MOST_WORDS = 120, 16
"""Letters and words of a line that may be a heading."""
_CALLED = re.compile(r"@|\bwww\.|https?:|(?:\d[\s()/+-]*){7}")
"""An address or a number to call."""
NO_HEADING = re.compile(
    rf"[^\W\d_]\W*[.,;]\s*$|(?:\S+\s+){{4}}.*!\s*$|(?:\S+\s+){{5}}.*[a-z]\W*:\s*$|_{{3}}|\.{{4}}"
    r"|^<|^\W*(?i:table|tab|tabelle|tableau|tabla|tabella|fig|figure|figura|abb|abbildung)\.? \d"
    rf"|{_CALLED.pattern}"
)
"""A sentence, a line to write on, what may be called, or what a table or a picture is called."""
_DEPTH = re.compile(r"(?:[A-Z]?\d{1,2}(?=[.)]\s)|\d{1,2}(?=\.\d))((?:\.\d{1,2})*)[.)]?\s")
"""The number before a heading."""
_COUNTED = re.compile(r"([^\W\d_]+) (\d{1,3})(\W?|[:.)–-]\W.*)")
"""A line that is a word and a number, such as `Step 3`, and may be what it is about."""
_NO_STYLES = ("caption", "definition", "list", "quote", "toc")
_TABBED = re.compile(r"(?<=\w\w)\s*\t")
"""Columns, not a number before words."""
LARGER = 1.12
"""How much larger than the text a heading is."""
BY_LOOKS = "is a heading, by its looks"
_FEW = 1
"""Words of a line with a colon that is still a heading where a list follows."""
_SHORT = 60
"""Letters of a line that is no text."""
DEEPEST = 6


class Looks(Struct, frozen=True):
    """How the text looks that is no heading."""

    size: float
    mostly_bold: bool


def paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    """Those of which something shows."""
    return [one for one in blocks if isinstance(one, Paragraph) and not one.is_empty]


def looks_of(blocks: Iterable[Block]) -> Looks:
    """The looks of most letters outside of headings."""
    sizes, bold, letters = Counter[float](), 0, 0
    for one in paragraphs(blocks):
        if not one.level:
            sizes[one.size] += len(one.text)
            letters += len(one.text)
            bold += sum(len(span.text) for span in one.spans if "bold" in span.marks)
    size = max(sizes, key=lambda key: sizes[key], default=11.0)
    return Looks(size, bold > letters / 2)


def mostly_bold(blocks: Iterable[Block]) -> bool:
    """Whether most of a text is bold, so that it tells nothing."""
    return looks_of(blocks).mostly_bold


def _is_capital(words: str) -> bool:
    letters = [one for one in words if one.isalpha()]
    return len(letters) > 3 and words == words.upper() != words.lower()


def _stands_out(one: Block, looks: Looks) -> bool:
    bold = one.is_all("bold") and not looks.mostly_bold
    by_line = one.is_all("underline") and not any(span.link for span in one.spans)
    asks = one.is_all("italic") and one.text.rstrip().endswith("?")
    return bold or by_line or asks or one.size >= looks.size * LARGER or _is_capital(one.text)


def _may_be_one(one: Block, looks: Looks) -> bool:
    """Whether a paragraph looks like a heading, whatever stands around it."""
    words = one.text.strip()
    if one.level or not words or any(span.picture for span in one.spans):
        return False
    if len(words) > LONGEST or len(words.split()) > MOST_WORDS or NO_HEADING.search(words):
        return False
    if one.style.startswith(_NO_STYLES) or _TABBED.search(words) or is_about_itself(words):
        return False
    if (one.in_lines or one.box) and one.size < looks.size * LARGER:
        return False
    return any(map(str.isalpha, words)) and _stands_out(one, looks)


def _depth(one: Block) -> int:
    """How many numbers stand before a heading: 2 before `1.3 Risks`."""
    found = _DEPTH.match(one.text.strip())
    return found[1].count(".") + 1 if found else 0


def _rank(one: Block) -> tuple[float, bool, int]:
    """The looks by which headings are sorted into levels."""
    return one.size, one.is_all("bold"), -max(_depth(one), 1)


def _heads(one: Paragraph, following: Block | None, *, before_likely: bool) -> bool:
    """Whether what follows a line can be what it is the heading of."""
    if following is None:
        return False
    if isinstance(following, Table):
        return not one.mark
    names_more = one.text.rstrip().endswith(":")
    if one.box != following.box or (one.box and names_more) or _is_to_fill_in(following):
        return False
    if before_likely and one.size < following.size and not one.is_all("underline"):
        return False  # the last line of a cover, or of a text
    if following.level and one.size <= following.size:
        return False
    alone = len(one.text.split()) <= _FEW
    return not (following.mark and (one.mark or (names_more and not alone)))


def _is_to_fill_in(one: Paragraph) -> bool:
    """Whether a paragraph is a line to write on."""
    words = one.text.strip()
    return bool(words) and not any(map(str.isalnum, words))


def _whom_to_call(blocks: Sequence[Block], shown: Sequence[int], likely: set[int]) -> set[int]:
    """The places of names with a telephone number below them: contacts, not headings."""
    found = set[int]()
    for above, n, below in zip(shown, shown[1:], shown[2:], strict=False):
        head, name, one = blocks[above], blocks[n], blocks[below]
        headed = above in likely or head.level or ": " in name.text
        if n in likely and headed and len(one.text) <= _SHORT and _CALLED.search(one.text):
            found.add(n)
    return found


def _guessed(blocks: Sequence[Block], looks: Looks) -> set[int]:
    """The places of the paragraphs that are headings by their looks."""
    shown = [n for n, one in enumerate(blocks) if not one.is_empty]
    likely = {n for n in shown if _may_be_one(blocks[n], looks)}
    found = _series(blocks, shown, likely)
    likely |= found
    likely -= _whom_to_call(blocks, shown, likely)
    for at, n in enumerate(shown):
        one = blocks[n]
        if n not in likely or isinstance(one, Table):
            continue
        is_second = at == 1 and any(same(blocks[k], one) for k in likely if k > n)
        around = [shown[k] for k in (at - 1, at + 1) if is_second <= k < len(shown)]
        near = (k for k in around if k in likely and same(blocks[k], one))
        # No empty line stands between them.
        alike = [k for k in near if k > n or (k not in found and n - k == 1)]
        below = next((k for k in shown[at + 1 :] if one.box or not blocks[k].box), -1)
        following = blocks[below] if below >= 0 else None
        listed = one.mark and any(blocks[k].mark for k in around)
        if not (alike or listed) and _heads(one, following, before_likely=below in likely):
            found.add(n)
    return found


def _series(blocks: Sequence[Block], shown: Sequence[int], likely: set[int]) -> set[int]:
    """The places of lines that count on, such as `Step 1`, with others between them."""
    held = dict[str, list[int]]()
    for at, n in enumerate(shown):
        one = blocks[n]
        plain = not (one.level or one.mark or one.in_lines)
        if plain and (found := _COUNTED.fullmatch(one.text.strip())):
            places = held.setdefault(found[1], [])
            sure = n in likely or len(found[3]) <= 1  # a sign, and no words behind it
            if sure and int(found[2]) == len(places) + 1 and (not places or places[-1] < at - 1):
                places.append(at)
    return {shown[at] for places in held.values() if len(places) > 2 for at in places}


def same(block: Block, one: Paragraph) -> bool:
    """Whether a block looks like a paragraph."""
    if not isinstance(block, Paragraph) or _depth(block) != _depth(one) or block.box != one.box:
        return False
    return _rank(block) == _rank(one) and block.centred == one.centred


def _level(one: Block, real: dict[int, float], ranks: Sequence[tuple[float, bool, int]]) -> int:
    """The level of a guessed heading, among those of styles if there are some."""
    if not real:
        return min(ranks.index(_rank(one)) + 1, DEEPEST)
    below = [level for level, size in sorted(real.items()) if one.size + 0.5 >= size]
    return below[0] if below else max(real) + 1


def with_guesses(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those that look like headings made ones."""
    looks = looks_of(blocks)
    found = _guessed(blocks, looks)
    real = dict[int, float]()
    for head in paragraphs(blocks):
        if head.level:
            real[head.level] = max(real.get(head.level, 0), head.size)
    ranks = sorted({_rank(blocks[n]) for n in found}, reverse=True)
    made = list(blocks)
    for n, one in enumerate(blocks):
        if n in found:
            told = Remark("guessed", f"“{one.text.strip()}” {BY_LOOKS}")
            level = _level(one, real, ranks)
            made[n] = replace(one, level=level, mark=None, remarks=(*one.remarks, told))
    return made
