"""What a build is asked to do, and what became of each article.

Named tuples, no dataclasses: that import takes longer than an idle build may.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handout.model.findings import Finding, has_errors
from handout.model.markup import Folders, shown_path

if TYPE_CHECKING:
    from datetime import date


class Limits(NamedTuple):
    """How many workers there are, and what each may use for one thing that is asked of it."""

    workers: int = 1
    seconds: float = 120
    megabytes: int = 1024


class Request(NamedTuple):
    """What a build is asked to do."""

    folders: Folders
    output: Path
    articles: tuple[str, ...] = ()
    """Files or names; all of content/ where empty."""
    formats: tuple[str, ...] = ()
    """Names; what the clinic and the article say where empty."""
    strict: bool = False
    day: str = "0001-01-01"
    """Today, for review dates, as ISO writes it; nothing that is made depends on it."""
    limits: Limits = Limits()
    clinics: tuple[str, ...] = ()
    """Several, by their names: each has a folder of its own in output/."""

    @property
    def today(self) -> "date":
        """The day, as a date."""
        from datetime import date  # late: an idle build needs none

        return date.fromisoformat(self.day)

    def of_each_clinic(self) -> "tuple[Request, ...]":
        """What is asked for of each clinic; where none is named, of that of clinic.yaml."""
        return tuple(map(self.of_clinic, self.clinics)) or (self,)

    def of_clinic(self, name: str) -> "Request":
        """What is asked for of one of several clinics."""
        folders, output = self.folders._replace(clinic=name), self.output / name
        return self._replace(folders=folders, output=output, clinics=())

    def named(self, path: Path) -> str:
        """An article as the user names it, with the one of several clinics that it is for."""
        clinic = self.folders.clinic
        return f"{shown_path(path)} for {clinic}" if clinic else shown_path(path)


class OutputFile(NamedTuple):
    """A file in output/, with its pages or slides counted."""

    folder: Path
    name: str
    count: int  # type: ignore[assignment]  # instead of the method that tuples have
    unit: str
    fresh: bool = True
    """Whether it was made just now; else it lay there already, and was up to date."""

    @property
    def path(self) -> Path:
        """Where it lies; joined late, as an idle build asks for none."""
        return self.folder / self.name


class Outcome(NamedTuple):
    """What became of one article."""

    path: str
    """The article's file, as the user names it."""
    files: tuple[OutputFile, ...]
    findings: tuple[Finding, ...]
    clinic: str = ""
    """One of several that it was made for."""
    not_made: tuple[str, ...] = ()
    """The formats that were asked for and are not there, such as one that a text is too long for.

    It is not known where the article itself is at fault.
    """

    @property
    def is_of_article(self) -> bool:
        """Whether it is of an article; else of a clinic for which nothing can be made."""
        return not self.path.endswith(".yaml")

    @property
    def failed(self) -> bool:
        """Whether something is to be mended, or nothing could be made."""
        if self.not_made and not self.files:
            return True
        return bool(self.findings) and has_errors(self.findings)  # most have none: quicker

    @property
    def up_to_date(self) -> bool:
        """Whether there was nothing to make."""
        return not self.failed and not any(file.fresh for file in self.files)
