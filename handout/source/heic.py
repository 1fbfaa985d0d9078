"""The photographs of phones (HEIC), decoded in a process of their own.

A broken file can crash the decoder (seen with libheif in pi-heif 1.4), and the build with it.
"""

import subprocess
import sys
from functools import lru_cache

BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_DECODE = """
import io, sys
try:
    import pi_heif
except ImportError:
    sys.exit(4)
from PIL import Image
pi_heif.register_heif_opener(thumbnails=False)
image = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=["HEIF"])
if image.width * image.height > int(sys.argv[1]):
    sys.exit(3)
image.load()
out = io.BytesIO()
image.save(out, "TIFF", icc_profile=image.info.get("icc_profile"))
sys.stdout.buffer.write(out.getvalue())
"""
"""Reads a HEIC, writes it upright as TIFF."""
_FAULTS = {3: "is too large", 4: "is a HEIC, which needs pi-heif (pip install pi-heif)"}
_SECONDS = 60


class HeicError(Exception):
    """Why a file cannot be shown; its words are `is …`."""


def is_heic(data: bytes) -> bool:
    """Whether a file is what a phone calls a photograph."""
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS


@lru_cache(maxsize=2)
def decoded(data: bytes, most: int) -> bytes:
    """The picture as a TIFF, upright, of so many dots at most; raises HeicError."""
    command = [sys.executable, "-I", "-c", _DECODE, str(most)]
    try:
        made = subprocess.run(  # our own words, and a number
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise HeicError("takes too long to read") from error
    if made.returncode:
        raise HeicError(_FAULTS.get(made.returncode, "is broken"))
    return made.stdout
