"""Reading: a source file becomes a `Document`, with every fault that reading can see.

`document` has the order of the work and `rules` all that can be wrong. `text` makes bytes to
text; `front_matter` reads the facts between the `---` lines, and `plain_yaml` holds these to
plain values; `markdown` makes the body a tree of nodes, which `blocks`, `inlines`, `tables`,
`notes` and `abbreviations` turn into the model. `images` finds pictures; `raster` and `svg` clean
them.
"""

from generator.source.document import read, read_source
from generator.source.reading import Reading
from generator.source.rules import RULES

__all__ = ["RULES", "Reading", "read", "read_source"]
