"""Importing: a file of other people becomes a source with its pictures, and findings.

`original` reads the file by its read-back module, `passages` and `blocks` make a document of the
reading order, `looks` finds headings and lists that only look like such, `front` takes the facts
from the first page, and `witness` compares the words of the source with those of the file.
"""

from generator.importing.importing import Imported, import_file

__all__ = ["Imported", "import_file"]
