"""Which article is a translation of which: `asthma.es` beside `asthma` is its Spanish."""

import re
from collections.abc import Iterable, Mapping

_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
    ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    bho ceb chm ckb ctg din fil haw hil hmn hnj ilo kab kam kar kea kmr kri krc ksw lua luo luz mai
    mam mfe mos nds nus pam pap pcm pnb prs quc rhg rif rmn rom rup shi shn skr srn syl tem tet tig
    tpi tzm war yue
"""
_LANGUAGES = frozenset(_CODES.split())
"""Those of two letters in ISO 639, and those of three that leaflets are asked for in; not `new`,
`old`, `doc`, `fin` and such, which people put at the end of a name for what they say."""
# Not compiled here: an idle build of articles without translations needs neither.
_SCRIPT_AND_REGION = r"(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
_LANG = rb"(?m)^lang:[ \t]*[\"']?([A-Za-z0-9-]+)"


def language(words: str) -> str:
    """The language of a tag however it is typed, such as `pt-BR` of `pt_br`; empty if none."""
    # Not `languages.canonical`: an idle build would import the table of writing systems for it.
    base, *others = words.lower().replace("_", "-").replace("-uk", "-gb").split("-")
    rest = "".join(f"-{part.title() if len(part) == 4 else part.upper()}" for part in others)
    return f"{base}{rest}" if base in _LANGUAGES and re.fullmatch(_SCRIPT_AND_REGION, rest) else ""


def lang_of(data: bytes) -> str:
    """The language that an article's bytes say it is in, even where they have faults; or none."""
    found = re.search(_LANG, data)
    return language(found[1].decode()) if found else ""


def parts(name: str) -> tuple[str, str]:
    """The name of the original and the language of a name that may be a translation's."""
    original, _, tag = name.rpartition(".")
    found = language(tag) if original and not original.endswith("/") else ""
    return (original, found) if found else (name, "")


def originals(names: Iterable[str]) -> Mapping[str, str]:
    """The original of each name that is a translation's, as the names of articles show it."""
    known = frozenset(names)
    dotted = {name: parts(name) for name in known if "." in name}
    found = {name: first for name, (first, tag) in dotted.items() if tag and first in known}
    return {name: first for name, first in found.items() if first not in found}


def groups(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The original and its translations, of each name that is one of such a group."""
    of_original: dict[str, list[str]] = {}
    for name, original in sorted(originals(names).items()):
        of_original.setdefault(original, [original]).append(name)
    return {name: tuple(group) for group in of_original.values() for name in group}


def together(names: Iterable[str]) -> list[str]:
    """The names in their order, but each translation behind its original."""
    listed = list(names)
    of_group, translated = groups(listed), originals(listed)
    ordered = (of_group.get(name, (name,)) for name in listed if name not in translated)
    return [one for group in ordered for one in group]


def agree(one: str, other: str) -> bool:
    """Whether two tags can be of one text: `es` and `es-MX`, not `es-ES` and `es-MX`."""
    first, second = one.split("-"), other.split("-")
    if first[0] != second[0]:
        return False
    by_length = [{len(part) == 4: part for part in parts[1:]} for parts in (first, second)]
    return all(by_length[0].get(kind, part) == part for kind, part in by_length[1].items())
