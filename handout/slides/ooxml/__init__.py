"""The only place that writes or reads PresentationML, and the one door to python-pptx."""

from handout import lazy_import

# It asks for what fetches web pages, and for what only a chart's workbook is written with.
with lazy_import.module("urllib.request"), lazy_import.module("xlsxwriter", "Workbook"):
    import pptx  # noqa: F401
