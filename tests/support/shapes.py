"""Numbers, doses and addresses among words from right to left, and articles full of them."""

import re

SHAPES = (
    "1-800-985-5990",
    "01632 960145",
    "(01632) 960145",
    "+44 1632 960145",
    "0800-111-222",
    "5–10 mg",
    "2 × 500 mg/day",
    "< 38.5 °C",
    "01/10/2026",
    "2026-10-01",
    "120/80 mmHg",
    "1,000.5",
    "50 %",
    "0.5–1%",
    "10:30–14:00",
    "pH 7.4",
    "#5",
    "SARS-CoV-2",
    "B12",
    "H1N1",
    "info-1@example.org",
    "https://example.org/a-1",
    "www.example.org/b-2",
    "5–10",
    "−4.5 °C",
    "±0.5 kg",
    "65+",
    "£5.50–£6",
    "0.5–1 mL/kg",
    "CD4+ 200/µL",
    "A1c 6.5–7.0%",
    "8 a.m.–6 p.m.",
)
NATIVE = {
    "٥–١٠": "١٠–٥",
    "٥-١٠": "١٠-٥",
    "۵–۱۰": "۱۰–۵",
    "۵-۱۰": "۱۰-۵",
    "٣٨٫٥": "٣٨٫٥",
    "٠١/١٠/٢٠٢٦": "٠١/١٠/٢٠٢٦",
    "۱۴۰۵/۷/۹": "۱۴۰۵/۷/۹",
    "٩:٣٠–١٧:٠٠": "١٧:٠٠–٩:٣٠",
    "٥٠٪": "٪٥٠",
    "۵۰٪": "٪۵۰",
    "٠١٦٣٢ ٩٦٠١٤٥": "٠١٦٣٢ ٩٦٠١٤٥",
    "١-٨٠٠-٩٨٥-٥٩٩٠": "١-٨٠٠-٩٨٥-٥٩٩٠",
    "۰۲۱-۸۸۷۷-۶۶۵۵": "۰۲۱-۸۸۷۷-۶۶۵۵",
    "CoV-٢": "CoV-٢",
}
"""Arabic-Indic and Persian digits, and how they stand from left to right."""
WORDS = {"Arabic": "العيادة", "Hebrew": "המרפאה", "Urdu": "کلینک", "Farsi": "درمانگاه"}
"""A word in each script."""
LANGUAGES = dict(zip(WORDS.values(), ("ar", "he", "ur", "fa"), strict=True))

_FRONT = """---
title: {word}
question: {word} 5–10 mg {word}
lang: {lang}
version: "1.0-2"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---

"""


def short(word: str) -> str:
    """An article with a number in a warning, a heading, prose and a footnote."""
    return (
        f"{_FRONT.format(word=word, lang=LANGUAGES[word])}::: warning\n"
        f"{word} 1-800-985-5990 {word}.\n:::\n\n"
        f"## {word} 01632 960145\n\n{word} **5**–10 mg {word}[^a].\n\n"
        f"[^a]: {word} 12:34–56 {word}.\n"
    )


def article(word: str) -> str:
    """An article with each shape in prose, a heading, a list and a table."""
    shapes = (*SHAPES, *NATIVE)
    prose = "".join(f"### {word} {one}\n\n{word} {one} {word}.\n\n" for one in shapes)
    items = "".join(f"- {word} {one} {word}\n" for one in shapes)
    rows = "".join(f"| {word} | {one} |\n" for one in shapes)
    return (
        f"{short(word)}\n## {word} 1\n\n{prose}## {word} 2\n\n{word}:\n\n{items}\n"
        f"## {word} 3\n\n| {word} | 5–10 mg |\n|---|---|\n{rows}"
    )


def plain(text: str) -> str:
    """A text without spaces and marks.

    Brackets are all alike, as readers of PDFs mirror some; so are Persian and Arabic-Indic
    digits, most of which are the same glyphs.
    """
    text = text.translate({0x6F0 + n: 0x660 + n for n in range(10)})
    return re.sub(r"[\s\u200b-\u200f\u2060\u2066-\u2069]", "", re.sub("[()<>]", "|", text))
