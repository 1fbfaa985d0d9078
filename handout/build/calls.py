"""Calls of functions in workers, within their limits: what dies there spoils itself alone."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from handout.build.jobs import Job, run
from handout.build.request import Limits
from handout.build.workers import Answer, Failure, Pool, Task
from handout.model.errors import ContentError, HandoutError
from handout.model.findings import Finding

Result = TypeVar("Result")


def broken(failure: Failure, name: str) -> Finding:
    """A fault of this computer; or of handout itself, with its place in the code."""
    if failure.no_room:
        message = f"there is no room for temporary files ({failure.reason})"
        advice = "make room on that disk, or name another folder in TMPDIR"
        return Finding("no-room", message, advice, name)
    advice = "send this line and the article to whoever looks after handout"
    message = f"handout itself fails on this article ({failure.reason})"
    return Finding("internal", message, advice, name)


def stopped(failure: Failure, what: str, name: str) -> Finding:
    """Why a worker gave up, or had to; `what` was not done."""
    if failure.alive:
        return broken(failure, name)
    advice = (
        "look for a huge picture or table in it, or for a rule in a style sheet of templates/ that "
        "was changed of late, such as one with '*'; or allow more: --time-limit, --memory-limit"
    )
    return Finding("maker", f"{what}: {failure.reason}", advice, name)


def asked(task: Task, what: str, name: str) -> Job[Answer]:
    """The answer to a task; raises ContentError where there is none."""
    (answer,) = yield [task]
    if isinstance(answer, HandoutError):
        raise answer
    if isinstance(answer, Failure):
        raise ContentError([stopped(answer, what, name)])
    return answer


def within(pool: Pool, task: Task, name: str, what: str) -> None:
    """Have a pool do a task, whose workers are warm; raises ContentError."""
    list(run(pool, [asked(task, what, name)]))


def _answered(task: Task, what: str, name: str) -> Job[Answer]:
    """The answer to a task, or the ContentError that says why there is none."""
    try:
        return (yield from asked(task, what, name))
    except ContentError as error:
        return error


def each(
    function: Callable[..., Result], given: Mapping[str, tuple[Any, ...]], what: str, limits: Limits
) -> Iterator[Result | ContentError]:
    """What a function returns for each of several arguments, or why it does not, in their order.

    The arguments stand behind the name of what they are about, for findings; `what` says that
    it was not done. Raises what is the fault of no single one.
    """
    size = min(limits.workers, len(given))
    with Pool(size, limits.seconds, megabytes=limits.megabytes) as pool:
        calls = ((Task("", function, arguments), name) for name, arguments in given.items())
        yield from run(pool, (_answered(task, what, name) for task, name in calls))


def one(
    function: Callable[..., Result], name: str, given: tuple[Any, ...], what: str, limits: Limits
) -> Result:
    """What a function returns; raises ContentError, as `each`."""
    (answer,) = each(function, {name: given}, what, limits)
    if isinstance(answer, ContentError):
        raise answer
    return answer
