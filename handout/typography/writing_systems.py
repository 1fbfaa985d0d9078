"""The table of writing systems: their characters and languages, and the fonts that set them.

Latin, Greek and Cyrillic are not in it, which the clinic's own font or the fallback font sets.
"""

import unicodedata
from bisect import bisect
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise

from msgspec import Struct


class WritingSystem(Struct, frozen=True):
    """Characters that the clinic's fonts may lack, and the fonts for them."""

    name: str
    """As messages call it."""
    ranges: str
    """Code points, such as `0590-05FF FB1D-FB4F`."""
    script: str = ""
    """As ISO 15924 and a theme's font scheme have it, such as `Arab`."""
    languages: str = ""
    """Those that are written in it."""
    sample: str = ""
    """Letters that a font must have to set these languages."""
    family: str = ""
    """For paper; for slides it is measured instead of what PowerPoint has."""
    package: str = ""
    """The pip package of that family; none is known where empty."""
    deck: str = ""
    """The font that PowerPoint has for it."""
    replaces: bool = False
    """Whether the family sets Latin words and quotation marks beside it, too."""
    measured: str = ""
    """A family that is measured on slides in place of `family`."""
    margin: float = 1.1
    """How many times wider than that PowerPoint's and LibreOffice's own fonts for it may be."""
    line_height: float = 1.6
    """In ems: the largest of these fonts."""
    width: float = 0.0
    """In ems, where all characters are equally wide; else, of those without a font, 0.9."""

    size: float = 1.0
    """For paper: how much larger it is set than Latin, to have letters as tall."""
    leading: float = 1.0
    """For paper: how much more a line is of its size, so that no marks of two lines touch."""

    @property
    def slide_family(self) -> str:
        """The family that is measured on slides; empty where `width` is what counts."""
        return "" if self.width else self.measured or self.family


SIGNS = "Noto Sans Symbols 2"
"""Has what the fallback font lacks of telephones, stars, warning signs and their like."""
_DEVANAGARI, _ARABIC = "fontpkg-noto-sans-devanagari", "fontpkg-noto-sans-arabic"
_RTL, _AFRICA, _CJK = "justmytype-intl-rtl", "justmytype-intl-africa", "justmytype-intl-cjk"
_SOUTH_ASIA, _SEA = "justmytype-intl-south-asia", "justmytype-intl-sea"


_cjk = partial(WritingSystem, package=_CJK, replaces=True, line_height=1.45, width=1.0, leading=1.2)

# fmt: off
WRITING_SYSTEMS = (
    # Arimo has the widths of Arial's Hebrew.
    WritingSystem("Hebrew", "0590-05FF FB1D-FB4F", "Hebr", "he yi", "אבג", "Noto Sans Hebrew",
                  _RTL, "Arial", measured="Arimo", margin=1.15, line_height=1.2, leading=1.1),
    WritingSystem("Arabic", "0600-06FF 0750-077F 08A0-08FF FB50-FDFF FE70-FEFF", "Arab",
                  "ar ckb fa prs ps sd ug ur", "ابت", "Noto Sans Arabic", _ARABIC, "Arial",
                  margin=1.17, line_height=1.25, size=1.1, leading=1.2),
    WritingSystem("Devanagari", "0900-097F A8E0-A8FF", "Deva", "bho hi mai mr ne sa", "अकत",
                  "Noto Sans Devanagari", _DEVANAGARI, "Nirmala UI", line_height=1.45,
                  leading=1.15),
    WritingSystem("Bengali", "0980-09FF", "Beng", "as bn", "অকত", "Noto Sans Bengali",
                  _SOUTH_ASIA, "Nirmala UI", leading=1.15),
    WritingSystem("Gurmukhi", "0A00-0A7F", "Guru", "pa", "ਅਕਤ", "Noto Sans Gurmukhi",
                  "", "Nirmala UI", leading=1.15),
    WritingSystem("Gujarati", "0A80-0AFF", "Gujr", "gu", "અકત", "Noto Sans Gujarati",
                  "", "Nirmala UI", leading=1.15),
    WritingSystem("Odia", "0B00-0B7F", "Orya", "or", "ଅକତ", "Noto Sans Oriya",
                  "", "Nirmala UI", leading=1.2),
    WritingSystem("Tamil", "0B80-0BFF", "Taml", "ta", "அகத", "Noto Sans Tamil",
                  _SOUTH_ASIA, "Nirmala UI", leading=1.1),
    WritingSystem("Telugu", "0C00-0C7F", "Telu", "te", "అకత", "Noto Sans Telugu",
                  _SOUTH_ASIA, "Nirmala UI", leading=1.2),
    WritingSystem("Kannada", "0C80-0CFF", "Knda", "kn", "ಅಕತ", "Noto Sans Kannada",
                  "", "Nirmala UI", leading=1.2),
    WritingSystem("Malayalam", "0D00-0D7F", "Mlym", "ml", "അകത", "Noto Sans Malayalam",
                  "", "Nirmala UI", leading=1.15),
    WritingSystem("Sinhala", "0D80-0DFF", "Sinh", "si", "අකත", "Noto Sans Sinhala",
                  "", "Nirmala UI", leading=1.2),
    WritingSystem("Thai", "0E00-0E7F", "Thai", "th", "กขค", "Noto Sans Thai",
                  _SEA, "Leelawadee UI", leading=1.2),
    WritingSystem("Lao", "0E80-0EFF", "Laoo", "lo", "ກຂຄ", "Noto Sans Lao",
                  _SEA, "Leelawadee UI", leading=1.2),
    WritingSystem("Tibetan", "0F00-0FFF", "Tibt", "bo dz", "ཀཁག", "Noto Serif Tibetan",
                  "", "Microsoft Himalaya", leading=1.3),
    WritingSystem("Burmese", "1000-109F A9E0-A9FF AA60-AA7F", "Mymr", "ksw my shn", "ကခဂ",
                  "Noto Sans Myanmar", _SEA, "Myanmar Text", line_height=1.9, leading=1.4),
    WritingSystem("Georgian", "10A0-10FF 1C90-1CBF 2D00-2D2F", "Geor", "ka", "აბგ",
                  "Noto Sans Georgian", "", "Sylfaen"),
    WritingSystem("Armenian", "0530-058F FB13-FB17", "Armn", "hy", "աբգ",
                  "Noto Sans Armenian", "", "Sylfaen"),
    WritingSystem("Ethiopic", "1200-139F 2D80-2DDF AB00-AB2F", "Ethi", "am ti tig", "ሀለሐ",
                  "Noto Sans Ethiopic", _AFRICA, "Ebrima", leading=1.1),
    WritingSystem("Khmer", "1780-17FF 19E0-19FF", "Khmr", "km", "កខគ", "Noto Sans Khmer",
                  _SEA, "Leelawadee UI", leading=1.4),
    # Characters that these have in common are set for the article's language, else for the last.
    _cjk("Japanese", "3041-30FF 31F0-31FF FF65-FF9F", "Jpan", "ja", "あア", "Noto Sans JP",
         deck="Yu Gothic"),
    _cjk("Korean", "1100-11FF 3130-318F A960-A97F AC00-D7FF", "Hang", "ko", "가각",
         "Noto Sans KR", deck="Malgun Gothic"),
    _cjk("Chinese (traditional)", "3100-312F 31A0-31BF", "Hant", "yue zh-HK zh-MO zh-TW",
         "醫這國", "Noto Sans TC", deck="Microsoft JhengHei"),
    _cjk("Chinese (simplified)",
         "2E80-3040 3190-319F 31C0-31EF 3200-9FFF F900-FAFF FE30-FE4F FF00-FF64 FFA0-FFEF"
         " 20000-3FFFF",
         "Hans", "zh", "医这国", "Noto Sans SC", deck="Microsoft YaHei"),
    WritingSystem("emoji", "1F000-1FAFF", line_height=1.4, width=1.4),
    # Ticks, boxes and other symbols.
    WritingSystem("signs",
                  "21D0-21FF 2300-23FF 2460-24FF 2600-263B 2641-2641 2643-265F 2667-27BF 2B00-2BFF",
                  family=SIGNS, package="justmytype-western-core", line_height=1.4, width=1.1),
    WritingSystem("another",
                  "0700-074F 0780-089F 13A0-177F 1800-19DF 1A00-1C8F 1CC0-1CFF 2C00-2C5F 2C80-2CFF"
                  " 2D30-2D7F A000-A71F A800-A8DF A900-A95F A980-A9DF AA00-AA5F AA80-AAFF AB70-ABFF"
                  " E000-F8FF FE10-FE2F FE50-FE6F 10000-1EFFF 40000-EFFFF",
                  width=0.9),
)
"""No two of them have a character in common."""
# fmt: on

FIRST_LACKED = "\u0530"
"""The first character that a deck's typeface may lack; Latin, Greek and Cyrillic come before."""

PACKAGES: Mapping[str, str] = {
    one.family: one.package for one in WRITING_SYSTEMS if one.family and one.package
}
"""The pip package of each family in the table."""


def _spans() -> Iterator[tuple[int, int, WritingSystem]]:
    """First and last code point of each range."""
    for system in WRITING_SYSTEMS:
        for span in system.ranges.split():
            first, _, last = span.partition("-")
            yield int(first, 16), int(last, 16), system


_SPANS = sorted(_spans(), key=lambda span: span[0])
_FIRSTS = [first for first, _, _ in _SPANS]
_OF_LANGUAGE = {lang: one for one in WRITING_SYSTEMS for lang in one.languages.split()}
_OF_SCRIPT = {one.script: one for one in WRITING_SYSTEMS if one.script}


def of_character(character: str) -> WritingSystem | None:
    """The writing system of a character; None where a deck's typeface has it."""
    if character < FIRST_LACKED:
        return None
    _, last, system = _SPANS[bisect(_FIRSTS, ord(character)) - 1]
    return system if ord(character) <= last else None


def of_language(lang: str) -> WritingSystem | None:
    """The writing system of a language, such as `zh-Hant`; None for Latin, Greek and Cyrillic."""
    base, *others = lang.split("-")
    if scripts := [one for one in others if len(one) == 4 and one.isalpha()]:
        return _OF_SCRIPT.get(scripts[0])
    return _OF_LANGUAGE.get(lang) or _OF_LANGUAGE.get(base)


def used(text: str, lang: str) -> tuple[WritingSystem, ...]:
    """The writing systems of a text of a language: of those of East Asia, the language's own."""
    found = dict.fromkeys(filter(None, map(of_character, text)))
    own = of_language(lang)
    shared = own if own and own.replaces else None
    return tuple(dict.fromkeys(shared if shared and one.replaces else one for one in found))


def runs(text: str) -> Iterator[tuple[str, WritingSystem | None]]:
    """The text in runs of one writing system; combining marks stay with their letter."""
    start, current = 0, None
    for place, character in enumerate(text):
        joins = place and unicodedata.combining(character)
        system = current if joins else of_character(character)
        if system is not current and place:
            yield text[start:place], current
            start = place
        current = system
    if text:
        yield text[start:], current


def least_line_height(text: str) -> float:
    """The line height in ems that the writing systems of the text need; 0 where none needs more."""
    if not text or max(text) < FIRST_LACKED:
        return 0.0
    return max((system.line_height for _, system in runs(text) if system), default=0.0)


_FIRST_CJK = "\u1100"


def is_cjk(character: str) -> bool:
    """Whether a character is Chinese, Japanese or Korean."""
    system = of_character(character)
    return bool(system and system.package == _CJK)


def cjk_boundaries(text: str) -> tuple[int, ...]:
    """The offsets where Chinese, Japanese or Korean characters and others meet."""
    if not text or max(text) < _FIRST_CJK:
        return ()
    visible = [(place, one) for place, one in enumerate(text) if not one.isspace()]
    sides = [(place, is_cjk(one)) for place, one in visible]
    return tuple(after for (_, one), (after, other) in pairwise(sides) if one is not other)
