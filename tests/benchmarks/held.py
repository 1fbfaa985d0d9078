"""What workers hold after each of many edits, in megabytes.

A process of its own, `python -m tests.benchmarks.held FOLDER EDITS`: workers begin with all that
the process that forks them has imported, and other rows import the libraries of paper.
"""

import itertools
import sys
from pathlib import Path

from tests.benchmarks import ours


def megabytes(process: str, what: str = "VmHWM") -> float:
    """The most memory that a process has held so far; 0 once it is gone (Linux tells it)."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    lines = (line for line in status.splitlines() if line.startswith(what))
    return int(next(lines, f"{what}: 0").split()[1]) / 1024


def main(folder: str, edits: str) -> None:
    """Tell the most that a worker holds after each edit, in all formats."""
    place = ours.place(Path(folder), 1)
    with ours.tasks.pool(ours.OFFICE, 2, 300) as pool:
        for request in itertools.islice(place.edits(itertools.count()), int(edits)):
            assert not any(outcome.failed for outcome in ours.build(request, pool))
            ids = [str(worker.process.pid) for worker in pool.workers]
            print(max(megabytes(id_, "VmRSS") for id_ in ids), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
