"""handout installed as a package, in an environment with nothing else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from handout.model.installation import COMMAND, TEMPLATES, template_file, template_folders

ROOT = Path(__file__).parent.parent


def run(*words: str | Path, folder: Path) -> str:
    """What a command prints; the checkout is not on its path."""
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONSAFEPATH")}
    done = subprocess.run(words, cwd=folder, env=clean, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_in_its_own_folder_the_command_is_build_py_and_the_templates_lie_beside_the_package():
    assert COMMAND == "python build.py"
    assert TEMPLATES == ROOT / "templates"


def test_own_templates_go_before_ours(tmp_path):
    (tmp_path / "leaflet").mkdir()
    own = tmp_path / "leaflet" / "leaflet.css"
    own.write_text("")
    assert template_folders(tmp_path) == (tmp_path, TEMPLATES)
    assert template_folders(TEMPLATES) == (TEMPLATES,)
    assert template_file(tmp_path, "leaflet/leaflet.css") == own
    assert template_file(tmp_path, "_cover.html") == TEMPLATES / "_cover.html"
    assert template_file(tmp_path, "none.html") == tmp_path / "none.html"


@pytest.mark.slow
def test_a_wheel_has_all_that_a_bare_environment_needs(tmp_path):
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT, folder=ROOT)
    (wheel,) = tmp_path.glob("handout-*.whl")
    ours = {f"handout/{path.relative_to(ROOT)}" for path in (ROOT / "templates").rglob("*.*")}
    assert ours <= set(zipfile.ZipFile(wheel).namelist())
    run(sys.executable, "-m", "venv", tmp_path / "bare", folder=tmp_path)
    bin_ = tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin")
    run(bin_ / "python", "-m", "pip", "install", "-q", f"{wheel}[serve]", folder=tmp_path)
    run(bin_ / "python", "-c", "import handout.preview.serving", folder=tmp_path)
    clinic = tmp_path / "clinic"
    clinic.mkdir()
    assert "Then run: handout" in run(bin_ / "handout", "init", folder=clinic)
    made = run(bin_ / "handout", folder=clinic)
    assert "output/your-first-visit/your-first-visit-leaflet.pdf" in made
    assert "1 up to date" in run(bin_ / "python", "-m", "handout", folder=clinic)
    run(bin_ / "handout", "templates", "leaflet/leaflet.css", folder=clinic)
    sheet = clinic / "templates" / "leaflet" / "leaflet.css"
    sheet.write_text(f"{sheet.read_text('utf-8')}\n.lead {{ color: #404040 }}\n", "utf-8")
    assert "1 made" in run(bin_ / "handout", "--format", "leaflet", folder=clinic)
    assert "usage: handout" in run(bin_ / "handout", "--help", folder=clinic)
