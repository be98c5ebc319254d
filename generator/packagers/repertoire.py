"""The characters that our own fonts hold in every file, known without opening a font."""

from __future__ import annotations

ALWAYS = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("‘’“”–—…•€→")
"""In every subset: Latin-1 and common punctuation, so that list numbers and a browser's own words
match the text, and so that most documents of a batch share one subset."""
