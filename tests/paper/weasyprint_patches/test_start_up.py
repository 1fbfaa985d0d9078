import pytest
from cffi import CDefError
from weasyprint.text.ffi import ffi

from handout.paper.weasyprint_patches import start_up


def test_a_type_is_read_as_cffi_reads_it_and_no_declaration_is_lost() -> None:
    parser = ffi._parser
    known, read = parser._declarations, type(parser).parse_type
    before = dict(known)
    start_up.read_types_quickly()
    for words in ("hb_codepoint_t[977]", "PangoRectangle *", "FcChar8 **", "char[]", "int(*)(int)"):
        assert parser.parse_type(words) == read(parser, words), words
    assert parser._declarations is known
    assert known == before


def test_a_type_that_is_not_declared_is_refused_as_ever() -> None:
    start_up.read_types_quickly()
    with pytest.raises(CDefError):
        ffi.typeof("hb_nothing_t *")
