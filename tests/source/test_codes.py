from pathlib import Path

import pytest

from handout.source import codes

ARTICLE = "---\ntitle: A\n{}---\n\nWords.\n"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("scars", "SCAR"),
        ("hay-fever", "HAFE"),
        ("stem-cell-skin-repair", "SCSR"),
        ("asthma.es", "ASTH-ES"),
        ("asthma.zh-Hant", "ASTH-ZH-HANT"),
        ("asma_niños", "ASNI"),
        ("01-first-aid", "01FA"),
        ("喘息", "喘息"),
        ("a", "A"),
        ("---", ""),
    ],
)
def test_a_code_is_made_of_the_name_of_the_file(name, code):
    assert codes.of_name(name) == code


def alike(content: Path, **front: str) -> list[tuple[str, str]]:
    for name, lines in front.items():
        (content / f"{name.replace('_', '-')}.md").write_text(ARTICLE.format(lines), "utf-8")
    files = sorted(path.name for path in content.glob("*.md"))
    return [(Path(one.path).name, one.rule) for one in codes.alike(files, content)]


def test_two_articles_of_one_code_are_told_and_the_advice_helps(content):
    assert alike(content, hay_fever="", hand_feet="") == [("hay-fever.md", "code-alike")]
    assert alike(content, hay_fever="code: HAYF\n") == []


def test_articles_of_different_codes_are_not_told(content):
    assert alike(content, hay_fever="", scars="", asthma="") == []
