"""DOCX: templates write the parts, python-docx's package layer puts them together."""

from generator.packagers.docx.packing import pack, template

__all__ = ["pack", "template"]
