"""Notes in a translation which version of its original somebody has checked it against."""

from pathlib import Path

from msgspec.structs import replace

from handout.checks.passages import digests
from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding
from handout.model.markup import shown_path
from handout.source import front_matter_edits
from handout.source.content import original_of
from handout.source.front_matter_edits import Value
from handout.source.reading import parse, read_sound
from handout.source.text_files import read_bytes


def note(path: Path, content: Path) -> str:
    """Write the version of the original, and digests of its sections, into a translation.

    Returns what is said of it. Raises UsageError for what is no translation, ContentError for
    faults of the two; the file then is as it was.
    """
    name, original = shown_path(path), original_of(path)
    if original is None:
        told = f"'{name}' is no translation, as no article is beside it whose language it adds"
        raise UsageError(f"{told}; a translation of asthma.md into Spanish is asthma.es.md")
    translation, model = read_sound(path, content).article, read_sound(original, content).article
    sections, version = digests(model), model.front.version
    front = replace(translation.front, translated_from=version, translated_sections=sections)
    what = f"{shown_path(original)} in version {version}"
    if front == translation.front:
        return f"{name}: says already that it is a translation of {what}"
    values: dict[str, Value] = {"translated_from": version, "translated_sections": sections}
    data = front_matter_edits.edited(read_bytes(path, content, pictured=True), values)
    if parse(data, name, path.stem, lang=front.lang).article.front != front:
        message = "its front matter is written in a way that cannot be added to"
        raise ContentError([Finding("front-matter", message, "write a key on each line", name)])
    try:
        front_matter_edits.write(path, data)
    except OSError as error:
        message = f"the file cannot be written ({error.strerror})"
        advice = "see that you may write in its folder, and that the disk is not full"
        raise ContentError([Finding("file", message, advice, name)]) from error
    return f"{name}: noted as a translation of {what}; digests of {len(sections)} parts written"
