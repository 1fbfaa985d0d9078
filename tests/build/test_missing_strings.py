"""Whichever strings a language lacks, all is built, and the English ones are marked as such."""

import random
import re

import pytest

from handout.model.findings import Severity
from tests.support.cases import cases
from tests.support.languages import of_deck, of_pdf
from tests.support.workplace import Workplace, made

ARTICLE = """\
---
title: الربو
lang: ar
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [د. سامي]
---

الربو يضيق الشعب الهوائية.

::: warning
اتصل بنا على 999.
:::

::: key
خذ الدواء كل يوم.
:::

## ماذا يساعد

- خذ الدواء كل يوم
- استرح

::: {.icon-array n=3 of=10 label="الأطفال"}
:::

## متى تتصل بنا

اتصل بنا. استرح. خذ الدواء.

## ثلاثة

ربو
: مرض

## أربعة {.hidden}

اقرأ المزيد عن هذا هنا.
"""
KEPT = (
    "direction",
    "reviewed_by",
    "also_in",
    "separator",
    "emergency",
    "reference_headings",
    "no_treatment",
)
LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    place.article().write_text(ARTICLE, "utf-8")
    clinic = place.content / "clinic.yaml"
    clinic.write_text(f"lang: en-GB\n{clinic.read_text('utf-8')}", "utf-8")
    return place


def lose(place: Workplace, seed: int, share: float) -> set[str]:
    """Take lines out of the Arabic strings; returns their keys."""
    path = place.template("strings/ar.yaml")
    lines = path.read_text("utf-8").splitlines()
    keys = [line.partition(":")[0] for line in lines if re.match(r"\w+:", line)]
    chance = random.Random(seed)
    lost = {key for key in keys if key not in KEPT and chance.random() < share}
    path.write_text("\n".join(x for x in lines if x.partition(":")[0] not in lost), "utf-8")
    return lost


def unmarked(held, clinic: str) -> list[str]:
    """The Latin words that are said to be Arabic, but for what is the clinic's address."""
    words = "\n".join(text for lang, text in held.items() if lang not in ("en", "en-GB"))
    return [word for word in LATIN.findall(words) if word not in clinic]


LOST = [(1, 1.0), (2, 0.1), (3, 0.3), (4, 0.5), (5, 0.8)]


@pytest.mark.parametrize(("seed", "share"), cases(LOST, (LOST[0], LOST[2])))
def test_whatever_is_missing_all_is_built_and_english_words_are_marked(place, seed, share):
    lost = lose(place, seed, share)
    assert lost
    (outcome,) = place.build(formats=("leaflet", "leaflet-trifold", "slides"))
    assert not outcome.failed
    warnings = (one for one in outcome.findings if one.severity is Severity.WARNING)
    (warning,) = (one for one in warnings if one.path == "templates/strings/ar.yaml")
    assert all(f"'{key}:'" in warning.advice for key in lost)
    web = re.search("(?m)^web: (.*)", (place.content / "clinic.yaml").read_text("utf-8"))[1]
    address = f"{web} {re.sub('^.*//', 'desk@', web)} https tel mailto"
    for file in outcome.files:
        data = file.path.read_bytes()
        held = of_deck(data) if file.path.suffix == ".pptx" else of_pdf(data)
        assert unmarked(held, address) == []
        assert "en" in held or share < 0.5
