"""HTML is read as the Markdown that says the same."""

import pytest

from tests.support.outline import faults, whole

ALIKE = {
    "headings": ("<h2>One</h2>\nWords.\n\n<h3>Two</h3>", "## One\n\nWords.\n\n### Two"),
    "a-heading-with-a-name": (
        '<h2 id="one">The first</h2>\n[go](#one)',
        "## The first {#one}\n\n[go](#one)",
    ),
    "a-name-above-a-heading": (
        '<a name="one"></a>\n## The first\n\n[go](#one)',
        "## The first {#one}\n\n[go](#one)",
    ),
    "a-name-in-a-heading": (
        '## <a id="one"></a>The first\n\n[go](#one)',
        "## The first {#one}\n\n[go](#one)",
    ),
    "paragraphs": ("<p>One\n<p>two</p>three", "One\n\ntwo\n\nthree"),
    "a-group": ('<div class="a">\n\nWords.\n\n- one\n\n</div>', "Words.\n\n- one"),
    "a-group-indented": (
        "<div>\n  <section>\n\t<p>One\n\ttwo.</p>\n      three\n  </section>\n</div>",
        "One\ntwo.\n\nthree",
    ),
    "markdown-in-a-group": ("<div>*One*\n- two</div>\n\nThree", "*One*\n- two\n\nThree"),
    "details": ("<details><summary>One</summary>\n\nTwo.\n\n</details>", "**One**\n\nTwo."),
    "a-list": (
        "<ul><li>One\n<li>two<ul><li>three</li></ul></li></ul>\n\nFour",
        "- One\n- two\n    - three\n\nFour",
    ),
    "a-list-over-empty-lines": (
        "<ul>\n\n  <li><p>One</p>\n\n  <p>two</p></li>\n\n</ul>",
        "- One\n\n  two",
    ),
    "a-list-with-numbers": ('<ol start="3"><li>One</li><li>two</li></ol>', "3. One\n4. two"),
    "a-list-right-in-a-list": (
        "<ul><li>One</li><ul><li>two</li></ul>three</ul>",
        "- One\n\n    - two\n\n  three",
    ),
    "a-list-in-nothing-but-a-list": ("<ul><ul><li>One</li></ul></ul>", "- - One"),
    "a-quotation": ("<blockquote>One<br>two</blockquote>", "> One\\\n> two"),
    "a-table": (
        "<table><caption>All</caption><thead><tr><th>A<th>B</tr></thead>\n"
        "<tr><td>1<td><b>2</b></tr>\n\n<tr><td>3</tr></table>\nMore",
        "| A | B |\n|---|---|\n| 1 | **2** |\n| 3 |\n\nTable: All\n\nMore",
    ),
    "a-table-of-one-row": ("<table><tr><td>One<td>two</table>", "One\n\ntwo"),
    "a-table-behind-a-heading": (
        "<h2>One</h2>\n| A | B |\n|---|---|\n| 1 | 2 |",
        "## One\n\n| A | B |\n|---|---|\n| 1 | 2 |",
    ),
    "typed-words": (
        "<pre><code>One &lt;\n\n  two</code></pre>\nThree",
        "```\nOne <\n\n  two\n```\n\nThree",
    ),
    "rules-and-breaks": ("One\n<hr>\n<br>\n\nTwo", "One\n\n***\n\nTwo"),
    "no-words": (
        "One\n\n<script>\nif (a < b) {\n\n}\n</script>\n<style>p { x: y }</style>\n\nTwo",
        "One\n\nTwo",
    ),
    "a-comment-in-a-list": ("<ul><li>One<!-- two\n\n--></li></ul>", "- One"),
    "a-picture": (
        '<img alt="A &quot;mark&quot;" src="images/a.png" width="9">',
        '![A "mark"](images/a.png)',
    ),
    "a-link": (
        'Go <a href="https://example.org/?a=1&amp;b=2" class="x">*there*</a>',
        "Go [*there*](https://example.org/?a=1&b=2)",
    ),
    "a-language": ('Say <span lang="fr">oui</span>', "Say [oui]{lang=fr}"),
    "blocks-in-a-cell": (
        "| A | B |\n|---|---|\n| <p>1</p><ul><li>one</li><li>two</li></ul>more | 2 |",
        "| A | B |\n|---|---|\n| 1<br>• one<br>• two<br>more | 2 |",
    ),
    "abbreviations": (
        'Go to <abbr title="emergencies">A&amp;E</abbr>, <abbr title="emergencies">A&amp;E</abbr>',
        "Go to A&E (emergencies), A&E",
    ),
    "a-box-behind-a-group": ("<div>\nOne\n</div>\n::: key\nTwo\n:::", "One\n\n::: key\nTwo\n:::"),
    "in-a-quotation": ("> <div>\n> One\n> </div>\n\nTwo", "> One\n\nTwo"),
    "in-a-list": ("- One\n  <p>two</p>\n- three", "- One\n\n  two\n- three"),
}


@pytest.mark.parametrize("name", ALIKE)
def test_html_is_read_as_the_markdown_that_says_the_same(name):
    html, markdown = ALIKE[name]
    assert whole(html) == whole(markdown)


def test_a_fault_in_html_has_its_own_line():
    assert faults("<div>\n<p>One\n[two](nowhere)</p>\n<ul>\n<li>three [^1]</li>\n</ul>") == [
        "3: the link 'nowhere' leads to no web page, mailbox, phone or section; begin it with "
        "https://, mailto:, tel: or #, or delete the link and keep its words",
        "5: there is no footnote '1'; write '[^1]: …' on a line of its own, or delete the mark",
    ]
