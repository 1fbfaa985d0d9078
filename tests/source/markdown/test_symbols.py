"""Emoji in the text: never an error."""

import pytest

from tests.support.outline import parsed, shown

PRINTED = {
    "✓ ✗ ☐ ☑ ♥": "✓ ✗ ☐ ☑ ♥",
    "✅ Do, ❌ don’t, ✔️ yes": "✓ Do, ✗ don’t, ✔ yes",
    "1️⃣ Wash": "1 Wash",
    "➡️ Next": "→ Next",
    "☎️ 01632, ⚠️ hot, ★ ✉": "☎ 01632, ⚠ hot, ★ ✉",
}


@pytest.mark.parametrize("words", PRINTED)
def test_a_like_sign_is_printed(words):
    reading = parsed(words)
    assert (shown(reading.article), reading.findings) == ([f"p({PRINTED[words]})"], ())


def test_one_that_is_written_as_its_number_is_treated_as_if_it_were_typed():
    reading = parsed("Well &#x1F600; done &#x2764;&#xFE0F;")
    (told,) = reading.findings
    assert told.message == "emoji are left out, as no font has them: “😀”"
    assert told.severity.name == "WARNING"
    assert reading.article.lead[0].text.plain.split() == ["Well", "done", "♥"]


def test_the_rest_is_left_out_with_one_warning():
    reading = parsed(
        "a 👍🏽 b\n\n- 👩‍👩‍👧\n- c ⏰ 👍🏽\n\n## 💊 D\n\n[e](https://example.org/😀) 🇬🇧"
    )
    (told,) = reading.findings[:-1] if len(reading.findings) > 1 else reading.findings
    assert told.message.startswith("emoji are left out, as no font has them: “👍🏽”, “👩‍👩‍👧”")
    assert "“🇬🇧”" in told.message
    assert {one.severity.name for one in reading.findings} == {"WARNING"}
    assert shown(reading.article) == [
        "ul(a b → p(c))",
        '## D #d: p(<a href="https://example.org/%F0%9F%98%80">e</a>)',
    ]
