"""Languages by their names, as people write them where a tag is wanted."""

from collections.abc import Mapping

from handout.typography.languages import is_country, locale

_OTHERWISE: Mapping[str, str] = {
    **{"bengali": "bn", "farsi": "fa", "dari": "prs", "gaelic": "gd", "haitian": "ht"},
    **{"cantonese": "yue", "mandarin": "zh-Hans", "chinese": "zh-Hans", "creole": "ht"},
    **{"kurmanji": "ku", "sorani": "ckb", "nepalese": "ne", "oromo": "om", "twi": "ak"},
    **{"simplified chinese": "zh-Hans", "traditional chinese": "zh-Hant"},
    **{"brazilian": "pt-BR", "flemish": "nl-BE", "persian": "fa", "punjabi": "pa"},
}
"""Names that the library has not, or has for another tag."""


def tag(name: str) -> str:
    """The tag of a language by its English name; empty where there is none.

    English has two that are asked for, en-GB and en-US, and so none.
    """
    from babel import Locale  # slow to import; only for a fault

    wanted = " ".join(name.casefold().split())
    names = {one.casefold(): tag for tag, one in Locale("en").languages.items()}
    found = _OTHERWISE.get(wanted) or names.get(wanted, "")
    return "" if found.startswith("en") else found.replace("_", "-")


def tag_of_country(code: str) -> str:
    """The main language of a country whose code is no language's, `ja` of `jp`; or empty.

    English is told with the country: `en-GB` of `gb`.
    """
    from babel import Locale

    if not is_country(code.upper()) or code in Locale("en").languages:
        return ""
    found = getattr(locale(f"und-{code.upper()}"), "language", "")
    return f"en-{code.upper()}" if found == "en" else found
