"""Every key of an article and of clinic.yaml: a wrong value is told at its line, none is silent."""

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.front_matter import FrontMatter
from handout.source.scalars import choices, describe
from handout.source.schema import File, check, read_files

MODELS: Mapping[type[Struct], str] = {
    FrontMatter: "title: A\nlang: en-GB\n",
    Clinic: "name: A\nphone: 1\naddress: [b]\n",
}
FREE = {
    "FrontMatter": "title version subtitle question description translated_from "
    "translated_sections leave_out clinics own_numbers extra",
    "Clinic": "name phone address strapline hours logo logo_reversed formats extra "
    "out_of_hours.phone out_of_hours.note press.profile deck.template",
}
"""Keys of words, which may be any; a check knows those of formats, clinics, numbers and files."""


def inside(hint: Any) -> Any:
    """A type without marks, without None, and that of the entries of a list."""
    if get_origin(hint) is Annotated and isinstance(hint.__metadata__[-1], str):
        of_words = tuple(one for one in hint.__metadata__ if not isinstance(one, str))
        bare = hint.__origin__
        return inside(Annotated[bare, *of_words] if of_words else bare)
    if get_origin(hint) in (Union, types.UnionType):
        return inside(next(one for one in get_args(hint) if one is not type(None)))
    return inside(get_args(hint)[0]) if get_origin(hint) is tuple else hint


def leaves(model: type[Struct], above: tuple[str, ...] = ()) -> Iterator[tuple[str, Any, int]]:
    """Each key of a model that has a value, its type, and how many values it has in a list."""
    for key, hint in get_type_hints(model, include_extras=True).items():
        kind = inside(hint)
        lists = [one for one in (hint, *get_args(hint)) if get_origin(one) is tuple]
        if isinstance(kind, type) and issubclass(kind, Struct):
            yield from leaves(kind, (*above, key))
        else:
            count = len([one for one in get_args(lists[0]) if one is not ...]) if lists else 1
            yield ".".join((*above, key)), kind, count


KEYS = [
    pytest.param(model, key, kind, count, id=f"{model.__name__}-{key}")
    for model in MODELS
    for key, kind, count in leaves(model)
    if key not in FREE[model.__name__].split()
]


def said(model: type[Struct], key: str, value: str) -> tuple[Any, tuple[Finding, ...], int]:
    """What is read of a value, what is said of it, and its line."""
    base = [one for one in MODELS[model].splitlines() if not one.startswith(f"{key}:")]
    lines = [f"{'  ' * n}{one}:" for n, one in enumerate(key.split("."))]
    text = "\n".join((*base, *lines)) + f" {value}\n"
    try:
        if model is FrontMatter:
            read, found = check(text, "a.md", model, 0)
        else:
            read, found = read_files([File(text, "clinic.yaml")], model)
    except ContentError as error:
        read, found = None, error.findings
    for one in key.split("."):
        read = getattr(read, one, None)
    return read, found, text.count("\n")


@pytest.mark.parametrize("value", ["5?", "on", "off", "yes", "12 %", "[]", "{}"])
@pytest.mark.parametrize(("model", "key", "kind", "count"), KEYS)
def test_a_wrong_value_is_told_at_its_line_with_what_is_allowed(model, key, kind, count, value):
    if describe(kind).startswith(("a language", "a short code", "the name of")):
        value = "?!"  # as the others may be one
    value = f"[{', '.join([value] * count)}]" if count > 1 else value
    value = f"{{a: '{value}'}}" if get_origin(kind) is Mapping else value
    _, found, line = said(model, key, value)
    assert [one.line for one in found if "missing" not in one.message][:1] == [line]


@pytest.mark.parametrize(("model", "key", "kind", "count"), KEYS)
def test_what_is_one_of_a_few_may_be_in_capitals(model, key, kind, count):
    for one in choices(kind):
        for written in (one, one.upper(), one.lower(), one.title(), f'"{one}"'):
            read, found, _ = said(model, key, written)
            assert (read, found) == (one, ())
