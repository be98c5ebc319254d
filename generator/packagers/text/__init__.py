"""Plain text, for ears and narrow windows: UTF-8, one line for each paragraph unless asked else.

What the file says and in what order is in `templates/text`; the conventions, and why they are as
they are, in `generator/readback/text`. Here the document becomes a flat sequence of parts
(`parts`), its words lose what plain text cannot carry (`passages`), and lines get their
indentation and their invisible guards (`lines`).
"""

from __future__ import annotations

from generator.content.job import Job, Packed
from generator.packagers.text.lines import Lines
from generator.packagers.text.parts import Writer
from generator.rendering import environment


def pack(job: Job) -> Packed:
    """The text file."""
    template = environment("text", job.options.theme).get_template("document.txt.jinja")
    text = template.render(
        writer=Writer(job.document, job.added_text.words),
        lines=Lines(job.added_text.words, job.options.text),
        words=job.added_text.words,
        document=job.document,
        added_text=job.added_text,
    )
    text = text.strip("\n") + "\n"
    if job.options.text.line_ends == "crlf":
        text = text.replace("\n", "\r\n")
    return Packed(data=text.encode())
