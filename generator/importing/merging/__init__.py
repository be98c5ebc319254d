"""Merging: what colleagues changed in our Word document comes back into its source.

The document that was sent out is built again, and both are imported. `sequences` finds what
belongs together, `passages`, `blocks` and `containers` put the changes into the author's document,
`text` puts them into the source as it was written, and `remarks` lists what stands beside the text.
Nothing in the Word document says where a block came from: likeness alone finds it.
"""

from generator.importing.merging.merging import Merged, merge

__all__ = ["Merged", "merge"]
