"""The Jinja environment: everything escaped, attributes plain, an undefined name an error."""

import contextlib
import functools
import re
from collections.abc import Mapping
from pathlib import Path

import jinja2
from jinja2 import nodes

from handout.model import fingerprint
from handout.model.installation import TEMPLATES, template_folders
from handout.templating.filters import FILTERS, FUNCTIONS

_QUOTE = re.compile(r"""(=?)(["'])""")


def _open_quote(quote: str, data: str) -> str:
    """The quotation mark of the attribute that mark-up ends in; `quote` is open where it begins."""
    for equals, mark in _QUOTE.findall(data):
        if quote:
            quote = "" if mark == quote else quote
        elif equals:
            quote = mark
    return quote


class _Environment(jinja2.Environment):
    """What a template writes into an attribute passes through `plain`: no tag may stand there."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree, quote = super()._parse(source, name, filename), ""
        for output in tree.find_all(nodes.Output):
            for place, node in enumerate(output.nodes):
                if isinstance(node, nodes.TemplateData):
                    quote = _open_quote(quote, node.data)
                elif quote:
                    plain = nodes.Filter(node, "plain", [], [], None, None, lineno=node.lineno)
                    output.nodes[place] = plain
        return tree


_HERE = Path(__file__).resolve().parent


class _BytecodeCache(jinja2.FileSystemBytecodeCache):
    """Our compiled templates, kept beside our compiled modules: saves a quarter of a first build.

    A folder that cannot be written or a broken file only costs time.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "%s.cache")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        is_ours = Path(filename or "").is_relative_to(TEMPLATES.resolve())
        return super().get_cache_key(name, filename) if is_ours else ""

    def get_source_checksum(self, source: str) -> str:
        # Another version of Jinja, or other settings below, make other code of it.
        return fingerprint.digest(fingerprint.tool_digest(), source)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        try:
            if bucket.key:
                super().load_bytecode(bucket)
        except Exception:  # broken bytes can raise anything
            bucket.reset()

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with contextlib.suppress(OSError):
            if bucket.key:
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


class NotSetError(jinja2.UndefinedError):
    """A template names a value that is in no file."""


class _Undefined(jinja2.StrictUndefined):
    """Any use of an undefined name is an error."""

    def __init__(
        self,
        hint: str | None = None,
        obj: object = jinja2.utils.missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        if isinstance(obj, Mapping):
            hint, exc = f"'{name}' is not set", NotSetError
        super().__init__(hint, obj, name, exc)


@functools.lru_cache(maxsize=1)
def _environment(folders: tuple[Path, ...], state: str) -> jinja2.Environment:
    """The environment for these folders of templates; `state` is the digest of their files."""
    created = _Environment(
        loader=jinja2.FileSystemLoader(folders),
        auto_reload=False,  # it goes by the time of the files; the digest of the folder is exact
        autoescape=True,
        undefined=_Undefined,
        bytecode_cache=_BytecodeCache(_HERE / "__pycache__" / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    created.globals |= FUNCTIONS
    created.filters |= FILTERS
    return created


def environment(own: Path) -> jinja2.Environment:
    """The environment for a clinic's own folder of templates, and for handout's behind it."""
    folders = tuple(folder.resolve() for folder in template_folders(own))
    return _environment(folders, fingerprint.digest(*map(fingerprint.settled_digest, folders)))
