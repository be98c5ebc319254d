"""The proof: what was read back from a file, held against what it must hold.

lines               a reading order as lines, one for each thing that a reader meets
alignment           which members of two sequences belong together
comparison          what has no partner, and how partners differ
noticed             what the read-back noticed by itself
running_heads       words at the head and foot of pages, and names of parts
properties          what the file says of itself
front_matter_facts  facts of the front matter, in files that others made
bare_words          texts that follow no convention
report              differences as findings; here alone roles and marks become words
"""

from generator.proof.comparison import Proof, prove

__all__ = ["Proof", "prove"]
