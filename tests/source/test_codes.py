from pathlib import Path

import pytest

from handout.model.findings import Finding, Severity
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


def findings(content: Path, **front: str) -> list[Finding]:
    for name, lines in front.items():
        (content / f"{name.replace('_', '-')}.md").write_text(ARTICLE.format(lines), "utf-8")
    return list(codes.alike([path.name for path in content.glob("*.md")], content))


def alike(content: Path, **front: str) -> list[tuple[str, str]]:
    return [(Path(one.path).name, one.rule) for one in findings(content, **front)]


def test_two_articles_of_one_code_are_told_and_the_advice_helps(content):
    assert alike(content, hay_fever="", hand_feet="") == [("hay-fever.md", "code-alike")]
    assert alike(content, hay_fever="code: HAYF\n") == []


def test_articles_of_different_codes_are_not_told(content):
    assert alike(content, hay_fever="", scars="", asthma="") == []


@pytest.mark.parametrize(
    ("one", "other", "lines"),
    [
        ("code: ABC\n", "code: ABC\n", [3, 3]),
        ("code: 'ABC'  # ours\n", "version: x\ncode: abc\r\n", [3, 4]),
        ("", "code: SCAR\n", [1, 3]),  # of `scars` by its name
        ("code: EXEM\n", "", [3, 1]),  # of `exema` by its name
    ],
)
def test_a_code_that_an_article_writes_is_no_other_s(content, one, other, lines):
    found = findings(content, scars=one, exema=other)
    found.sort(key=lambda one: one.path, reverse=True)
    assert [(finding.severity, finding.line) for finding in found] == [
        (Severity.ERROR, line) for line in lines
    ]
    assert f"exema.md{f':{lines[1]}' if lines[1] > 1 else ''} do" in found[0].message
    assert alike(content, scars="code: ONE\n", exema="code: TWO\n") == []


def test_a_code_in_the_text_of_an_article_is_none(content):
    assert alike(content, scars="---\n\ncode: EXEM\n", exema="") == []


def test_three_articles_of_one_code_each_name_another(content):
    found = findings(content, a="code: X\n", b="code: X\n", c="code: X\n")
    assert [(Path(one.path).name, one.message.split("/")[-1]) for one in found] == [
        ("a.md", "b.md:3 do"),
        ("b.md", "a.md:3 do"),
        ("c.md", "a.md:3 do"),
    ]
