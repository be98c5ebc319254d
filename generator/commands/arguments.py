"""The arguments of the command line: which commands there are, and what each is given."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from generator import __version__
from generator.commands.options import (
    NAMES,
    brand_option,
    build_options,
    finding_options,
    held_options,
    language_option,
    limits_option,
    look_options,
    making_options,
    output_option,
    port,
    theme_option,
)
from generator.commands.reports import OBJECTS, Form, error_as_object

EXAMPLES = """\
examples:
  announce new notice.md                           a source to begin with
  announce check notice.md                         what would fail a reader, nothing written
  announce build source/announcement.md            five formats into output/
  announce build source -o public                  every .md below source/, folders mirrored
  announce build notice.md --formats html,pdf      two formats only
  announce watch notice.md                         the same again at every save
  announce outline output/announcement.pdf         what a reader meets in the file, in order
  announce verify source/announcement.md output/announcement.*

exit codes: 0 clean (warnings allowed), 1 errors found, 2 usage, 3 an internal error,
129 its terminal was closed, 130 interrupted, 143 ended by SIGTERM
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in a command as JSON or SARIF too, where results are wanted so."""

    form = Form.PERSON

    def error(self, message: str) -> NoReturn:
        """End the program with exit code 2."""
        if Parser.form in OBJECTS:
            print(error_as_object(message, Parser.form))
        super().error(message)


def parser() -> Parser:
    """The parser of all commands; what it gives names the one that was meant as `command`."""
    whole = Parser(
        prog="announce",
        description="One source file becomes accessible HTML, PDF, DOCX, EPUB and plain text; "
        "every build proves that each output is complete.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"announce {__version__}")
    verbs = whole.add_subparsers(dest="command", title="commands", required=True, metavar="COMMAND")
    _writing(verbs)
    _templates(verbs)
    _importing(verbs)
    _publishing(verbs)
    _checking(verbs)
    _reading(verbs)
    _verb(verbs, "formats", "how each construct appears in each format")
    _verb(verbs, "rules", "every rule, for sources and for outputs")
    _verb(verbs, "doctor", "what this machine lacks, and how to get it")
    return whole


def _writing(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The commands that write a source."""
    new = _verb(
        verbs,
        "new",
        "write a source to begin with",
        "announce new notice.md --title 'Road closed' --lang en-GB",
    )
    new.add_argument("file", type=Path, metavar="FILE", help="a new file, ending in .md")
    new.add_argument("--title", help="its title; default: the words of the file's name")
    language_option(new)

    init = _verb(
        verbs,
        "init",
        "make a folder with a source, a theme and a Makefile",
        "announce init notices && cd notices && make",
    )
    init.add_argument("folder", type=Path, metavar="DIR", help="a new or an empty folder")
    language_option(init)

    brand = _verb(
        verbs,
        "brand",
        "write a brand to begin with, or say what is wrong with one",
        "announce brand new notices",
        "announce brand check notices",
    )
    brand.add_argument("does", choices=("new", "check"), metavar="new|check")
    brand.add_argument("folder", type=Path, metavar="DIR", help="the brand's folder")
    brand.add_argument("--json", action="store_true", help="findings as one JSON object")


def _templates(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The command that writes a template for Word."""
    template = _verb(
        verbs,
        "template",
        "write a Word template with our styles, for letters that begin in Word",
        "announce template -o letter.dotx --lang en-GB",
    )
    template.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("template.dotx"),
        metavar="FILE",
        dest="file",
        help="the template, ending in .dotx; default: template.dotx",
    )
    template.add_argument(
        "--empty", action="store_true", help="no line for each style, as in languages but English"
    )
    language_option(template)
    theme_option(template)
    brand_option(template)


def _importing(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The command that makes sources of other people's files."""
    imports = _verb(
        verbs,
        "import",
        "a Word document, web page, e-book or text becomes a source, with what it could not carry",
        "announce import minutes.docx",
        "announce import download.html notice.epub -o source",
    )
    imports.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=".docx .html .epub .txt .odt"
    )
    imports.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="DIR",
        help="where sources and pictures go (default: beside each file)",
    )
    imports.add_argument("--json", action="store_true", help="findings as one JSON object")
    limits_option(imports)

    merge = _verb(
        verbs,
        "merge",
        "what colleagues changed in the Word document, as changes of its source",
        "announce merge notice.md notice-edited.docx",
        "announce merge notice.md notice-edited.docx --write",
    )
    merge.add_argument("source", type=Path, metavar="SOURCE")
    merge.add_argument("edited", type=Path, metavar="EDITED.docx")
    merge.add_argument(
        "--write", action="store_true", help="change the source; else the changes are only shown"
    )
    merge.add_argument("--json", action="store_true", help="findings as one JSON object")
    limits_option(merge)


def _publishing(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The commands that write outputs."""
    build = _verb(
        verbs,
        "build",
        "make the outputs, prove them, publish all or none",
        "announce build notice.md",
        "announce build source -o public --strict",
        "announce build notice.md --formats html,pdf --theme theme",
    )
    build_options(build)
    finding_options(build)
    build.set_defaults(
        after_errors="What has errors was not published, and earlier outputs stay: fix the "
        "errors from the top, then run the same command again.",
        after_warnings="It is published, but readers will struggle at these places.",
    )

    watch = _verb(
        verbs,
        "watch",
        "build again at every save, until Ctrl-C",
        "announce watch notice.md --formats html",
        "announce watch source -o public",
    )
    build_options(watch)
    finding_options(watch)

    studio = _verb(
        verbs,
        "studio",
        "write, check, see and publish in the browser",
        "announce studio source",
        "announce studio source -o public --no-browser",
    )
    studio.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the folder of the sources; default: this one",
    )
    output_option(studio)
    making_options(studio)
    language_option(studio)
    studio.add_argument(
        "--port", type=port, default=0, metavar="N", help="its port; default: one that is free"
    )
    studio.add_argument("--no-browser", action="store_true", help="open no browser")


def _checking(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The command that reads sources and writes nothing."""
    check = _verb(
        verbs,
        "check",
        "say what would fail a reader; write nothing",
        "announce check notice.md",
        "announce check source --strict --advice",
        "announce check source --github        # in a workflow",
    )
    held_options(check)
    finding_options(check)
    check.set_defaults(
        after_errors="What has errors cannot be published yet: fix those first, from the top.",
        after_warnings="It can be published, but readers would struggle at these places.",
    )


def _reading(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The commands that read outputs."""
    outline = _verb(
        verbs,
        "outline",
        "what a reader meets in a file, in order",
        "announce outline notice.md",
        "announce outline output/notice.pdf",
        "announce outline download.docx --json",
        "announce outline notice.md --announced",
    )
    outline.add_argument("file", type=Path, metavar="FILE", help=".md ." + " .".join(NAMES))
    outline.add_argument("--json", action="store_true", help="the outline as JSON")
    outline.add_argument(
        "--announced",
        "--heard",
        action="store_true",
        help="what a screen reader announces of a page or of a source's page, line by line",
    )

    brand_option(outline)
    limits_option(outline)

    verify = _verb(
        verbs,
        "verify",
        "are outputs exactly what their source gives?",
        "announce verify notice.md output/notice.*",
        "announce verify notice.md edited.docx --content",
    )
    verify.add_argument("source", type=Path, metavar="SOURCE")
    verify.add_argument("outputs", nargs="+", type=Path, metavar="OUTPUT")
    verify.add_argument(
        "--content",
        action="store_true",
        help="compare what they say alone, as for files that others made or edited",
    )
    look_options(verify)
    limits_option(verify)
    verify.add_argument("--json", action="store_true", help="findings as one JSON object")


def _verb(
    verbs: argparse._SubParsersAction[Parser],
    name: str,
    does: str,
    *examples: str,
) -> argparse.ArgumentParser:
    """A command, with examples at the end of its help."""
    shown = "\n".join(["examples:", *(f"  {example}" for example in examples)])
    parser = verbs.add_parser(
        name,
        help=does,
        description=f"{does[:1].upper()}{does[1:]}.".replace("?.", "?"),
        epilog=shown if examples else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(json=False)
    return parser
