"""Each page of each printed format looks as it did when it was last looked at."""

import pypdfium2
import pytest

from tests.support import goldens
from tests.support.leaflets import PAPER, first_article


@pytest.mark.parametrize("name", PAPER)
def test_a_format_looks_as_it_did(name, pytestconfig):
    data = first_article(name).data
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        picture = page.render(scale=400 / page.get_height()).to_pil()
        goldens.check(f"{name}-{number}", picture, pytestconfig.getoption("renew_goldens"))


def test_a_page_that_has_moved_is_seen():
    data = first_article("poster").data
    page = pypdfium2.PdfDocument(data)[0]
    picture = page.render(scale=400 / page.get_height()).to_pil()
    moved = picture.transform(picture.size, 0, (1, 0, 0, 0, 1, 3))
    with pytest.raises(AssertionError, match="other than its golden"):
        goldens.check("poster-1", moved, renew=False)
