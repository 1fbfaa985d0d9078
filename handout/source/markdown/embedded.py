"""Pictures that are written into the text, as Google Docs and web pages do: `data:` addresses."""

import re
from collections.abc import Mapping

_ADDRESS = re.compile(
    r"data:image/[a-z0-9.+-]{1,40}(?:;[a-z0-9=.-]{1,40}){0,3};base64,[\w+/=%-]+", re.I
)


def taken_out(markdown: str) -> tuple[str, Mapping[str, str]]:
    """The text with a short address in place of each, and what stood there.

    They are as long as a picture is large, and a text of that length would be none.
    """
    if "data:image/" not in markdown.lower():
        return markdown, {}
    held = dict[str, str]()

    def short(found: re.Match[str]) -> str:
        name = f"data:picture,{len(held) + 1}"
        held[name] = found[0]
        return name

    return _ADDRESS.sub(short, markdown), held
