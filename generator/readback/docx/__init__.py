"""DOCX read back: any WordprocessingML file as a reader of Word meets it."""

from generator.readback.docx.reading import read_back

__all__ = ["read_back"]
