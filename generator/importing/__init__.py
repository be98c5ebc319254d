"""Importing: a file of other people becomes a source with its pictures, and findings.

`original` reads the file by its read-back module, `passages` and `blocks` make a document of the
reading order, `looks` finds headings and lists that only look like such, `front` takes the facts
from the first page, and `witness` compares the words of the source with those of the file.
`pasting` does the same for what a clipboard holds.
"""

from generator.importing.importing import Imported, import_file
from generator.importing.original import SUFFIXES
from generator.importing.pasting import Pasted, import_fragment

__all__ = ["SUFFIXES", "Imported", "Pasted", "import_file", "import_fragment"]
