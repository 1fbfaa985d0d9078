"""Languages by their BCP 47 tags: how a tag is written, which stand for it, and its script."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from handout.typography.writing_systems import WRITING_SYSTEMS

_SCRIPTS: Mapping[str, str] = {
    **{lang: one.script for one in WRITING_SYSTEMS for lang in one.languages.split()},
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), "Cyrl"),
    **dict.fromkeys(("ab", "av", "ba", "ce", "cv", "kv", "os", "tt"), "Cyrl"),
    **dict.fromkeys(("arz", "azb", "bal", "glk", "khw", "ks", "lrc", "mzn", "pnb", "skr"), "Arab"),
    **dict.fromkeys(("arc", "syr"), "Syrc"),
    "cmn": "Hans",
    "dv": "Thaa",
    "el": "Grek",
    "nqo": "Nkoo",
    "pa-PK": "Arab",
}
"""What a language is written in where its tag does not say, some by region; else in Latin letters
or those of the other tag for it."""

_FROM_RIGHT = frozenset(
    ("Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa")
)
"""Scripts that run from right to left."""

_ALIKE: Mapping[str, tuple[str, ...]] = {
    "arb": ("ar",),
    "cmn": ("zh",),
    "fa": ("pes",),
    "fil": ("tl",),
    "he": ("iw",),
    "id": ("in",),
    "in": ("id",),
    "iw": ("he",),
    "ji": ("yi",),
    "nb": ("no",),
    "nn": ("no", "nb"),
    "no": ("nb",),
    "pes": ("fa",),
    "prs": ("fa",),
    "tl": ("fil",),
    "yi": ("ji",),
    "yue": ("zh",),
}
"""Other tags for a language, or for one that its readers read as well."""

_REGIONS = {"UK": "GB"}
_COUNTRIES = (
    "AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
    "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO "
    "DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU "
    "GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA "
    "ZM ZW"
)
"""By their codes, as tags have them (ISO 3166)."""


@lru_cache(maxsize=1000)
def canonical(tag: str) -> str:
    """A tag in its usual form, whatever its case and strokes: `pt_br` is `pt-BR`."""
    first, *others = re.split(r"[-_]", tag.strip())
    if not re.fullmatch("[A-Za-z]{2,3}", first):
        return tag
    parts = [first.lower()]
    for part in others:
        is_script, is_region = len(part) == 4 and part.isalpha(), len(part) == 2
        parts.append(part.title() if is_script else part.upper() if is_region else part)
    return "-".join(_REGIONS.get(part, part) for part in parts)


def _parts(tag: str) -> tuple[str, str, str]:
    """Language, script and region of a tag, as far as it has them."""
    base, *others = canonical(tag).split("-")
    scripts = (part for part in others if len(part) == 4 and part.isalpha())
    regions = (part for part in others if re.fullmatch("[A-Z]{2}|[0-9]{3}", part))
    return base, next(scripts, ""), next(regions, "")


def region(tag: str) -> str:
    """The country that a tag names, as it is usually written; empty for none."""
    return _parts(tag)[2]


def is_country(code: str) -> bool:
    """Whether a code, of a country or in digits, is one that tags may have."""
    return code in _COUNTRIES.split() or code.isdecimal()


def is_misnamed(tag: str) -> bool:
    """Whether a tag names a country by another code than tags do: `en-UK`."""
    return any(part.upper() in _REGIONS for part in re.split("[-_]", tag.strip())[1:])


def _usual_script(base: str, region: str = "") -> str:
    """What a language is written in, in a region, where its tag does not say."""
    tags = (f"{base}-{region}", base, *_ALIKE.get(base, ()))
    return next((_SCRIPTS[tag] for tag in tags if tag in _SCRIPTS), "Latn")


def script(tag: str) -> str:
    """The script of a language, as ISO 15924 names it: `Arab`."""
    base, own, region = _parts(tag)
    return own or _usual_script(base, region)


def runs_from_right(tag: str) -> bool:
    """Whether a language is written from right to left."""
    return script(tag) in _FROM_RIGHT


def _tags(bases: Iterable[str], own: str, region: str = "") -> Iterator[str]:
    """The tags of languages in a script, in a region where one is given."""
    end = f"-{region}" if region else ""
    for base in bases:
        yield f"{base}-{own}{end}"
        if _usual_script(base, region) == own:
            yield f"{base}{end}"


def lookup(tag: str) -> tuple[str, ...]:
    """The tags under which words for a language may be found, the nearest first.

    None of another script: `pt-BR` is found under `pt`, `zh-TW` under `zh-Hant`, never `zh`.
    """
    base, _, region = _parts(tag)
    bases, own = (base, *_ALIKE.get(base, ())), script(tag)
    with_region = _tags(bases, own, region) if region else ()
    return tuple(dict.fromkeys((canonical(tag), *with_region, *_tags(bases, own))))


def locale(tag: str) -> Any | None:
    """What Babel knows of a language; None where it does not know it."""
    from babel import Locale, UnknownLocaleError  # slow to import; an idle build does not need it

    with contextlib.suppress(UnknownLocaleError, ValueError):
        return Locale.parse(tag, sep="-")
    return None


def broadest(tag: str) -> str:
    """A language without its region, and with its script where readers need to know: `zh-Hant`."""
    base, own = _parts(tag)[0], script(tag)
    is_told = own in ("Hans", "Hant") or own != _usual_script(base)
    return f"{base}-{own}" if is_told else base
