"""Plain text, to be read aloud, in braille and in narrow windows: UTF-8.

What the file says and in what order is in `templates/text`; how it is laid out, in
`content/text_conventions`. Here the document becomes a flat sequence of parts (`parts`), its words
lose what plain text cannot carry (`passages`), and lines get indentation and width (`lines`).
"""

from __future__ import annotations

from generator.content.job import Job, Packed
from generator.packagers.text.lines import Lines
from generator.packagers.text.parts import Writer
from generator.rendering import environment


def pack(job: Job) -> Packed:
    """The text file."""
    options = job.options.text
    added_text = job.added_text.unmarked()
    template = environment("text", job.options.theme, job.house_style).get_template(
        "document.txt.jinja"
    )
    text = template.render(
        writer=Writer(job.document, added_text),
        lines=Lines(options),
        words=added_text.words,
        document=job.document,
        added_text=added_text,
        options=options,
    )
    text = text.strip("\n") + "\n"
    if options.line_ends == "crlf":
        text = text.replace("\n", "\r\n")
    return Packed(data=text.encode("utf-8-sig" if options.byte_order_mark else "utf-8"))
