"""The fetcher: a leaflet reads files below content/ and templates/, and nothing from a network."""

import mimetypes
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from handout.model import content_files, fingerprint
from handout.model.content_files import LARGEST, OutsideError, TooLargeError
from handout.model.findings import Finding
from handout.model.markup import Picture, shown_path


def refused(url: str, reason: str) -> Finding:
    """The finding for something that a leaflet may not read."""
    path = Path(url2pathname(urlsplit(url).path)) if url.lower().startswith("file:///") else None
    name = shown_path(path) if path else url
    short = name if len(name) <= 80 else f"{name[:77]}…"
    return Finding(
        rule="fetch-refused",
        message=f"“{short}” was not read: {reason}",
        advice="copy the file into content/images/ and name it from there",
    )


def _is_raster(url: str, kind: str) -> bool:
    """Whether an address is that of a photograph; not every type is known to every computer."""
    from handout.source.raster import ENDINGS  # late: few leaflets have photographs

    named = PurePosixPath(urlsplit(url).path).suffix.lower() in ENDINGS
    return named or (kind.startswith("image/") and kind != "image/svg+xml")


class _ConvertedPicture(URLFetcherResponse):  # type: ignore[misc]  # the library carries no types
    """A picture that differs from its file: WeasyPrint would read that if it knew the path."""

    path = None


class LockedFetcher(URLFetcher):  # type: ignore[misc]  # the library carries no types
    """Reads `data:` addresses and files below its roots; notes all else as a finding.

    What `pictures` holds is known by its address.
    """

    def __init__(
        self,
        roots: Iterable[Path],
        photo: Callable[[bytes], bytes] | None = None,
        pictures: Mapping[str, Picture] | None = None,
    ) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self._photo, self._pictures = photo, pictures or {}
        self.roots = tuple(root.resolve() for root in roots)
        self.findings: list[Finding] = []
        self.read: dict[str, str] = {}
        """The files that were read, with the digests that they had."""
        self.checked: dict[str, str] = {}
        """The same with the digests of their bytes, also of what a link leads to."""

    def _refuse(self, url: str, reason: str) -> NoReturn:
        self.findings.append(refused(url, reason))
        raise PermissionError(reason)

    def _file(self, url: str) -> URLFetcherResponse:
        """A file below the roots."""
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path))
        if parts.netloc not in ("", "localhost"):
            self._refuse(url, "it lies on another computer")
        try:
            data = content_files.read(path, *self.roots)
        except OutsideError:
            self._refuse(url, "it lies outside content/ and templates/")
        except TooLargeError:
            self._refuse(url, f"it is larger than {LARGEST // 1_000_000} MB")
        except OSError:
            self._refuse(url, "there is no such file")
        self.checked[url] = fingerprint.bytes_digest(data)
        self.read[url] = fingerprint.file_digest(path) if path.is_symlink() else self.checked[url]
        kind = mimetypes.guess_type(parts.path)[0] or "text/plain"
        return URLFetcherResponse(f"file://{parts.path}", data, {"Content-Type": kind})

    def _held(self, picture: Picture, url: str) -> URLFetcherResponse:
        """A picture of the mark-up's own."""
        self.read[url] = picture.digest
        return URLFetcherResponse(url, picture.data, {"Content-Type": picture.kind})

    def _found(self, url: str, headers: Any) -> URLFetcherResponse:
        if picture := self._pictures.get(url):
            return self._held(picture, url)
        scheme = url.partition(":")[0].lower()
        if scheme not in ("file", "data"):
            self._refuse(url, "a leaflet reads nothing from a network")
        return self._file(url) if scheme == "file" else super().fetch(url, headers)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The bytes behind an address; PermissionError for whatever is not allowed."""
        response = self._found(url, headers)
        if not _is_raster(url, response.content_type):
            return response
        return self._raster(url, response.read())

    def _raster(self, url: str, data: bytes) -> URLFetcherResponse:
        """A photograph as it is shown."""
        from handout.source.raster import UnusableError, converted  # late, as above

        try:
            photo = converted(data)
        except UnusableError as error:  # which WeasyPrint logs, and so is told
            raise ValueError(f"it {error}") from error
        if self._photo:
            photo = self._photo(photo)
        kind = "image/png" if photo.startswith(b"\x89PNG") else "image/jpeg"
        if photo == data:
            return URLFetcherResponse(url, data, {"Content-Type": kind})
        return _ConvertedPicture(url, photo, {"Content-Type": kind})
