"""Presentations of other makers, for a clinic's own."""

import io
import subprocess
import zipfile
from copy import deepcopy
from functools import cache

from msgspec.structs import replace
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from handout.model.clinic import DeckSettings
from tests.support.deck_markup import CLINIC

OWN = replace(CLINIC, deck=DeckSettings("own.pptx"))


def saved(presentation):
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


@cache
def in_arial(data):
    """The same in a face whose widths are known here."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            held = source.read(name)
            if "theme" in name:
                for face in (b"Calibri Light", b"Calibri", b"Aptos Display", b"Aptos"):
                    held = held.replace(b'typeface="%s"' % face, b'typeface="Arial"')
            archive.writestr(name, held)
    return target.getvalue()


@cache
def plain():
    """python-pptx's own default, 4:3, with two sample slides."""
    presentation = Presentation()
    for number in (0, 1):
        made = presentation.slides.add_slide(presentation.slide_layouts[number])
        made.shapes.title.text = "A sample slide"
    return in_arial(saved(presentation))


@cache
def without_bodies():
    """Only one layout has a place for words, and that is a body, not an object."""
    presentation = Presentation(io.BytesIO(plain()))
    for number, layout in enumerate(presentation.slide_layouts):
        for shape in list(layout.placeholders):
            if shape.placeholder_format.idx in range(1, 10) and number != 1:
                shape._element.getparent().remove(shape._element)
            elif shape.placeholder_format.idx == 1:
                shape._element.ph.set("type", "body")
    return saved(presentation)


def sized(data, width, height):
    """The same on slides of another size, in EMU, everything stretched with them."""
    presentation = Presentation(io.BytesIO(data))
    wide, tall = width / presentation.slide_width, height / presentation.slide_height
    presentation.slide_width, presentation.slide_height = Emu(width), Emu(height)
    presentation.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    for master in presentation.slide_masters:
        for held in (master, *master.slide_layouts):
            for size in held._element.iter(qn("a:off"), qn("a:ext")):
                for name, scale in (("x", wide), ("cx", wide), ("y", tall), ("cy", tall)):
                    if size.get(name):
                        size.set(name, str(int(int(size.get(name)) * scale)))
    return saved(presentation)


@cache
def widescreen(data):
    """The same in 16:9, as PowerPoint makes it today."""
    return sized(data, 12_192_000, 6_858_000)


@cache
def renamed():
    """The layouts without types, with names in another language."""
    presentation = Presentation(io.BytesIO(plain()))
    for number, layout in enumerate(presentation.slide_layouts):
        layout._element.attrib.pop("type", None)
        layout._element.find(qn("p:cSld")).set("name", f"Vorlage {number}")
    return saved(presentation)


@cache
def small():
    """The same in 16:9 and small, as PowerPoint once made it."""
    return sized(renamed(), 9_144_000, 5_143_500)


@cache
def few_layouts():
    """There are two layouts alone."""
    presentation = Presentation(io.BytesIO(plain()))
    first = presentation.slide_master
    for layout in list(first.slide_layouts)[2:]:
        first.slide_layouts.remove(layout) if not layout.used_by_slides else None
    return saved(presentation)


def _twin(part, name, old=b"", new=b""):
    """A copy of a part under another name, tied to nothing yet."""
    return part.load(PackURI(name), part.content_type, part.package, part.blob.replace(old, new))


def _second_master(presentation):
    """A twin of the master with all its layouts; its titles are smaller."""
    first = presentation.slide_master.part
    master = _twin(first, "/ppt/slideMasters/slideMaster2.xml", b'sz="4400"', b'sz="3200"')
    for number, layout in enumerate(presentation.slide_layouts, 1):
        made = _twin(layout.part, f"/ppt/slideLayouts/slideLayout{20 + number}.xml")
        made.relate_to(master, RT.SLIDE_MASTER)
        entry = master._element.sldLayoutIdLst[number - 1]
        entry.rId = master.relate_to(made, RT.SLIDE_LAYOUT)
        entry.set("id", str(2_147_484_000 + number))
    master.relate_to(_twin(first.part_related_by(RT.THEME), "/ppt/theme/theme9.xml"), RT.THEME)
    return master


@cache
def several_masters():
    """The first master has no layout that can hold words; the second has all."""
    presentation = Presentation(io.BytesIO(plain()))
    master = _second_master(presentation)
    masters = presentation.part._element.find(qn("p:sldMasterIdLst"))
    entry = parse_xml(f'<p:sldMasterId {nsdecls("p", "r")} id="2147484000"/>')
    entry.set(qn("r:id"), presentation.part.relate_to(master, RT.SLIDE_MASTER))
    masters.append(entry)
    for slide_id in list(presentation.slides._sldIdLst):
        presentation.part.drop_rel(slide_id.rId)
        presentation.slides._sldIdLst.remove(slide_id)
    first = presentation.slide_master
    for layout in list(first.slide_layouts):
        if layout.name != "Blank":
            first.slide_layouts.remove(layout)
    return saved(presentation)


_OPEN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
_MACROS = "application/vnd.ms-powerpoint.{}.macroEnabled.main+xml"
KINDS = {
    ".pptx": _OPEN.format("presentation"),
    ".potx": _OPEN.format("template"),
    ".ppsx": _OPEN.format("slideshow"),
    ".pptm": _MACROS.format("presentation"),
    ".potm": _MACROS.format("template"),
    ".ppsm": _MACROS.format("slideshow"),
}
"""What a file with the ending says that it is."""
_MICROSOFT = "http://schemas.microsoft.com/office"


def of_kind(data, ending):
    """The same saved with another ending; where that is one of macros, with these."""
    package = Presentation(io.BytesIO(data)).part.package
    main = package.main_document_part
    main._content_type = KINDS[ending]
    if ending.endswith("m"):
        name, kind = PackURI("/ppt/vbaProject.bin"), "application/vnd.ms-office.vbaProject"
        macros = Part(name, kind, package, b"Sub AutoOpen()")
        main.relate_to(macros, f"{_MICROSOFT}/2006/relationships/vbaProject")
        buttons = Part(PackURI("/customUI/customUI14.xml"), "application/xml", package, b"<ui/>")
        package.relate_to(buttons, f"{_MICROSOFT}/2007/relationships/ui/extensibility")
    target = io.BytesIO()
    package.save(target)
    return target.getvalue()


@cache
def low_bodies():
    """A title slide with two low places for words, of which the first is the lower."""
    presentation = Presentation(io.BytesIO(widescreen(plain())))
    layouts = presentation.slide_layouts
    subtitle = layouts[0].placeholders[1]._element
    subtitle.ph.set("type", "body")
    other = deepcopy(subtitle)
    other.ph.set("idx", "20")
    subtitle.addnext(other)
    for shape, top, height in ((subtitle, 377, 37), (other, 414, 72)):
        shape.x, shape.y, shape.cx, shape.cy = Pt(83), Pt(top), Pt(794), Pt(height)
    for layout in list(layouts)[2:]:
        layouts.remove(layout)
    return saved(presentation)


@cache
def of_pandoc():
    """What pandoc sets its slides on, unless it is told otherwise."""
    from pypandoc import get_pandoc_path  # here, as only `make slow` installs it

    command = [get_pandoc_path(), "--print-default-data-file", "reference.pptx"]
    return in_arial(subprocess.run(command, check=True, capture_output=True).stdout)


FILES = {
    "plain": plain,
    "without-bodies": without_bodies,
    "without-bodies-16-9": lambda: widescreen(without_bodies()),
    "renamed": renamed,
    "renamed-small-16-9": small,
    "few-layouts": few_layouts,
    "several-masters": several_masters,
    "template": lambda: of_kind(plain(), ".potx"),
    "slide-show": lambda: of_kind(plain(), ".ppsx"),
    "with-macros": lambda: of_kind(plain(), ".pptm"),
    "low-bodies": low_bodies,
    "several-masters-16-9": lambda: widescreen(several_masters()),
    "of-pandoc": of_pandoc,
}
UNLIKE = [name for name in FILES if name not in ("template", "slide-show", "with-macros")]
"""Those that make other decks: in the others ours are, byte for byte, as in the plain one."""
