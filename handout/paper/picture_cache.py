"""The pictures that leaflets share: read once, named by what they hold, and kept whole."""

from collections.abc import Mapping
from typing import Any
from urllib.request import url2pathname

import pydyf
from weasyprint.images import LazyLocalImage, RasterImage

from handout import fingerprint

_MOST = 50
"""So many are kept for the next leaflets: a thousand articles may each have their own."""


class _Whole(pydyf.Object):  # type: ignore[misc]  # the library carries no types
    """The bytes of a photo as it was read, where they are no file's."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    @property
    def data(self) -> bytes:
        """What is written into the PDF."""
        return self._data


class Pictures:
    """The pictures of a process, by their addresses.

    WeasyPrint leaves the smaller photo that it printed in place of the one that was read: the
    next leaflet would make it smaller and coarser once more. So each is made whole again
    before it is printed. And it names a photo by its address, which tells the folder.
    """

    def __init__(self) -> None:
        self.cache: dict[str, Any] = {}
        """For WeasyPrint; None for what could not be read."""
        self._states: dict[str, str] = {}
        self._whole: dict[str, Any] = {}

    @property
    def states(self) -> Mapping[str, str]:
        """The digests of the files of all pictures, as they were read."""
        return dict(self._states)

    def _drop(self, url: str) -> None:
        for held in (self.cache, self._states, self._whole):
            held.pop(url, None)

    def forget_changed(self) -> None:
        """Drop the pictures whose files have changed, and those that could not be read."""
        if len(self.cache) > _MOST:
            self.cache.clear()
            self._states.clear()
            self._whole.clear()
        for url, state in list(self._states.items()):
            if fingerprint.file_digest(url2pathname(url.removeprefix("file://"))) != state:
                self._drop(url)
        for url in [url for url, picture in self.cache.items() if picture is None]:
            self._drop(url)

    def remember(self, states: Mapping[str, str]) -> None:
        """Note what the pictures are, and which files they came from."""
        self._states |= {url: state for url, state in states.items() if url in self.cache}
        for url, photo in self.cache.items():
            if isinstance(photo, RasterImage) and url not in self._whole:
                data = photo.image_data
                self._whole[url] = data if isinstance(data, LazyLocalImage) else _Whole(data.data)
                photo.id = self._states.get(url, photo.id)

    def make_whole(self) -> None:
        """Give each photo all of its pixels again."""
        for url, data in self._whole.items():
            self.cache[url].image_data = data
