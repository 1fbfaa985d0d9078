"""What a fresh clone has in `content/` builds. No other test looks there: it is the user's own."""

import filecmp

import pytest

from handout.build.pipeline import build
from handout.build.request import Request
from handout.model.markup import Folders
from tests.support.workplace import CONTENT, FIRST, ROOT, TODAY

SHIPPED = ROOT / "content"


def test_the_article_that_is_there_from_the_start_builds(tmp_path):
    names = [one.relative_to(CONTENT) for one in CONTENT.rglob("*") if one.is_file()]
    if filecmp.cmpfiles(SHIPPED, CONTENT, names, shallow=False)[0] != names:
        pytest.skip("content/ is no longer as it came")
    folders = Folders(SHIPPED, ROOT / "templates")
    (outcome,) = build(Request(folders, tmp_path, (FIRST.stem,), day=TODAY.isoformat()))
    assert outcome.findings == ()
    assert len(outcome.files) == 5
