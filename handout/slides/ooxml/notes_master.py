"""The notes master: the slide above, what to say below it."""

from typing import NamedTuple

from handout.model.deck import Box
from handout.slides.ooxml.drawingml import GROUP, fill, place
from handout.slides.ooxml.notation import DECLARED


class NotesPlaceholder(NamedTuple):
    """A placeholder of the notes master and of every notes page."""

    number: int
    name: str
    type: str
    box: Box
    locks: str

    def xml(self, body: str = "") -> str:
        """The shape, with the words in it."""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.number}" name="{self.name}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"{self.locks}/></p:cNvSpPr><p:nvPr><p:ph type="{self.type}" '
            f'idx="{self.number}"/></p:nvPr></p:nvSpPr><p:spPr>{place(self.box)}'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>{body}</p:sp>'
        )


IMAGE = NotesPlaceholder(
    2, "Slide Image", "sldImg", Box(36, 45, 468, 263.25), ' noRot="1" noChangeAspect="1"'
)
WORDS = NotesPlaceholder(3, "Notes", "body", Box(36, 330, 468, 345), "")


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
        f"<p:notesMaster {DECLARED}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr>"
        f"</p:bg><p:spTree>{GROUP}"
        f"{IMAGE.xml()}"
        f"{WORDS.xml(words)}</p:spTree></p:cSld>{colour_map}"
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )
