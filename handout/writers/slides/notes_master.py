"""The notes master: the slide above, what to say below it."""

from handout.deck import Box
from handout.writers.slides.drawingml import GROUP, NAMESPACES, fill, place

SLIDE_IMAGE = Box(36, 45, 468, 263)
WORDS = Box(36, 330, 468, 345)


def placeholder(number: int, name: str, kind: str, index: int, box: Box, body: str) -> str:
    """A placeholder of the notes master or of a notes page."""
    locks = '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    locks = locks if kind == "sldImg" else '<a:spLocks noGrp="1"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>{locks}</p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" idx="{index}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"{body}</p:sp>"
    )


def notes_master(colour_map: str) -> str:
    """`notesMaster1.xml`; `colour_map` as in the slide master."""
    words = (
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB"/><a:t>Notes</a:t></a:r>'
        "</a:p></p:txBody>"
    )
    levels = "".join(
        f'<a:lvl{level}pPr algn="l"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
        f'<a:defRPr sz="1400" kern="1200">{fill("tx1")}<a:latin typeface="+mn-lt"/>'
        f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 10)
    )
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr>"
        f"</p:bg><p:spTree>{GROUP}"
        f"{placeholder(2, 'Slide Image', 'sldImg', 2, SLIDE_IMAGE, '')}"
        f"{placeholder(3, 'Notes', 'body', 3, WORDS, words)}</p:spTree></p:cSld>{colour_map}"
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )
