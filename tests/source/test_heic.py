"""HEIC is decoded in a process of its own, which a broken file may crash."""

import pytest

from handout.source import heic
from handout.source.raster import UnusableError, converted
from tests.support.workplace import ROOT

PHONE = (ROOT / "tests/source/pictures/phone.heic").read_bytes()


def test_a_decoder_that_crashes_is_a_broken_picture(monkeypatch):
    heic.decoded.cache_clear()
    monkeypatch.setattr(heic, "_DECODE", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(UnusableError, match="is broken"):
        converted(PHONE + b"\0")


def test_a_decoder_that_does_not_end_is_given_up(monkeypatch):
    heic.decoded.cache_clear()
    monkeypatch.setattr(heic, "_DECODE", "import time; time.sleep(60)")
    monkeypatch.setattr(heic, "_SECONDS", 0.5)
    with pytest.raises(UnusableError, match="takes too long"):
        converted(PHONE + b"\0\0")


def test_a_picture_of_too_many_dots_is_not_unpacked():
    with pytest.raises(heic.HeicError, match="too large"):
        heic.decoded(PHONE, 10)
