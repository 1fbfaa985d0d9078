"""Presentations that somebody means ill with, or that broke on their way, for a clinic's own."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from tests.support.own_templates import of_kind, plain

PRESENTATION, MASTER = "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"
LAYOUT, THEME = "ppt/slideLayouts/slideLayout2.xml", "ppt/theme/theme1.xml"
TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DRAWN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
SERVER = "http://192.0.2.1/spy.png"
"""An address that nobody has."""

Parts = dict[str, bytes]


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], *more: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*parts.items(), *more):
            archive.writestr(name, data)
    return target.getvalue()


def rels_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def replaced(parts: Parts, name: str, old: str, new: str) -> None:
    """Change one thing in one part."""
    assert old.encode() in parts[name], f"{old!r} is not in {name}"
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)


def tied(parts: Parts, name: str, kind: str, target: str, outside: bool = True) -> None:
    """Relate a part to something, as rId99."""
    kind = kind if "://" in kind else f"{_OFFICE}/{kind}"
    mode = ' TargetMode="External"' if outside else ""
    tie = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{mode}/>'
    replaced(parts, rels_of(name), "</Relationships>", f"{tie}</Relationships>")


def typed(parts: Parts, name: str, type_: str) -> None:
    """Say what a new part is."""
    said = f'<Override PartName="/{name}" ContentType="{type_}"/>'
    replaced(parts, TYPES, "</Types>", f"{said}</Types>")


def _shape(inner: str) -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="901" name="Words"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:p>{inner}</a:p></p:txBody></p:sp>"
    )


def _picture(blip: str, more: str = "") -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="902" name="Ambush"/><p:cNvPicPr/><p:nvPr>{more}</p:nvPr>'
        f"</p:nvPicPr><p:blipFill><a:blip {blip}/><a:stretch/></p:blipFill><p:spPr/></p:pic>"
    )


def _frame(inner: str) -> str:
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="903" name="Frame"/>'
        '<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData uri="x">'
        f"{inner}</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _click(action: str, id_: str = "rId99") -> str:
    return _shape(
        f'<a:r><a:rPr lang="en"><a:hlinkClick r:id="{id_}" action="{action}"/></a:rPr>'
        "<a:t>Click</a:t></a:r>"
    )


def baited(shape: str, kind: str, target: str, outside: bool = True, type_: str = "") -> bytes:
    """A layout and a master with a shape that is related to something."""
    parts = parts_of(plain())
    for name in (MASTER, LAYOUT):
        replaced(parts, name, "</p:spTree>", f"{shape}</p:spTree>")
        tied(parts, name, kind, target, outside)
    if not outside:
        parts[target.lstrip("/")] = b"MZ the ambush"
        typed(parts, target.lstrip("/"), type_)
    return packed(parts)


def _background() -> bytes:
    parts = parts_of(plain())
    blip = f'<p:bg><p:bgPr><a:blipFill {_DRAWN}><a:blip r:link="rId99"/></a:blipFill><a:effectLst/>'
    start = parts[MASTER].index(b"<p:bg>")
    end = parts[MASTER].index(b"</p:bg>")
    parts[MASTER] = parts[MASTER][:start] + f"{blip}</p:bgPr>".encode() + parts[MASTER][end:]
    tied(parts, MASTER, "image", SERVER)
    return packed(parts)


def _theme_fill() -> bytes:
    parts = parts_of(plain())
    parts[rels_of(THEME)] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    )
    tied(parts, THEME, "image", SERVER)
    link = f'<a:blipFill xmlns:r="{_OFFICE}"><a:blip r:link="rId99"/></a:blipFill>'
    replaced(parts, THEME, "<a:fillStyleLst>", f"<a:fillStyleLst>{link}")
    return packed(parts)


def _custom_xml() -> bytes:
    parts = parts_of(plain())
    tied(parts, PRESENTATION, "customXml", "/customXml/item1.xml", outside=False)
    parts["customXml/item1.xml"] = b"<patients><ambush/></patients>"
    return packed(parts)


def _controls() -> bytes:
    controls = '<p:controls><p:control spid="1" name="Ambush" r:id="rId99"/></p:controls>'
    parts = parts_of(plain())
    replaced(parts, LAYOUT, "</p:spTree>", f"</p:spTree>{controls}")
    tied(parts, LAYOUT, "control", "/ppt/activeX/activeX1.xml", outside=False)
    parts["ppt/activeX/activeX1.xml"] = b"<ambush/>"
    typed(parts, "ppt/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml")
    return packed(parts)


def _scripted() -> bytes:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>ambush</script></svg>'
    )
    parts = parts_of(
        baited(_picture('r:embed="rId99"'), "image", "/ppt/media/a.svg", False, "image/svg+xml")
    )
    parts["ppt/media/a.svg"] = drawing.encode()
    return packed(parts)


def _font() -> bytes:
    """A program in the place of an embedded font."""
    name = "ppt/fonts/font1.fntdata"
    held = '<p:embeddedFont><p:font typeface="A"/><p:regular r:id="rId99"/></p:embeddedFont>'
    parts = parts_of(plain())
    ends = "<p:defaultTextStyle", "</p:presentation>"
    end = next(one for one in ends if one.encode() in parts[PRESENTATION])
    replaced(parts, PRESENTATION, end, f"<p:embeddedFontLst>{held}</p:embeddedFontLst>{end}")
    tied(parts, PRESENTATION, "font", f"/{name}", outside=False)
    typed(parts, name, "application/x-fontdata")
    return packed(parts | {name: b"MZ the ambush"})


_FILM = '<a:videoFile r:link="rId99"/>'
_OLE = '<p:oleObj name="Ambush" progId="Package" r:id="rId99"><p:embed/></p:oleObj>'
DROPPED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "picture-outside": (
        lambda: baited(_picture('r:link="rId99"'), "image", SERVER),
        "a picture that is outside",
    ),
    "picture-on-a-server": (
        lambda: baited(_picture('r:embed="rId99"'), "image", "file://///192.0.2.1/share/a.png"),
        "a picture that is outside",
    ),
    "background-outside": (_background, "a picture that is outside"),
    "fill-of-the-theme-outside": (_theme_fill, "a picture that is outside"),
    "program-as-a-picture": (
        lambda: baited(
            _picture('r:embed="rId99"'), "image", "/ppt/media/evil.png", False, "image/png"
        ),
        "a picture that is outside of it or cannot be used",
    ),
    "drawing-with-a-script": (_scripted, "cannot be used"),
    "film": (
        lambda: baited(_picture('r:embed=""', _FILM), "video", "http://192.0.2.1/a.mp4"),
        "a sound or a film",
    ),
    "link-to-a-program": (
        lambda: baited(_click("ppaction://program"), "hyperlink", "file:///C:/calc.exe"),
        "a link to a file or a program",
    ),
    "link-to-a-share": (
        lambda: baited(_click(""), "hyperlink", "file://///192.0.2.1/share/a.docx"),
        "a link to a file or a program",
    ),
    "click-that-calls-a-macro": (
        lambda: baited(_click("ppaction://macro?name=Open", ""), "hyperlink", "https://a.example"),
        "a click that runs something",
    ),
    "program-as-a-font": (_font, "a font"),
    "embedded-object": (
        lambda: baited(
            _frame(_OLE), "oleObject", "/ppt/embeddings/a.bin", False, "application/octet-stream"
        ),
        "an embedded object",
    ),
    "active-x": (_controls, "an ActiveX control"),
    "macros": (lambda: of_kind(plain(), ".pptm"), "macros"),
    "custom-xml": (_custom_xml, "custom XML"),
    "another-kind": (
        lambda: baited(_frame(""), "http://own.example/2030/surprise", "https://a.example"),
        "what it calls surprise",
    ),
}
"""What is dropped with a note, and what the note says."""


def _with(name: str, old: str, new: str) -> bytes:
    parts = parts_of(plain())
    replaced(parts, name, old, new)
    return packed(parts)


def _without(name: str) -> bytes:
    return packed({other: data for other, data in parts_of(plain()).items() if other != name})


def _declared(name: str, type_: str, used: str = "&e;") -> bytes:
    """A part with a document type, and an entity of it in use."""
    parts = parts_of(plain())
    head, _, rest = parts[name].partition(b"?>")
    place = rest.rindex(b"</")
    parts[name] = head + b"?>" + type_.encode() + rest[:place] + used.encode() + rest[place:]
    return packed(parts)


_BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 50}">' for n in range(1, 9))


def _cut(name: str) -> bytes:
    parts = parts_of(plain())
    return packed(parts | {name: parts[name][: len(parts[name]) // 2]})


def _twice(name: str) -> bytes:
    parts = parts_of(plain())
    return packed(parts, (name.upper(), parts[name]))


def _bomb(name: str, megabytes: int) -> bytes:
    parts = parts_of(plain())
    return packed(parts | {name: parts[name] + b" " * megabytes * 1_000_000})


def _of_size(width: str, height: str = "6858000") -> bytes:
    return _with(PRESENTATION, 'cx="9144000" cy="6858000"', f'cx="{width}" cy="{height}"')


def _accent(number: int) -> str:
    """A colour of the theme."""
    theme = parts_of(plain())[THEME].decode()
    tag = f"a:accent{number}>"
    return f"<{tag}{theme.split(f'<{tag}')[1].split(f'</{tag}')[0]}</{tag}"


def _emptied(tag: str) -> bytes:
    """A theme without one of its elements, or without what is in it."""
    parts, what = parts_of(plain()), re.compile(rf"<a:{tag}\b.*</a:{tag}>".encode(), re.DOTALL)
    left = f"<a:{tag}/>".encode() if tag.endswith("Font") else b""
    assert what.search(parts[THEME])
    return packed(parts | {THEME: what.sub(left, parts[THEME])})


def locked() -> bytes:
    """Open to be read alone, for whoever has no password."""
    lock = '<p:modifyVerifier algorithmName="SHA-512" saltData="AA==" hashData="AA=="/>'
    parts = parts_of(plain())
    replaced(parts, PRESENTATION, "</p:presentation>", f"{lock}</p:presentation>")
    return packed(parts)


def strange() -> bytes:
    """What some other program has put beside, and asks that it be understood."""
    parts, space = parts_of(plain()), "http://own.example/ambush"
    ext = f'<p:ext uri="{{A}}"><z:a xmlns:z="{space}" href="{SERVER}"/></p:ext>'
    replaced(parts, LAYOUT, "</p:sldLayout>", f"<p:extLst>{ext}</p:extLst></p:sldLayout>")
    asked = f'xmlns:mc="{COMPATIBILITY}" xmlns:y="{space}" mc:MustUnderstand="y" mc:Ignorable="no"'
    replaced(parts, LAYOUT, "<p:sldLayout ", f'<p:sldLayout {asked} y:a="" ')
    return packed(parts)


def _deep() -> bytes:
    return _with(LAYOUT, "</p:spTree>", "<p:grpSp>" * 9_000 + "</p:grpSp>" * 9_000 + "</p:spTree>")


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "outside-entity": (
        lambda: _declared(THEME, '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        f"part {THEME} has a document type",
    ),
    "outside-type": (
        lambda: _declared(LAYOUT, f'<!DOCTYPE a SYSTEM "{SERVER}">', ""),
        f"part {LAYOUT} has a document type",
    ),
    "entity-bomb": (
        lambda: _declared(TYPES, f'<!DOCTYPE a [<!ENTITY e0 "e">{_BOMB}]>', "&e8;"),
        f"part {TYPES} has a document type",
    ),
    "entity-bomb-of-relationships": (
        lambda: _declared(rels_of(MASTER), f'<!DOCTYPE a [<!ENTITY e0 "e">{_BOMB}]>', "&e8;"),
        f"part {rels_of(MASTER)} has a document type",
    ),
    "zip-bomb": (lambda: _bomb(THEME, 100), f"MB unpacked, most of it in {THEME}"),
    "large-xml": (lambda: _bomb(THEME, 30), f"part {THEME} is larger than 20 MB"),
    "deep-xml": (_deep, f"part {LAYOUT} is broken or cut short"),
    "no-types": (lambda: _without(TYPES), "this is no PowerPoint file"),
    "no-presentation": (lambda: _without(PRESENTATION), f"part {PRESENTATION} is not there"),
    "no-theme": (lambda: _without(THEME), f"part {THEME} is not there"),
    "no-master": (lambda: _without(MASTER), f"part {MASTER} is not there"),
    "no-layout": (lambda: _without(LAYOUT), f"part {LAYOUT} is not there"),
    "no-colour": (
        lambda: _with(THEME, _accent(1), _accent(1).replace("accent1", "accent9")),
        f"part {THEME} has no colour accent1",
    ),
    "cut-theme": (lambda: _cut(THEME), f"part {THEME} is broken or cut short"),
    "cut-layout": (lambda: _cut(LAYOUT), f"part {LAYOUT} is broken or cut short"),
    "cut-file": (lambda: plain()[:9_000], "or it is cut short"),
    "part-twice": (lambda: _twice(LAYOUT), "is there twice"),
    "part-of-another-kind": (
        lambda: _with(TYPES, "presentationml.slideMaster+xml", "presentationml.slide+xml"),
        f"part {MASTER} is not what it is said to be",
    ),
    "layout-listed-as-master": (
        lambda: _with(MASTER, 'r:id="rId1"', 'r:id="rId12"'),
        f"part {MASTER} lists what is no part of it",
    ),
    "no-fonts": (lambda: _emptied("fontScheme"), f"part {THEME} has no a:majorFont"),
    "no-effects": (lambda: _emptied("fmtScheme"), f"part {THEME} has no a:fmtScheme"),
    "no-typeface": (lambda: _emptied("minorFont"), f"part {THEME} has no typeface in minorFont"),
    "unknown-placeholder": (
        lambda: _with(LAYOUT, 'type="title"', 'type="surprise"'),
        f'part {LAYOUT} says ph type="surprise"',
    ),
    "unknown-layout": (
        lambda: _with(LAYOUT, 'type="obj"', 'type="surprise"'),
        'says sldLayout type="surprise"',
    ),
    "colour-of-another-map": (
        lambda: _with(MASTER, 'bg1="lt1"', 'bg1="accent77"'),
        f'part {MASTER} says clrMap bg1="accent77"',
    ),
    "strict": (
        lambda: _with("_rels/.rels", _OFFICE, "http://purl.oclc.org/ooxml/officeDocument"),
        "Strict Open XML",
    ),
    "absurd-turn": (
        lambda: _with(LAYOUT, "<a:xfrm>", '<a:xfrm rot="99999999999">'),
        'xfrm rot="99999999999"',
    ),
    "unknown-answer": (
        lambda: _with(LAYOUT, "<p:sldLayout ", '<p:sldLayout showMasterSp="maybe" '),
        'sldLayout showMasterSp="maybe"',
    ),
    "colour-of-no-map": (
        lambda: _with(MASTER, ' tx1="dk1"', ""),
        f"part {MASTER} says clrMap without tx1",
    ),
    "no-width": (lambda: _of_size("0"), f'part {PRESENTATION} says sldSz cx="0"'),
    "absurd-width": (lambda: _of_size("9000000000000"), 'sldSz cx="9000000000000"'),
    "negative-height": (lambda: _of_size("9144000", "-5"), 'sldSz cy="-5"'),
    "width-in-words": (lambda: _of_size("wide"), 'sldSz cx="wide"'),
    "absurd-place": (lambda: _with(LAYOUT, 'idx="1"', 'idx="9e9"'), 'ph idx="9e9"'),
    "absurd-type": (
        lambda: _with(MASTER, 'sz="4400"', 'sz="99999999"'),
        f'part {MASTER} says defRPr sz="99999999"',
    ),
}
"""What is refused, and what is said."""


_SEQUENCES = (
    *("presentation", "presentationPr", "viewPr", "sldMaster", "sldLayout", "cSld", "sp", "pic"),
    *("nvSpPr", "nvPicPr", "spPr", "xfrm", "txBody", "bodyPr", "txStyles", "lvl1pPr", "defRPr"),
    *("theme", "themeElements", "clrScheme", "fontScheme", "majorFont", "minorFont", "fmtScheme"),
)
"""Some elements whose children have an order that says nothing."""


def reversed_order(data: bytes) -> bytes:
    """A presentation with the children of many elements from the last to the first."""

    def turned(part: bytes) -> bytes:
        root = etree.fromstring(part)
        for element in list(root.iter(*(f"{{*}}{name}" for name in _SEQUENCES))):
            if len({child.tag for child in element}) == len(element):  # else some are alike
                element[:] = list(element)[::-1]
        return etree.tostring(root, encoding="UTF-8", standalone=True)

    parts = parts_of(data)
    office = ("ppt/presProps", "ppt/presentation", "ppt/slideMasters/s", "ppt/slideLayouts/s")
    mine = [name for name in parts if name.startswith((*office, "ppt/theme/t", "ppt/viewProps"))]
    return packed(parts | {name: turned(parts[name]) for name in mine})


_TWINS: Mapping[str, str] = {
    "bodyPr": "noAutofit normAutofit spAutoFit",
    **dict.fromkeys(("spPr", "ln", "defRPr"), "solidFill noFill gradFill"),
    "effectStyle": "effectLst effectDag",
    "bg": "bgRef bgPr",
    **dict.fromkeys(("spcBef", "lnSpc"), "spcPct spcPts"),
    "lvl1pPr": "buChar buNone buAutoNum",
    "accent1": "srgbClr sysClr",
}
"""Elements, and children of which the schema allows one."""
_REPEATED = frozenset(
    [
        "p",
        "r",
        "br",
        "fld",
        "sp",
        "pic",
        "grpSp",
        "cxnSp",
        "graphicFrame",
        "gs",
        "gd",
        "ext",
        "font",
        "ln",
        "lin",
    ]
)
"""What may be there several times, or stands in a list of three."""


def _wear_twins(element: etree._Element) -> None:
    """Put behind an element what may stand in its place, and the element once more."""
    parent = element.getparent()
    if parent is None or str(parent.tag).endswith(("StyleLst", "spTree", "Clr")):
        return
    name, space = etree.QName(element).localname, etree.QName(element).namespace
    among = _TWINS.get(etree.QName(parent).localname, "").split()
    for twin in [one for one in reversed(among) if one != name and name in among]:
        element.addnext(etree.Element(f"{{{space}}}{twin}", val="0"))
    if name not in _REPEATED and len(parent.findall(element.tag)) == 1:
        element.addnext(deepcopy(element))


def doubled(data: bytes) -> bytes:
    """A presentation in which most of what may be there once is there several times."""

    def worn(part: bytes) -> bytes:
        root = etree.fromstring(part)
        for element in [*root.iter("{*}*")][::-1]:
            _wear_twins(element)
        return etree.tostring(root, encoding="UTF-8", standalone=True)

    parts = parts_of(data)
    office = ("ppt/presProps", "ppt/presentation", "ppt/slideMasters/s", "ppt/slideLayouts/s")
    mine = [name for name in parts if name.startswith((*office, "ppt/theme/t", "ppt/viewProps"))]
    return packed(parts | {name: worn(parts[name]) for name in mine})
