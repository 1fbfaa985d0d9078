import pytest

from handout.source import kept_pictures
from handout.source.kept_pictures import kept

MEGABYTE = b"x" * 1_000_000


@pytest.fixture(autouse=True)
def _none_held(monkeypatch):
    monkeypatch.setattr(kept_pictures, "_held", {})


def test_what_was_made_of_a_picture_is_not_made_again_and_other_values_are():
    asked = []

    @kept
    def made(data: bytes, width: int) -> bytes:
        asked.append((data[:1], width))
        return data + str(width).encode()

    for _ in range(3):
        assert made(b"a", 1) == b"a1"
        assert made(b"a", 2) == b"a2"
        assert made(b"b", 1) == b"b1"
    assert asked == [(b"a", 1), (b"a", 2), (b"b", 1)]


@pytest.mark.parametrize("most", [2, 5])
def test_no_more_than_so_many_megabytes_are_kept_and_the_latest_of_them(most, monkeypatch):
    monkeypatch.setattr(kept_pictures, "_MOST", most * 1_000_000)
    asked = []

    @kept
    def made(data: bytes) -> bytes:
        asked.append(data)
        return MEGABYTE

    names = [str(number).encode() for number in range(8)]
    for name in names:
        made(name)
    asked.clear()
    for name in reversed(names[-most:]):
        made(name)
    assert asked == []
    made(names[0])
    assert asked == [names[0]]


def test_all_functions_share_the_bytes(monkeypatch):
    monkeypatch.setattr(kept_pictures, "_MOST", 2_000_000)
    asked = []

    @kept
    def one(data: bytes) -> bytes:
        asked.append(data)
        return MEGABYTE

    @kept
    def other(data: bytes) -> bytes:
        return one(data) + MEGABYTE

    one(b"a")
    other(b"b")
    one(b"b")
    assert asked == [b"a", b"b", b"b"]


def test_a_picture_that_is_as_it_was_is_not_held():
    asked = []

    @kept
    def same(data: bytes) -> bytes:
        asked.append(data)
        return bytes(bytearray(data))

    for _ in range(2):
        assert same(MEGABYTE) == MEGABYTE
    assert len(asked) == 1
    assert MEGABYTE not in kept_pictures._held.values()


def test_one_that_is_larger_than_all_is_kept_alone(monkeypatch):
    monkeypatch.setattr(kept_pictures, "_MOST", 1_000_000)
    asked = []

    @kept
    def made(data: bytes) -> bytes:
        asked.append(data)
        return MEGABYTE * 3

    made(b"a")
    made(b"a")
    assert asked == [b"a"]


def test_what_cannot_be_made_is_tried_again():
    asked = []

    @kept
    def made(data: bytes) -> bytes:
        asked.append(data)
        raise ValueError(data)

    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            made(b"a")
    assert len(asked) == 2
