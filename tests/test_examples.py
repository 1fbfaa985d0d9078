"""The example of docs/scale.md: what is made of an article is a function of bytes alone."""

import runpy

from tests.support.workplace import ARTICLE, ROOT, made

EXAMPLE = ROOT / "docs" / "examples" / "with_dask.py"
make, read = (runpy.run_path(str(EXAMPLE))[name] for name in ("make", "read"))


def test_it_is_as_long_as_it_is_said_to_be():
    lines = EXAMPLE.read_text("utf-8").splitlines()
    code = [line for line in lines if line.strip() and not line.strip().startswith('"""')]
    assert f"{len(code)} lines for" in (ROOT / "docs" / "scale.md").read_text("utf-8")


def test_the_same_bytes_are_made_wherever_and_with_whatever_other_articles(tmp_path, monkeypatch):
    place = made(tmp_path, "asthma", "eczema")
    every = read(place.content)
    shared = tuple(one for one in every if not one[0].endswith(".md"))
    asthma, eczema = (one for one in every if one[0].endswith(".md"))
    first, said = make((asthma,), shared)
    assert said == ""
    assert {name.split("-", 1)[1] for name, _ in first} >= {"leaflet.pdf", "slides.pptx"}
    make((eczema,), shared)
    (tmp_path / "other").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "other"))  # another computer's
    assert make((asthma,), shared)[0] == first


def test_an_article_comes_with_its_translations():
    text = ARTICLE.format(title="Asma").replace("lang: en-GB", "lang: es")
    english = ("asthma.md", ARTICLE.format(title="Asthma").encode())
    clinic = b"name: Example\nphone: 01632 960001\naddress: [1 Example Street]\nformats: [slides]\n"
    files, _ = make((("asthma.es.md", text.encode()), english), (("clinic.yaml", clinic),))
    names = {name.rpartition("/")[2] for name, _ in files}
    assert names == {"asthma.es-slides.pptx", "asthma-slides.pptx"}
