"""Word files that are not read as they are, and what to do about each."""

from collections import Counter
from collections.abc import Iterator

from handout.importing.package import Package, W, local, value
from handout.importing.runs import texts
from handout.model.errors import ContentError
from handout.model.findings import Finding

_CHANGES = {"ins": "new", "del": "deleted", "moveFrom": "moved", "moveTo": "moved"}
_PROPERTIES = frozenset(("rPr", "trPr", "numPr", "pPr"))
"""In which a change is one of looks."""
_FEW = 5
"""Words of a document that is a picture."""
OLD = (".doc", ".odt", ".rtf", ".dot", ".ott")
_PDF = (
    "a PDF has no headings or lists to read",
    "import the Word file that it was made of; if there is none, open the PDF in Word, look it"
    " through, save it as .docx, and import that",
)
_OTHERS = {
    ".pdf": _PDF,
    ".pages": ("this is a file of Pages", "export it from Pages as Word (.docx), and import that"),
    ".pptx": ("this is a presentation", "copy its words into a Word file, and import that"),
    ".html": ("this is a web page", "open it in Word, save it as .docx, and import that"),
    ".txt": ("this is plain text", "rename it so that it ends in .md, and import that"),
    ".rst": (
        "this is reStructuredText, which is not read",
        "make Markdown of it with pandoc, and import that",
    ),
}
NEEDS_OFFICE = "save it in Word as .docx and import that, or install LibreOffice, which converts it"


def refusal(path: str, message: str, advice: str) -> ContentError:
    """The error that stops an import."""
    return ContentError([Finding("import", message, advice, path)])


def of_kind(ending: str) -> tuple[str, str]:
    """What is wrong with a file by its ending, and what to do about it."""
    known = "Word files (.docx) and Markdown (.md) can be imported"
    return _OTHERS.get(ending, (f"a file that ends in '{ending}' cannot be imported", known))


def _changes(package: Package) -> Iterator[tuple[str, str]]:
    """The tracked changes that add or take away words: of which kind, and of which words."""
    for part in (package.main, package.of_kind("footnotes"), package.of_kind("endnotes")):
        for one in package.root(part).iter(*(W + name for name in _CHANGES)):
            words = texts(one).strip()
            if words and local(one.getparent()) not in _PROPERTIES:
                yield _CHANGES[local(one)], words


def _comments(package: Package) -> list[str]:
    """The comments, each behind the name of who wrote it."""
    found = package.root(package.of_kind("comments")).iterchildren(f"{W}comment")
    said = ((value(one, key="author") or "somebody", " ".join(texts(one).split())) for one in found)
    return [f"{author}: “{words}”" for author, words in said if words]


def check(package: Package, path: str, *, accepted: bool) -> list[str]:
    """The comments of a file that may be read; raises ContentError for what may not."""
    changes, comments = list(_changes(package)), _comments(package)
    faults = []
    if changes and not accepted:
        kinds = Counter(kind for kind, _ in changes)
        what = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
        message = f"it has tracked changes that nobody has accepted ({what}; the first: "
        message += f"“{changes[0][1][:80]}”)"
        faults.append((message, "accept or reject them in Word first"))
    if comments and not accepted:
        message = f"it has {len(comments)} comments (the first: {comments[0][:120]})"
        message = message.replace(" 1 comments", " a comment")
        faults.append((message, "resolve and delete them in Word first"))
    if faults:
        otherwise = (
            ", or add '--as accepted' (on the live page: tick the box) to read it as if all were"
            " accepted"
        )
        raise ContentError(
            Finding("import", message, advice + otherwise, path) for message, advice in faults
        )
    root = package.root(package.main)
    if next(root.iter(f"{W}altChunk"), None) is not None:
        message = "part of it is another file, which Word takes in only when it opens this one"
        raise refusal(path, message, "open it in Word, save it, and import that")
    notes = (package.root(package.of_kind(kind)) for kind in ("footnotes", "endnotes"))
    held = [one for part in (root, *notes) for one in part.iter()]
    words = sum(len((one.text or "").split()) for one in held if local(one) == "t")
    pictured = any(local(one) in ("blip", "imagedata") for one in root.iter())
    if words <= _FEW and pictured:
        advice = "have its words typed, or recognised by a program (OCR), and look them through"
        raise refusal(path, "it is a picture of a text, not a text", advice)
    if not words:
        raise refusal(path, "it has no words", "see that it is the file that you mean")
    return comments
