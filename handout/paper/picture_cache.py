"""The pictures that leaflets share: read once, named by their digests, kept with all pixels."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

import pydyf
from weasyprint.images import LazyLocalImage, RasterImage, SVGImage

from handout.model import fingerprint
from handout.model.content_files import LARGEST
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import shown_path

_MOST, _MOST_BYTES = 50, 20_000_000
"""So many are kept for the next leaflets: a thousand articles may each have their own."""


class _ImageBytes(pydyf.Object):  # type: ignore[misc]  # the library carries no types
    """The bytes of a photo as it was read, where they are no file's."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    @property
    def data(self) -> bytes:
        """What is written into the PDF."""
        return self._data


class _CheckedFile(pydyf.Object):  # type: ignore[misc]  # the library carries no types
    """The bytes of a photo whose file was read and checked before, from that file again.

    WeasyPrint would draw whatever stands there by now, or lies behind a link.
    """

    def __init__(self, path: str, digest: str) -> None:
        super().__init__()
        self._path, self._digest = path, digest

    @property
    def data(self) -> bytes:
        """What is written into the PDF; raises ContentError for other bytes than were checked."""
        with contextlib.suppress(OSError):
            data = fingerprint.read_file(self._path, LARGEST)
            if fingerprint.bytes_digest(data) == self._digest:
                return data
        message = f"the picture “{shown_path(Path(self._path))}” was changed while it was printed"
        raise ContentError([Finding("picture-changed", message, "build again")])


class PictureCache:
    """The pictures of a process, by their addresses.

    WeasyPrint leaves the downsampled photo that it printed in place of the one that was read:
    the next leaflet would downsample it once more. So each is restored before it is printed. And
    WeasyPrint names a photo by its address, which would tell the folder.
    """

    def __init__(self) -> None:
        self.cache: dict[str, Any] = {}
        """For WeasyPrint; None for what could not be read."""
        self._digests: dict[str, str] = {}
        self._originals: dict[str, Any] = {}

    @property
    def digests(self) -> Mapping[str, str]:
        """The digests of the files of all pictures, as they were read."""
        return dict(self._digests)

    def _has_changed(self, url: str) -> bool:
        path = url2pathname(url.removeprefix("file://"))
        return url in self._digests and fingerprint.file_digest(path) != self._digests[url]

    def _drop(self, url: str) -> None:
        for one in (self.cache, self._digests, self._originals):
            one.pop(url, None)

    def drop_unshared(self) -> None:
        """Drop what no other document asks for, once one is written.

        An embedded picture is held three times, once in its address. A drawing holds the document
        that it was first drawn in, with all styles; its digest stays, by which that of the last
        layout is known to be the same.
        """
        for url, picture in list(self.cache.items()):
            if not url.startswith("file:"):
                self._drop(url)
            elif isinstance(picture, SVGImage):
                del self.cache[url]

    def drop_changed(self) -> None:
        """Drop the pictures whose files have changed, and those that could not be read.

        WeasyPrint keeps what it printed of a photo beside it, under a name of its own: that goes.
        """
        self.restore()
        self.drop_unshared()
        held = sum(
            len(one.data) for one in self._originals.values() if isinstance(one, _ImageBytes)
        )
        too_many = len({**self.cache, **self._digests}) > _MOST or held > _MOST_BYTES
        for url in {**self.cache, **self._digests}:
            picture = self.cache.get(url, "dropped")
            is_printed = isinstance(picture, bytes)
            is_new = isinstance(picture, RasterImage) and url not in self._originals
            if too_many or picture is None or is_printed or is_new or self._has_changed(url):
                self._drop(url)

    def remember(self, digests: Mapping[str, str], checked: Mapping[str, str]) -> None:
        """Note what the pictures are, and which files and bytes they came from."""
        self._digests |= {url: one for url, one in digests.items() if url in self.cache}
        for url, photo in self.cache.items():
            if isinstance(photo, RasterImage) and url not in self._originals:
                data = photo.image_data
                photo.image_data = self._originals[url] = (
                    _CheckedFile(data._filename, checked[url])
                    if isinstance(data, LazyLocalImage)
                    else _ImageBytes(data.data)
                )
                photo.id = self._digests.get(url, photo.id)

    def restore(self) -> None:
        """Give each photo all of its pixels again."""
        for url, data in self._originals.items():
            self.cache[url].image_data = data
