"""The schemas of ISO/IEC 29500 (transitional), applied to every part they describe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from tests.conformance.pins import PINS, toolbox

from .finding import Remark, Severity
from .ooxml import BrokenPackageError, Part, W, read_parts, understood
from .processes import pinned
from .validator import Validator, has_suffix

_XML_ATTRIBUTES = Path(__file__).with_name("xml.xsd")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKAGE = "application/vnd.openxmlformats-package."
_OFFICE_NS = "http://schemas.openxmlformats.org/officeDocument/2006/"
_SCHEMAS = {
    _OFFICE + "wordprocessingml.": ("wml.xsd", W),
    _OFFICE + "theme+xml": (
        "dml-main.xsd",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    _OFFICE + "extended-properties+xml": (
        "shared-documentPropertiesExtended.xsd",
        _OFFICE_NS + "extended-properties",
    ),
    _OFFICE + "custom-properties+xml": (
        "shared-documentPropertiesCustom.xsd",
        _OFFICE_NS + "custom-properties",
    ),
    _PACKAGE + "relationships+xml": (
        "opc-relationships.xsd",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    ),
}


@dataclass(frozen=True)
class OoxmlSchema(Validator):
    """Every part, first reduced to the markup that a reader of the standard understands."""

    @property
    def name(self) -> str:
        return "ooxml-schema"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".docx")

    def version(self) -> str:
        """The schemas have no version of their own: the checksum of their jar stands in."""
        pinned(self.name, toolbox().ooxml_schema)
        lines = (PINS / "maven.sha256").read_text(encoding="utf-8").splitlines()
        return next(line[:12] for line in lines if line.endswith("poi-ooxml-full.jar"))

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        return {file: list(_remarks(file)) for file in files}


def _remarks(file: Path) -> Iterator[Remark]:
    try:
        parts = read_parts(file)
    except BrokenPackageError as error:
        yield Remark(Severity.ERROR, "unreadable", str(error))
        return
    for part in parts:
        for prefix, (schema, namespace) in _SCHEMAS.items():
            if part.content_type.startswith(prefix):
                yield from _violations(part, _schema(schema, namespace))


def _violations(part: Part, schema: etree.XMLSchema) -> Iterator[Remark]:
    schema.validate(understood(part.root))
    for error in schema.error_log:
        rule = error.type_name.removeprefix("SCHEMAV_").lower().replace("_", "-")
        message = error.message.replace(f"{{{W}}}", "w:")
        yield Remark(Severity.ERROR, rule, message, f"{part.name} line {error.line}")


@cache
def _schema(name: str, namespace: str) -> etree.XMLSchema:
    """One schema, together with the declarations it silently relies on."""
    driver = etree.Element("{http://www.w3.org/2001/XMLSchema}schema")
    imports = {
        "http://www.w3.org/XML/1998/namespace": _XML_ATTRIBUTES,
        namespace: toolbox().ooxml_schema / name,
    }
    for imported, path in imports.items():
        element = etree.SubElement(driver, "{http://www.w3.org/2001/XMLSchema}import")
        element.set("namespace", imported)
        element.set("schemaLocation", path.as_uri())
    return etree.XMLSchema(driver)
