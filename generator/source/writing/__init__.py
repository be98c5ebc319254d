"""Writing: a document becomes a source, as a person would have written it.

`write` gives a text that `read` makes the same document of, positions aside: one line a
paragraph, no link references, notes and abbreviations at the end. `pieces` has the two ways of
writing whatever could be taken for something else; `trial` reads what was written and keeps the
plain way wherever it says the same; `blocks`, `figures` and `tables` put blocks on lines, `facts`
writes the front matter.
"""

from generator.source.writing.source import write, write_text

__all__ = ["write", "write_text"]
