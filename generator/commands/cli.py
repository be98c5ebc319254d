"""The command line: which verbs there are, what each is given, and how a command ends."""

from __future__ import annotations

import argparse
import io
import json
import os
import shlex
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from generator import __version__
from generator.commands.reports import Form, Report, safe
from generator.findings.errors import AnnounceError, UsageError
from generator.findings.finding import Severity, has_errors
from generator.findings.wording import silence

CLEAN, ERRORS, USAGE, FAULT = range(4)
INTERRUPTED = 128 + signal.SIGINT
"""Exit codes."""

NAMES = ("html", "pdf", "docx", "epub", "txt")
"""Those of `formats.FORMATS`, as a test holds: loading that table would delay every answer."""

NARROWEST = 20
"""Columns below which wrapped text is a column of words."""

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

exit codes: 0 clean (warnings allowed), 1 errors found, 2 usage, 3 a fault of ours,
130 interrupted
"""


def _fill_streams() -> None:
    """Open what was closed (`>&-`), else the files of a build would get its number."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 (standard error)
        os.set_inheritable(handle, True)  # noqa: FBT003
    os.close(handle)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    _fill_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a letter that it cannot show
    _Parser.as_json = "--json" in (sys.argv[1:] if arguments is None else arguments)
    given = _parser().parse_args(arguments)
    report = Report(
        _form(given),
        advice=getattr(given, "advice", False),
        brief=getattr(given, "brief", False),
    )
    try:
        _run(given, report)
    except BrokenPipeError:  # whoever reads us has seen enough
        _close_streams()
    except (UsageError, OSError) as error:
        print(f"announce: {safe(_told(error))}", file=sys.stderr)
        if given.json:
            print(_error_as_json(_told(error)))
        return USAGE
    except KeyboardInterrupt:
        report.progress("")
        print(
            "announce: interrupted. Each document is published whole or not at all; the same "
            "command goes on from here.",
            file=sys.stderr,
        )
        return INTERRUPTED
    except Exception:  # noqa: BLE001 (the last line of defence, and it says so)
        traceback.print_exc()
        print(
            f"\nannounce {__version__}: this is a fault of ours, not of your text. Nothing was "
            "published. Please report it with the lines above.",
            file=sys.stderr,
        )
        return FAULT
    return ERRORS if report.failed or has_errors(report.findings) else CLEAN


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in a command as JSON too, where that was asked for."""

    as_json = False

    def error(self, message: str) -> NoReturn:
        """End the program with exit code 2."""
        if _Parser.as_json:
            print(_error_as_json(message))
        super().error(message)


def _error_as_json(message: str) -> str:
    """What stopped a command, in the form of its results."""
    whole = {"findings": [], "outputs": [], "error": message}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _run(given: argparse.Namespace, report: Report) -> None:
    try:
        given.run(given, report)
    except AnnounceError as error:
        report.add(error.findings)
    report.close(getattr(given, "after_errors", ""), getattr(given, "after_warnings", ""))
    sys.stdout.flush()


def _form(given: argparse.Namespace) -> Form:
    if given.json:
        return Form.JSON
    return Form.GITHUB if getattr(given, "github", False) else Form.PERSON


def _close_streams() -> None:
    """Let Python's own last flush go nowhere, as its documentation of SIGPIPE advises."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):  # a stand-in without a file
            continue


def _told(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


# Commands -------------------------------------------------------------------------------------


def _build(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.builds import build

    build(given, report)


def _watch(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.builds import watch

    watch(given, report)


def _check(given: argparse.Namespace, report: Report) -> None:
    from generator.building.checking import check, sources_in
    from generator.commands.builds import options_of
    from generator.document.walk import decorative_pictures

    options = options_of(given)
    for source in sources_in(given.sources):
        if source.refused:
            report.add(source.problems())
            report.result(source.path, "cannot be published")
            continue
        document, findings = check(source.path, given.formats, options, strict=given.strict)
        report.add(findings)
        told = given.advice or any(each.severity is not Severity.ADVICE for each in findings)
        if document is not None and not (findings and told):
            report.say(f"{source.path}: nothing to mend")
        if document is not None and (silent := decorative_pictures(document)):
            report.say(f"{source.path}: {silence(silent)}")
        report.result(source.path, "can be published" if document else "cannot be published")


def _outline(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.outline import announcements, as_json, as_text, outline

    if given.announced:
        lines = tuple(announcements(given.file))
        if given.json:
            report.extra["announced"] = list(lines)
        else:
            print("\n".join(safe(line) for line in lines))
        return
    found = outline(given.file)
    if given.json:
        report.extra["outline"] = as_json(found)
        return
    for line in as_text(found):
        print(safe(line))


def _verify(given: argparse.Namespace, report: Report) -> None:
    from generator.building.temporary_files import scratch
    from generator.interpreter import garbage_collection_paused

    with garbage_collection_paused(), scratch():
        from generator.building.verify import outputs_among, verify
        from generator.content.job import Options, source_date_epoch

        options = Options(theme=given.theme, fonts=tuple(given.font), epoch=source_date_epoch())
        findings = verify(given.source, given.outputs, options, content=given.content)
    report.add(findings)
    report.outputs = [str(output) for output in outputs_among(given.outputs)]
    if not findings:
        count = len(report.outputs)
        told = "content as in" if given.content else "exactly what is built from"
        report.say(f"{count} file{'s' if count > 1 else ''}: {told} {given.source}")


def _new(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.invocation import language_of_locale, typed
    from generator.commands.scaffold import new

    new(given.file, given.title, given.lang or language_of_locale())
    path = shlex.quote(str(given.file))
    report.say(f"{given.file}: written; edit it, then: {typed()} build {path}")


def _init(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.invocation import language_of_locale
    from generator.commands.scaffold import init

    for path in init(given.folder, given.lang or language_of_locale()):
        report.say(f"{path}: written")
    report.say(f"Build it: cd {shlex.quote(str(given.folder))} && make")


def _doctor(_: argparse.Namespace, report: Report) -> None:
    from generator.commands.doctor import examine

    missing = []
    for part in examine():
        report.say(str(part))
        missing += [part.name] if part.missing else []
    report.failed = bool(missing)
    if missing:
        report.say(f"Missing: {', '.join(missing)}. The lines above say how to get it.")
    else:
        report.say("All that a build needs is here.")


def _formats_table(_: argparse.Namespace, report: Report) -> None:
    from generator.commands.reference_tables import formats

    report.say(formats())


def _rules_table(_: argparse.Namespace, report: Report) -> None:
    from generator.commands.reference_tables import output_rules, rules

    report.say(f"What may be found in a source:\n\n{rules()}\n")
    report.say(f"What may be found in an output or a theme:\n\n{output_rules()}")


# Arguments ------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="announce",
        description="One source file becomes accessible HTML, PDF, DOCX, EPUB and plain text; "
        "every build proves that each output is complete.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"announce {__version__}")
    verbs = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    new = _verb(
        verbs,
        "new",
        _new,
        "write a source to begin with",
        "announce new notice.md --title 'Road closed' --lang en-GB",
    )
    new.add_argument("file", type=Path, metavar="FILE", help="a new file, ending in .md")
    new.add_argument("--title", help="its title; default: the words of the file's name")
    _language_option(new)

    init = _verb(
        verbs,
        "init",
        _init,
        "make a folder with a source, a theme and a Makefile",
        "announce init notices && cd notices && make",
    )
    init.add_argument("folder", type=Path, metavar="DIR", help="a new or an empty folder")
    _language_option(init)

    build = _verb(
        verbs,
        "build",
        _build,
        "make the outputs, prove them, publish all or none",
        "announce build notice.md",
        "announce build source -o public --strict",
        "announce build notice.md --formats html,pdf --theme theme",
    )
    _build_options(build)
    _finding_options(build)
    build.set_defaults(
        after_errors="What has errors was not published, and earlier outputs stay: mend the "
        "errors from the top, then run the same command again.",
        after_warnings="It is published, but readers will struggle at these places.",
    )

    watch = _verb(
        verbs,
        "watch",
        _watch,
        "build again at every save, until Ctrl-C",
        "announce watch notice.md --formats html",
        "announce watch source -o public",
    )
    _build_options(watch)
    _finding_options(watch)

    check = _verb(
        verbs,
        "check",
        _check,
        "say what would fail a reader; write nothing",
        "announce check notice.md",
        "announce check source --strict --advice",
        "announce check source --github        # in a workflow",
    )
    _held_options(check)
    _finding_options(check)
    check.set_defaults(
        after_errors="What has errors cannot be published yet: mend those first, from the top.",
        after_warnings="It can be published, but readers would struggle at these places.",
    )

    outline = _verb(
        verbs,
        "outline",
        _outline,
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

    verify = _verb(
        verbs,
        "verify",
        _verify,
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
    _look_options(verify)
    verify.add_argument("--json", action="store_true", help="findings as one JSON object")

    _verb(verbs, "formats", _formats_table, "how each construct appears in each format")
    _verb(verbs, "rules", _rules_table, "every rule, for sources and for outputs")
    _verb(verbs, "doctor", _doctor, "what this machine lacks, and how to get it")
    return parser


def _build_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        type=_output,
        default=Path("output"),
        metavar="DIR",
        help="folder for the outputs; default: output",
    )
    _held_options(parser)
    parser.add_argument(
        "-j",
        "--jobs",
        type=_jobs,
        default=_processors(),
        metavar="N",
        help="processes at work at a time; default: one for each processor",
    )
    parser.add_argument("--force", action="store_true", help="make again even what is up to date")


def _held_options(parser: argparse.ArgumentParser) -> None:
    """What decides what an output can hold, and every byte of it."""
    _sources(parser)
    parser.add_argument(
        "--formats",
        type=_formats,
        default=NAMES,
        help=f"formats to make, with commas between them; default: {','.join(NAMES)}",
    )
    _look_options(parser)
    parser.add_argument(
        "--pdf",
        choices=("ua-1", "ua-2"),
        default="ua-1",
        help="ua-1: PDF/UA-1 + PDF/A-2a (default); ua-2: PDF/UA-2 + WTPDF + PDF/A-4",
    )
    _text_options(parser)


def _look_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--theme", type=_theme, metavar="DIR", help="a folder of your own templates"
    )
    parser.add_argument(
        "--font",
        action="append",
        default=[],
        type=_font,
        metavar="FILE",
        help="a font file for letters that the PDF's fonts lack, such as Chinese ones; repeatable",
    )


def _text_options(parser: argparse.ArgumentParser) -> None:
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
        help='records: "Header: value", to be read aloud (default); grid: columns, where they fit',
    )
    text.add_argument(
        "--text-line-ends",
        choices=("lf", "crlf"),
        default="lf",
        help="lf (default); crlf: for old Windows programs",
    )


def _columns(given: str) -> int:
    if not given.isascii() or not given.isdecimal() or int(given) < NARROWEST:
        raise argparse.ArgumentTypeError(f"{given}: a number from {NARROWEST} on")
    return int(given)


def _verb(
    verbs: argparse._SubParsersAction[_Parser],
    name: str,
    run: Callable[[argparse.Namespace, Report], None],
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
    parser.set_defaults(run=run, json=False)
    return parser


def _sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help=".md or a folder")


def _language_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang",
        type=_tag,
        metavar="TAG",
        help="language of the source; default: that of the computer's locale, else en-GB",
    )


def _finding_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="warnings are errors")
    parser.add_argument("--advice", action="store_true", help="show advice too")
    parser.add_argument("--brief", action="store_true", help="leave out the source lines")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="findings as one JSON object")
    forms.add_argument(
        "--github", action="store_true", help="findings as GitHub shows them beside the lines"
    )


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


def _font(given: str) -> Path:
    from generator.packagers.typefaces import is_font

    if not is_font(Path(given)):
        raise argparse.ArgumentTypeError(f"{given}: no font file (TTF, OTF or TTC)")
    return Path(given)


def _tag(given: str) -> str:
    from generator.source.language import language
    from generator.source.reading import Report as Faults

    faults = Faults("")
    tag = language(given, 1, faults)
    if tag is None:
        told = faults.findings[0].hint
        raise argparse.ArgumentTypeError(f"{given} is not a language tag; {told}")
    return tag


def _jobs(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given}: a number from 1 on")
    return int(given)


def _processors() -> int:
    """The processors that we may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


def _formats(given: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    unknown = [name for name in names if name not in NAMES]
    if unknown or not names:
        told = ", ".join(unknown) or "nothing"
        raise argparse.ArgumentTypeError(f"{told}: choose from {','.join(NAMES)}")
    return tuple(name for name in NAMES if name in names)
