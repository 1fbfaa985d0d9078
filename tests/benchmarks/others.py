"""What others do with the same article: plain scripts, and pandoc with typst."""

import multiprocessing
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.timing import run

HERE = Path(__file__).parent
PLAIN = HERE / "plain"
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=['ua-1'])"


def plain(article: Path, folder: Path) -> None:
    """Leaflet and deck by one plain script each, cold."""
    run(sys.executable, PLAIN / "leaflet.py", article, folder / f"{article.stem}.pdf")
    run(sys.executable, PLAIN / "deck.py", article, folder / f"{article.stem}.pptx")


def _both(article: Path, folder: Path) -> None:
    sys.path.insert(0, str(PLAIN))
    import deck
    import leaflet

    leaflet.leaflet(article, folder / f"{article.stem}.pdf")
    deck.deck(article, folder / f"{article.stem}.pptx")


@contextmanager
def plain_pool(articles: Sequence[Path], folder: Path) -> Iterator[Any]:
    """Two processes that have imported all and made an article already."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(_both, [(articles[0], folder)] * 4, chunksize=2)
        yield pool


def plain_all(pool: Any, articles: Sequence[Path], folder: Path) -> None:
    """Leaflets and decks of all by the plain scripts in a warm pool."""
    pool.starmap(_both, [(article, folder) for article in articles], chunksize=1)


def pandoc_path() -> str:
    """The program that comes with pypandoc_binary."""
    import pypandoc  # wanted for the benchmarks alone

    return str(pypandoc.get_pandoc_path())


def _script(folder: Path) -> Path:
    """A shell script that makes both files of the article that it is given."""
    script = folder / "pandoc.sh"
    script.write_text(
        "set -e\n"
        f'stem="{folder}/$(basename "$1" .md)"\n'
        f'"{pandoc_path()}" "$1" --standalone --to typst --shift-heading-level-by=-1 '
        '--output "$stem.typ"\n'
        f'"{sys.executable}" -c "{_TYPST}" "$stem.typ" "$stem.pdf"\n'
        f'"{pandoc_path()}" "$1" --output "$stem.pptx"\n'
    )
    return script


def pandoc(article: Path, folder: Path) -> None:
    """A PDF/UA-1 through typst and a deck, both by pandoc."""
    run("sh", _script(folder), article)


def pandoc_all(articles: Sequence[Path], folder: Path) -> None:
    """The same of all articles, two at a time."""
    names = " ".join(str(article) for article in articles)
    run("sh", "-c", f"echo {names} | tr ' ' '\\n' | xargs -P2 -n1 sh {_script(folder)}")


def words(article: Path) -> int:
    """How many words an article has."""
    return len(re.findall(r"\w+", article.read_text("utf-8")))
