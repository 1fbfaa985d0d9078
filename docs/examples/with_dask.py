"""Build all articles of a folder on a Dask cluster: with_dask.py CONTENT OUTPUT [SCHEDULER]."""

import os
import sys
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from handout.build.pipeline import build
from handout.build.request import Request
from handout.model.installation import TEMPLATES
from handout.model.markup import Folders

Files = tuple[tuple[str, bytes], ...]


def read(folder: Path) -> Files:
    """The files below a folder, without those whose names begin with a dot."""
    paths = sorted(path for path in folder.rglob("[!.]*") if path.is_file())
    return tuple((str(path.relative_to(folder)), path.read_bytes()) for path in paths)


def write(folder: Path, files: Files) -> None:
    """Write files below a folder."""
    for name, data in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def make(articles: Files, shared: Files) -> tuple[Files, str]:
    """What is made of an article and its translations, and what is said of them."""
    content = Path(gettempdir(), f"handout-{os.getpid()}-{hash(shared):x}")
    if not content.exists():  # a worker keeps the clinic's folder for its next article
        write(content, shared)
    write(content, articles)
    names = tuple(name for name, _ in articles)
    with TemporaryDirectory() as output:
        folders = Folders(content, TEMPLATES)
        outcomes = list(build(Request(folders, Path(output), names, day=date.today().isoformat())))
        for name in names:
            (content / name).unlink()
        said = "\n".join(str(one) for outcome in outcomes for one in outcome.findings)
        return read(Path(output)), said


def run(client: "Client", content: Path, output: Path) -> None:
    """Make all articles, wherever the scheduler finds room for them."""
    from dask.distributed import as_completed

    every = read(content)
    shared = client.scatter([tuple(one for one in every if not one[0].endswith(".md"))])[0]
    articles = (one for one in every if one[0].endswith(".md"))
    groups = [tuple(group) for _, group in groupby(articles, lambda one: one[0].split(".")[0])]
    for done in as_completed(client.map(make, groups, shared=shared, pure=False)):
        files, said = done.result()
        write(output, files)
        print(said, end="\n" if said else "")


if __name__ == "__main__":
    from dask.distributed import Client  # pip install distributed

    with Client(*sys.argv[3:], threads_per_worker=1) as cluster:  # WeasyPrint knows no threads
        run(cluster, Path(sys.argv[1]), Path(sys.argv[2]))
