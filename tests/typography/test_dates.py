"""A day as each language writes it; what stands here was looked at, language by language."""

from datetime import date
from pathlib import Path

import pytest

from handout.typography.dates import written

ARTICLES = Path(__file__).parents[1] / "languages"
DAYS = {
    "en-GB": "1 October 2026",
    "en-US": "October 1, 2026",
    "ar": "1 أكتوبر 2026",
    "ar-EG": "١ أكتوبر ٢٠٢٦",
    "bg": "1 октомври 2026 г.",
    "bn": "১ অক্টোবর, ২০২৬",
    "cs": "1. října 2026",
    "cy": "1 Hydref 2026",
    "da": "1. oktober 2026",
    "de": "1. Oktober 2026",
    "el": "1 Οκτωβρίου 2026",
    "es": "1 de octubre de 2026",
    "fa": "۱ اکتبر ۲۰۲۶",
    "fi": "1. lokakuuta 2026",
    "fil": "Oktubre 1, 2026",
    "fr": "1 octobre 2026",
    "gu": "1 ઑક્ટોબર, 2026",
    "he": "1 באוקטובר 2026",
    "hi": "1 अक्टूबर 2026",
    "ht": "1 oktòb 2026",
    "hu": "2026. október 1.",
    "it": "1 ottobre 2026",
    "iw": "1 באוקטובר 2026",
    "ja": "2026年10月1日",
    "ko": "2026년 10월 1일",
    "nb": "1. oktober 2026",
    "nl": "1 oktober 2026",
    "no": "1. oktober 2026",
    "pa": "1 ਅਕਤੂਬਰ 2026",
    "pl": "1 października 2026",
    "prs": "۱ اکتبر ۲۰۲۶",
    "pt": "1 de outubro de 2026",
    "pt-BR": "1 de outubro de 2026",
    "ro": "1 octombrie 2026",
    "ru": "1 октября 2026 г.",
    "sk": "1. októbra 2026",
    "so": "Oktoobar 1, 2026",
    "sv": "1 oktober 2026",
    "ta": "1 அக்டோபர், 2026",
    "th": "1 ตุลาคม ค.ศ. 2026",
    "ti": "ጥቅምቲ 1, 2026",
    "tl": "Oktubre 1, 2026",
    "tr": "1 Ekim 2026",
    "uk": "1 жовтня 2026 р.",
    "ur": "1 اکتوبر، 2026",
    "vi": "1 tháng 10, 2026",
    "zh": "2026年10月1日",
    "zh-TW": "2026年10月1日",
    "xx": "2026-10-01",
    "hmn": "2026-10-01",
}


def test_every_language_that_we_ship_has_its_day_here():
    there = {path.stem.partition("-")[0] for path in ARTICLES.glob("*.md")}
    assert there
    assert there <= {lang.partition("-")[0] for lang in DAYS}


@pytest.mark.parametrize("lang", DAYS)
def test_a_day_is_written_as_the_language_writes_it(lang):
    assert " ".join(written(date(2026, 10, 1), lang).split()) == DAYS[lang]
