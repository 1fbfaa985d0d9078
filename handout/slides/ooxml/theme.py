"""The PowerPoint theme of a brand: its colours and its typeface."""

from collections.abc import Mapping

from handout.model.clinic import Colours
from handout.slides.ooxml.notation import xmlns
from handout.typography.contrast import WHITE, mix, nearest

_PLAIN_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FORMATS = (
    '<a:fmtScheme name="Handout">'
    f"<a:fillStyleLst>{_PLAIN_FILL * 3}</a:fillStyleLst><a:lnStyleLst>"
    + "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_PLAIN_FILL}'
        '<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_PLAIN_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)


def scheme(colours: Colours) -> Mapping[str, str]:
    """The twelve colours of the theme, by their names there."""
    return {
        "dk1": colours.ink,
        "lt1": WHITE,
        "dk2": colours.primary,
        "lt2": colours.tint,
        "accent1": colours.primary,
        "accent2": colours.accent,
        "accent3": nearest(mix(colours.primary, WHITE, 0.4), WHITE, 3.0),
        "accent4": nearest(mix(colours.ink, WHITE, 0.25), WHITE, 7.0),
        "accent5": mix(colours.primary, WHITE, 0.09),
        "accent6": mix(colours.tint, colours.primary, 0.22),
        "hlink": colours.primary,
        "folHlink": nearest(mix(colours.primary, colours.ink, 0.5), WHITE, 7.0),
    }


def theme(name: str, colours: Colours, typeface: str) -> str:
    """`theme1.xml`; `name` is already escaped."""
    swatches = "".join(
        f'<a:{key}><a:srgbClr val="{value[1:].upper()}"/></a:{key}>'
        for key, value in scheme(colours).items()
    )
    face = f'<a:latin typeface="{typeface}"/><a:ea typeface=""/><a:cs typeface="{typeface}"/>'
    return (
        f'<a:theme {xmlns("a")} name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{swatches}</a:clrScheme><a:fontScheme name="{name}">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f"{_FORMATS}</a:themeElements></a:theme>"
    )
