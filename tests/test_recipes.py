"""The recipes in docs/recipes/ do what they say: their steps and commands are run."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.support import bare_debian
from tests.support.workplace import ROOT

RECIPES = ROOT / "docs" / "recipes"
DOCKERFILE = (RECIPES / "Dockerfile").read_text("utf-8")
GITHUB = yaml.load((RECIPES / "github.yml").read_text("utf-8"), yaml.BaseLoader)
GITLAB = yaml.load((RECIPES / "gitlab.yml").read_text("utf-8"), yaml.BaseLoader)
STEPS = GITHUB["jobs"]["leaflets"]["steps"]
COMMANDS = {
    "github": [step["run"] for step in STEPS if "run" in step],
    "gitlab": [*GITLAB["leaflets"]["before_script"], *GITLAB["leaflets"]["script"]],
}
KEPT = {
    "github": [STEPS[-1]["with"]["path"]],
    "gitlab": GITLAB["leaflets"]["artifacts"]["paths"],
}


def test_each_recipe_installs_the_pango_that_make_installs():
    packages = re.findall(r'"(lib[\w.-]+)"', (ROOT / ".ci" / "pango").read_text("utf-8"))
    assert len(packages) == 3
    for recipe in (DOCKERFILE, str(GITHUB), str(GITLAB)):
        for name in packages:
            assert name in recipe


def test_the_container_does_its_work_as_a_user_who_is_not_root():
    names = [step.name for step in bare_debian.steps(DOCKERFILE)]
    (user,) = (step.words for step in bare_debian.steps(DOCKERFILE) if step.name == "USER")
    assert user != "root"
    assert names.index("USER") > max(at for at, name in enumerate(names) if name == "RUN")
    entry = [step.words for step in bare_debian.steps(DOCKERFILE)][-1]
    assert json.loads(entry) == ["/opt/handout/bin/handout"]


def test_what_the_dockerfile_copies_is_there():
    for step in bare_debian.steps(DOCKERFILE):
        if step.name == "COPY":
            assert all((ROOT / name).exists() for name in step.words.split()[:-1])


def test_both_services_keep_what_was_made_although_an_article_was_at_fault():
    assert KEPT == {"github": ["output/"], "gitlab": ["output/"]}
    assert STEPS[-1]["uses"].startswith("actions/upload-artifact@")
    assert STEPS[-1]["if"] == "always()"
    assert GITLAB["leaflets"]["artifacts"]["when"] == "always"
    assert GITHUB["on"] == ["push", "pull_request", "workflow_dispatch"]


def test_each_step_of_github_uses_an_action_or_runs_a_command():
    assert all(("uses" in step) != ("run" in step) for step in STEPS)
    assert STEPS[0]["uses"].startswith("actions/checkout@")


def _content(folder: Path) -> None:
    """Somebody's repository of articles, in a folder."""
    shutil.copytree(ROOT / "handout" / "cli" / "starter" / "content", folder / "content")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a shell with an environment that has Python and pip alone."""
    bare = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", bare], check=True)
    left = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return {**left, "PATH": f"{bare / 'bin'}:{os.environ['PATH']}", "HANDOUT": str(ROOT)}


@pytest.mark.slow
@pytest.mark.parametrize("service", COMMANDS)
def test_the_commands_of_a_service_build_the_articles(service, environment, tmp_path):
    _content(tmp_path)
    script = "\n".join(line for line in COMMANDS[service] if "apt-get" not in line)
    subprocess.run(["sh", "-ec", script], cwd=tmp_path, env=environment, check=True)
    for place in KEPT[service]:
        made = {path.suffix for path in (tmp_path / place).rglob("your-first-visit-*.*")}
        assert made == {".pdf", ".pptx"}


@pytest.fixture
def root() -> Iterator[Path]:
    """A folder for a system; not pytest's, which would keep three of them."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "debian").mkdir(mode=0o755)
        Path(folder).chmod(0o755)
        yield Path(folder) / "debian"


@pytest.mark.slow
@pytest.mark.skipif(bool(bare_debian.MISSING), reason=f"needs {bare_debian.MISSING}")
def test_the_dockerfile_on_a_bare_debian_makes_what_builds_without_a_network(root):
    image = bare_debian.built(DOCKERFILE, root, ROOT)
    handout = "/opt/handout/bin/handout"
    assert "uid=0" not in bare_debian.run(image, "id")
    bare_debian.run(image, handout, "init", network=False)
    said = bare_debian.run(image, handout, network=False)
    assert "output/your-first-visit/your-first-visit-leaflet.pdf" in said
    # As `docker run -u`: somebody whom the container does not know, in a folder of theirs.
    stranger = image._replace(user="4711:4711", folder="/srv/theirs")
    _content(root / "srv" / "theirs")
    subprocess.run(["chown", "-R", "4711:4711", root / "srv" / "theirs"], check=True)
    said = bare_debian.run(stranger, handout, "--jobs", "1", network=False)
    assert "output/your-first-visit/your-first-visit-slides.pptx" in said
