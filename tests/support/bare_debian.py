"""A bare Debian in a folder, in which the steps of a Dockerfile are run one by one.

debootstrap makes the folder; a step runs below it, in a mount and process namespace of its own,
so that nothing is mounted any more when it is over. Of this computer it gets the name servers
and how pip is set up.
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_TOOLS = ("debootstrap", "unshare", "chroot")
MISSING = next((tool for tool in _TOOLS if not shutil.which(tool)), "") or (
    "" if os.geteuid() == 0 else "root"
)
"""What is missing here for it."""
_CERTIFICATES = "/etc/pip.crt"
_OF_THE_HOST = {
    **{name: name for name in ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf")},
    "~/.config/pip/pip.conf": "/root/.config/pip/pip.conf",
    os.environ.get("PIP_CERT", ""): _CERTIFICATES,  # its own place is that of Debian's own
}
"""What is copied of this computer, and where to."""


class Step(NamedTuple):
    """An instruction of a Dockerfile."""

    name: str
    words: str


class Image(NamedTuple):
    """What has been made so far, and what further steps are run with."""

    root: Path
    environment: Mapping[str, str] = {}
    user: str = "root"
    folder: str = "/"


def steps(dockerfile: str) -> Iterator[Step]:
    """The instructions of a Dockerfile."""
    whole = re.sub(r"^#.*\n", "", dockerfile, flags=re.MULTILINE).replace("\\\n", " ")
    for line in filter(None, whole.splitlines()):
        name, _, words = line.partition(" ")
        yield Step(name, words)


def run(image: Image, *command: str, network: bool = True) -> str:
    """What a command prints that is run in the image."""
    below = f"cd {shlex.quote(image.folder)} && exec {shlex.join(command)}"
    user = f"--userspec={image.user}"
    mounted = f"mount -t proc proc {image.root}/proc && exec chroot {user} {image.root} sh -c "
    namespaces = ["--mount", "--pid", "--fork", *([] if network else ["--net"])]
    pip = {key: value for key, value in os.environ.items() if key.startswith("PIP_")}
    pip |= {"PIP_CERT": _CERTIFICATES} if "PIP_CERT" in pip else {}
    path = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    done = subprocess.run(
        ["unshare", *namespaces, "sh", "-c", mounted + shlex.quote(below)],
        env={**path, **pip, **image.environment},
        check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


def _debian(image: Image, words: str, context: Path) -> Image:
    suite = re.fullmatch(r"debian:(\w+)-slim", words)
    assert suite, words
    bootstrap = ["debootstrap", "--variant=minbase", suite[1], str(image.root)]
    subprocess.run(bootstrap, check=True, stdout=subprocess.DEVNULL)
    for name, place in _OF_THE_HOST.items():
        if name and Path(name).expanduser().is_file():
            target = image.root / place.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(name).expanduser(), target)
    return image


def _environment(image: Image, words: str, context: Path) -> Image:
    given = dict(one.split("=", 1) for one in shlex.split(words))
    return image._replace(environment={**image.environment, **given})


def _copied(image: Image, words: str, context: Path) -> Image:
    *sources, target = shlex.split(words)
    place = image.root / target.lstrip("/")
    for name in sources:
        if (context / name).is_dir():
            left_out = shutil.ignore_patterns("__pycache__")
            shutil.copytree(context / name, place, dirs_exist_ok=True, ignore=left_out)
        else:
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(context / name, place)
    return image


def _run(image: Image, words: str, context: Path) -> Image:
    run(image, "sh", "-c", words)
    return image


def _in_folder(image: Image, words: str, context: Path) -> Image:
    (image.root / words.lstrip("/")).mkdir(parents=True, exist_ok=True)
    return image._replace(folder=words)


_INSTRUCTIONS = {
    "FROM": _debian,
    "ENV": _environment,
    "COPY": _copied,
    "RUN": _run,
    "USER": lambda image, words, context: image._replace(user=words),
    "WORKDIR": _in_folder,
    "ENTRYPOINT": lambda image, words, context: image,
}


def built(dockerfile: str, root: Path, context: Path) -> Image:
    """The image that a Dockerfile makes of the files below `context`."""
    image = Image(root)
    for step in steps(dockerfile):
        image = _INSTRUCTIONS[step.name](image, step.words, context)
    return image
