"""A value is written into the front matter of a file, and nothing else in it changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handout.source.front_matter_edits import edited, write

FRONT = """---
# Translated by Maria
title: "Asma: lo principal"   # short
translated_from: '1.0'  # by her

extra:
  a: b
translated_sections:
  one: "aaaaaaaa"
  "two: of it": "bbbbbbbb"

# the end
authors: [Maria]
---

## Uno

translated_from: words
"""
AFTER = """---
# Translated by Maria
title: "Asma: lo principal"   # short
translated_from: "1.1"  # by her

extra:
  a: b
translated_sections:
  one-and-more: "cccccccc"
  "3": "dddddddd"

# the end
authors: [Maria]
---

## Uno

translated_from: words
"""
VALUES = {
    "translated_from": "1.1",
    "translated_sections": {"one-and-more": "cccccccc", "3": "dddddddd"},
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_values_take_the_place_of_the_old_ones(end, mark):
    before, after = (f"{mark}{text.replace(chr(10), end)}".encode() for text in (FRONT, AFTER))
    assert edited(before, VALUES) == after
    assert edited(after, VALUES) == after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("translated_from:", 'translated_from: "1.1"'),
        ("translated_from: 1.0", 'translated_from: "1.1"'),
        ("translated_from: 1.0 # a", 'translated_from: "1.1" # a'),
        ("translated_from: >-\n  1.0", 'translated_from: "1.1"'),
    ],
)
def test_a_value_is_replaced_however_it_is_written(old, new):
    before, after = (f"---\n{text}\nlang: es\n---\nWords" for text in (old, new))
    assert edited(before.encode(), {"translated_from": "1.1"}).decode() == after


@pytest.mark.parametrize(
    "old",
    [
        "sections: {one: a, two: b}",
        "sections: {one: a,\n  two: b\n}",
        "sections:\n  one: a",
        "sections:\n  one: a\n  # of it\n  two: b",
        "sections:",
    ],
)
def test_keys_below_one_another_are_replaced_as_a_whole(old):
    before = f"---\n{old}\n# behind\nlang: es\n---\nWords".encode()
    after = '---\nsections:\n  "a": "b"\n# behind\nlang: es\n---\nWords'
    assert edited(before, {"sections": {"a": "b"}}).decode() == after


LINES = st.lists(
    st.sampled_from(["", "# words", "lang: es", "  # more", "title: é", "\t"]), max_size=6
)
BODY = st.text(alphabet="ab é\t\u2028\x0c\x85\n#-", max_size=60)


@given(LINES, BODY, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
def test_every_other_byte_stays(lines, body, end, mark):
    front = [line for n, line in enumerate(lines) if ":" not in line or line not in lines[:n]]
    text = "\n".join(("---", *front, "{}---\n")).replace("\n", end)
    before = f"{mark}{text.format('')}{body}".encode()
    added = f'version_of: "1"{end}'
    assert edited(before, {"version_of": "1"}) == f"{mark}{text.format(added)}{body}".encode()


def test_a_link_stays_a_link_and_its_file_keeps_its_rights(tmp_path: Path):
    target, link = tmp_path / "there.md", tmp_path / "a.md"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.md", "there.md"]


def test_what_cannot_be_written_stays_as_it_was(tmp_path: Path):
    path = tmp_path / "a.md"
    path.mkdir()  # nothing can take its place
    with pytest.raises(OSError, match="directory"):
        write(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]
