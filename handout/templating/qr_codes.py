"""QR codes, as drawings."""

import functools

import segno


@functools.lru_cache
def data_uri(address: str, ground: str = "") -> str:
    """An SVG of the address's QR code with its quiet zone, as a `data:` address.

    Error correction is at least M (15 %), so that a fold or a stain does no harm. `ground` is the
    colour behind it, such as `#ffffff`; nothing is drawn where it is empty.
    """
    code = segno.make(address, error="m", micro=False)
    uri: str = code.svg_data_uri(
        border=4, omitsize=True, nl=False, encode_minimal=False, light=ground or None
    )
    return uri
