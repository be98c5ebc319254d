"""A Word template (`announce template`), for letters that begin in Word."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from generator.brand.dressing import branded
from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.document.brand import Cover
from generator.document.model import Document, Text
from generator.findings.errors import UsageError
from generator.packagers.docx import template
from generator.rendering import templates_folder
from generator.source import read_source
from generator.theme import theme_faults

SAMPLE = "docx/sample.md"
"""Our text with a line for each style; it is in English."""
_SUFFIX = ".dotx"
_UNTITLED = (Text("…"),)


def write_template(path: Path, language: str, options: Options, *, empty: bool) -> None:
    """Write a template for documents in `language`, a tag.

    It has a line for each style; not where it is to be `empty`, nor in languages other than that
    of the lines. Raises UsageError where the name is another kind of file's.
    """
    if path.suffix.lower() != _SUFFIX:
        raise UsageError(f"{path}: the name of a template ends in {_SUFFIX}")
    document = branded(sample(language, empty=empty), options.brand)
    if document.brand is not None:  # a letter has no cover page
        document = dataclasses.replace(
            document, brand=dataclasses.replace(document.brand, cover=Cover.NONE)
        )
    with theme_faults(options.theme):
        job = Job(document, add_text(document), options)
        data = template(job, empty=document.metadata.title == _UNTITLED)
    path.write_bytes(data)


def sample(language: str, *, empty: bool = False) -> Document:
    """The text of a template; without words of its own where nobody is to read them."""
    document, _ = read_source(templates_folder() / SAMPLE)
    metadata = dataclasses.replace(document.metadata, language=language)
    if empty or language.partition("-")[0] != document.metadata.language:
        metadata = dataclasses.replace(metadata, title=_UNTITLED)
    return dataclasses.replace(document, metadata=metadata)
