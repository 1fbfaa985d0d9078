"""What a template needs, and the mark-up that it is filled to.

Named tuples, no dataclasses: that import takes longer than an idle build may.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handout.model.installation import template_folders

if TYPE_CHECKING:
    from handout.model.article import Article, Medium
    from handout.model.clinic import Clinic

CLINIC = "clinic.yaml"
CLINICS = "clinics"
"""The folder of content/ with the files of further clinics, each named after one."""
FONTS = "fonts"
"""The folder of content/ with fonts of the clinic's own."""


PAGE = "page"
"""The format that is a web page: its file is named as the article is, and codes lead to it."""


def shown_path(path: Path) -> str:
    """A path as a user would name it: from the working folder where it lies in it."""
    # Strings, as an idle build shows every article. resolve() would follow links.
    absolute, here = os.path.abspath(path), os.getcwd()  # noqa: PTH100, PTH109
    inside = absolute.removeprefix(os.path.join(here, ""))  # noqa: PTH118
    return "." if absolute == here else inside.replace(os.sep, "/")


def shown_source(source: str) -> str:
    """A picture's file as a user would name it; of a `data:` address what it begins with."""
    return f"{source.partition(',')[0][:40]}…" if source[:5].lower() == "data:" else source


def is_below(path: Path, *folders: Path) -> bool:
    """Whether a file lies below one of the folders; where links lead to is what counts."""
    target = path.resolve()
    return any(target.is_relative_to(folder.resolve()) for folder in folders)


class Folders(NamedTuple):
    """The folders that files are read from, and no others."""

    content: Path
    templates: Path
    clinic: str = ""
    """The name of one of several clinics; empty for that of clinic.yaml."""

    @property
    def read(self) -> tuple[Path, Path]:
        """The folders that files are read from."""
        return self.content, self.templates

    @property
    def clinic_file(self) -> Path:
        """The clinic's file."""
        inside = f"{CLINICS}/{self.clinic}.yaml" if self.clinic else CLINIC
        return self.content / inside

    @property
    def releases(self) -> Path:
        """Where what was handed out is kept: beside content/, a folder for each of several."""
        beside = Path(os.path.abspath(self.content)).parent / "releases"  # noqa: PTH100  # no links
        return beside / self.clinic if self.clinic else beside


class Template(NamedTuple):
    """A template and what belongs to it, named from the templates' folder."""

    name: str
    medium: "Medium"
    stylesheets: tuple[str, ...] = ()
    plan: "Callable[[Article, Mapping[str, str], Clinic], object] | None" = None
    """What stands where, of the article and the interface strings: the template's `plan`."""


class Picture(NamedTuple):
    """The bytes of a picture, and what they are."""

    data: bytes
    kind: str
    """Its media type, such as `image/jpeg`."""
    digest: str


_ONE_OF, _OR, _END = "<!-- one of -->", "<!-- or -->", "<!-- end -->"


class Markup(NamedTuple):
    """HTML, and where the files lie that it may refer to."""

    text: str
    template: str
    """Named in findings about the mark-up, such as `templates/deck/deck.html`."""
    stylesheets: tuple[Path, ...]
    content: Path
    """The folder that pictures are named from; only the `roots` may be read."""
    templates: Path
    clinic_name: str = ""
    """As in `Folders`."""
    pictures: Mapping[str, Picture] = {}
    """Those that are no files, by their addresses."""

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders whose files it may name, in the order in which they are looked at."""
        return self.content, *template_folders(self.templates)

    @property
    def fonts(self) -> str:
        """The folder of the clinic's own fonts, as findings name it."""
        return shown_path(self.content / FONTS)

    @property
    def clinic(self) -> str:
        """The clinic's file, as findings name it."""
        return shown_path(Folders(self.content, self.templates, self.clinic_name).clinic_file)

    def choices(self) -> "Iterator[Markup]":
        """The mark-up with each of the parts that a page of a fixed size has the choice of.

        A template writes the part that it would like best first.
        """
        before, _, rest = self.text.partition(_ONE_OF)
        parts, _, behind = rest.partition(_END)
        for part in parts.split(_OR):
            yield self._replace(text=f"{before}{part}{behind}")
