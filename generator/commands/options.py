"""The options of commands, and what may be given as their values."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.document.limits import Limits

NAMES = ("html", "pdf", "docx", "epub", "txt")
"""Those of `formats.FORMATS`, as a test holds: loading that table would delay every answer."""

EDITIONS = ("standard", "large-print")
"""Those of `formats.Edition`."""

NARROWEST = 20
"""Columns below which wrapped text is a column of words."""

_LAST_PORT = 65_535


# Groups of options ------------------------------------------------------------------------------


def build_options(parser: argparse.ArgumentParser) -> None:
    """Where outputs go, and how they are made."""
    output_option(parser)
    held_options(parser)
    parser.add_argument(
        "-j",
        "--jobs",
        type=_jobs,
        default=processors(),
        metavar="N",
        help="processes at work at a time; default: one for each processor",
    )
    parser.add_argument("--force", action="store_true", help="make again even what is up to date")


def output_option(parser: argparse.ArgumentParser) -> None:
    """Where outputs go."""
    parser.add_argument(
        "-o",
        "--output",
        type=_output,
        default=Path("output"),
        metavar="DIR",
        help="folder for the outputs; default: output",
    )


def held_options(parser: argparse.ArgumentParser) -> None:
    """The sources, and what decides what an output can hold, and every byte of it."""
    sources(parser)
    parser.add_argument(
        "--formats",
        type=_formats,
        default=NAMES,
        help=f"formats to make, with commas between them; default: {','.join(NAMES)}",
    )
    parser.add_argument(
        "--edition",
        type=_editions,
        metavar="EDITIONS",
        help=f"{' or '.join(EDITIONS)}, or both with a comma between them; default: those that a "
        f"source names as its editions, else {EDITIONS[0]}. PDF and Word have one in large print",
    )
    making_options(parser)


def making_options(parser: argparse.ArgumentParser) -> None:
    """How outputs are made, whatever their formats."""
    look_options(parser)
    limits_option(parser)
    parser.add_argument(
        "--pdf",
        choices=("ua-1", "ua-2"),
        default="ua-1",
        help="ua-1: PDF/UA-1 + PDF/A-2a (default); ua-2: PDF/UA-2 + WTPDF + PDF/A-4",
    )
    text_options(parser)


def limits_option(parser: argparse.ArgumentParser) -> None:
    """What strangers' files may take."""
    parser.add_argument(
        "--limits",
        type=_limits,
        metavar="FILE",
        help="limits for strangers' files, each in a process of its own that is stopped at a limit",
    )


def look_options(parser: argparse.ArgumentParser) -> None:
    """What decides how outputs look."""
    theme_option(parser)
    brand_option(parser)
    parser.add_argument(
        "--font",
        action="append",
        default=[],
        type=_font,
        metavar="FILE",
        help="a font file for letters that the PDF's fonts lack, such as Chinese ones; repeatable",
    )


def theme_option(parser: argparse.ArgumentParser) -> None:
    """What decides it of every kind of file that we write."""
    parser.add_argument(
        "--theme", type=_theme, metavar="DIR", help="a folder of your own templates"
    )


def brand_option(parser: argparse.ArgumentParser) -> None:
    """Whose face outputs have."""
    parser.add_argument(
        "--brand",
        type=_brand,
        metavar="DIR",
        help="a folder with brand.yaml; default: the nearest, from the source's folder up to the "
        "folder that is given; none with --limits",
    )


def text_options(parser: argparse.ArgumentParser) -> None:
    """How plain text is laid out."""
    text = parser.add_argument_group("plain text")
    text.add_argument(
        "--text-width",
        type=_columns,
        metavar="COLUMNS",
        help="wrap lines; those that go on end in a space (default: a line for each paragraph)",
    )
    text.add_argument(
        "--text-tables",
        choices=("records", "grid"),
        default="records",
        help='records: "Header: value", read line by line (default); grid: columns, wrapped to fit',
    )
    text.add_argument(
        "--text-headings",
        choices=("labels", "plain"),
        default="labels",
        help='labels: "Heading 2: …" (default); plain: the words alone, between blank lines',
    )
    text.add_argument(
        "--text-line-ends",
        choices=("lf", "crlf"),
        default="lf",
        help="lf (default); crlf: for old Windows programs",
    )
    text.add_argument(
        "--text-byte-order-mark",
        action="store_true",
        help="begin with a byte order mark: for old braille notetakers and Windows programs",
    )


def sources(parser: argparse.ArgumentParser) -> None:
    """The sources that a command is about."""
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help=".md or a folder")


def language_option(parser: argparse.ArgumentParser) -> None:
    """The language of a new source."""
    parser.add_argument(
        "--lang",
        type=_tag,
        metavar="TAG",
        help="language of what is written; default: that of the computer's locale, else en-GB",
    )


def finding_options(parser: argparse.ArgumentParser) -> None:
    """Which findings are reported, and in which form."""
    parser.add_argument("--strict", action="store_true", help="warnings are errors")
    parser.add_argument("--advice", action="store_true", help="show advice too")
    parser.add_argument("--brief", action="store_true", help="leave out the source lines")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="findings as one JSON object")
    forms.add_argument(
        "--github", action="store_true", help="findings as GitHub shows them beside the lines"
    )
    forms.add_argument(
        "--sarif", action="store_true", help="findings as SARIF 2.1.0, for code hosts and editors"
    )


# Values -----------------------------------------------------------------------------------------


def _columns(given: str) -> int:
    if not given.isascii() or not given.isdecimal() or int(given) < NARROWEST:
        raise argparse.ArgumentTypeError(f"{given}: a number from {NARROWEST} on")
    return int(given)


def _output(given: str) -> Path:
    path = Path(given)
    try:
        there = next((each for each in (path, *path.parents) if each.exists()), path)
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{given}: {error.strerror}") from None
    dangling = next((each for each in (path, *path.parents) if _leads_nowhere(each)), None)
    if dangling:
        raise argparse.ArgumentTypeError(f"{dangling}: a symbolic link that leads nowhere")
    if there.exists() and not there.is_dir():
        raise argparse.ArgumentTypeError(
            f"{there}: a file; give a folder for the outputs, which are named as their source is"
        )
    return path


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


def _theme(given: str) -> Path:
    if not Path(given).is_dir():
        what = "a file, and a theme is a folder" if Path(given).exists() else "no such folder"
        raise argparse.ArgumentTypeError(f"{given}: {what}")
    return Path(given)


def _brand(given: str) -> Path:
    if not (Path(given) / "brand.yaml").is_file():
        there = Path(given).is_dir()
        what = "there is no brand.yaml in it" if there else "no such folder"
        raise argparse.ArgumentTypeError(f"{given}: {what}; see: announce brand new")
    return Path(given)


def _font(given: str) -> Path:
    from generator.packagers.typefaces import is_font

    if not is_font(Path(given)):
        raise argparse.ArgumentTypeError(f"{given}: no font file (TTF, OTF or TTC)")
    return Path(given)


def _limits(given: str) -> Limits:
    from generator.commands.limits import read_limits
    from generator.findings.errors import UsageError

    try:
        return read_limits(Path(given))
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _tag(given: str) -> str:
    from generator.source.language import language
    from generator.source.reading import Report as Faults

    faults = Faults("")
    tag = language(given, 1, faults)
    if tag is None:
        hint = faults.findings[0].hint
        raise argparse.ArgumentTypeError(f"{given} is not a language tag; {hint}")
    return tag


def _jobs(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given}: a number from 1 on")
    return int(given)


def port(given: str) -> int:
    """The number of a port."""
    if not given.isascii() or not given.isdecimal() or not 0 <= int(given) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{given}: a number from 0 to {_LAST_PORT}")
    return int(given)


def processors() -> int:
    """The processors that we may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


def processes(wanted: int) -> int:
    """How many processes to use; none can be started from a folder that was removed."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return 1
    return wanted


def _formats(given: str) -> tuple[str, ...]:
    return _some_of(NAMES, given)


def _editions(given: str) -> tuple[str, ...]:
    return _some_of(EDITIONS, given)


def _some_of(known: tuple[str, ...], given: str) -> tuple[str, ...]:
    """The names given, with commas between them, in the order in which they are known."""
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        wrong = ", ".join(unknown) or "nothing"
        raise argparse.ArgumentTypeError(f"{wrong}: choose from {','.join(known)}")
    return tuple(name for name in known if name in names)
