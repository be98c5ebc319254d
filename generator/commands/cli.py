"""The command line: what each command does, and how it ends."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shlex
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from generator import __version__
from generator.commands.arguments import Parser, parser
from generator.commands.options import EDITIONS
from generator.commands.reports import OBJECTS, Form, Report, error_as_object, safe
from generator.commands.signals import Ended, ended_by_signals
from generator.findings.errors import AnnounceError, SourceError, UsageError
from generator.findings.finding import Severity, has_errors
from generator.findings.wording import counted, silence
from generator.interpreter import garbage_collection_paused

if TYPE_CHECKING:
    from generator.building.checking import Source
    from generator.content.job import Options

P = ParamSpec("P")
T = TypeVar("T")

CLEAN, ERRORS, USAGE, FAULT = range(4)
"""Exit codes; `signals` has those of a command that was ended."""


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
    typed = sys.argv[1:] if arguments is None else arguments
    Parser.form = next((form for form in OBJECTS if f"--{form}" in typed), Form.PERSON)
    given = parser().parse_args(arguments)
    _take_editions(given)
    report = Report(
        _form(given),
        advice=getattr(given, "advice", False),
        brief=getattr(given, "brief", False),
    )
    try:
        with ended_by_signals():
            _run(given, report)
    except BrokenPipeError:  # who reads the output has seen enough
        _close_streams()
    except (UsageError, OSError) as error:
        print(f"announce: {safe(_wording(error))}", file=sys.stderr)
        if report.form in OBJECTS:
            print(error_as_object(_wording(error), report.form))
        return USAGE
    except Ended as end:
        with contextlib.suppress(OSError):  # the terminal may be gone
            report.progress("")
            print(f"announce: {end}", file=sys.stderr)
            if report.form in OBJECTS:
                print(error_as_object(str(end), report.form))
        return end.exit_code
    except Exception:  # noqa: BLE001 (the last line of defence, and it says so)
        traceback.print_exc()
        print(
            f"\nannounce {__version__}: this is an internal error, not a fault in your text. What "
            "it concerns was not published. Please report it with the lines above.",
            file=sys.stderr,
        )
        return FAULT
    return ERRORS if report.failed or has_errors(report.findings) else CLEAN


def _run(given: argparse.Namespace, report: Report) -> None:
    try:
        COMMANDS[given.command](given, report)
    except AnnounceError as error:
        report.add(error.findings)
    report.close(getattr(given, "after_errors", ""), getattr(given, "after_warnings", ""))
    sys.stdout.flush()


def _take_editions(given: argparse.Namespace) -> None:
    """Let formats be those of the editions that are wanted."""
    if getattr(given, "edition", None) in {None, EDITIONS[:1]}:
        return
    from generator.content.formats import with_editions
    from generator.document.facts import Edition

    wanted = with_editions(given.formats, map(Edition, given.edition))
    if not wanted:
        parser().error(
            f"none of {','.join(given.formats)} is made in large print: pdf and docx are"
        )
    given.formats = wanted


def _form(given: argparse.Namespace) -> Form:
    wanted = (form for form in Form if getattr(given, form, False))
    return next(wanted, Form.PERSON)


def _close_streams() -> None:
    """Let Python's own last flush go nowhere, as its documentation of SIGPIPE advises."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):  # a stand-in without a file
            continue


def _wording(error: Exception) -> str:
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    if error.filename:
        return f"{error.filename}: {error.strerror}"
    return f"{error.strerror} (where outputs go, or temporary files: TMPDIR names their folder)"


# Commands -------------------------------------------------------------------------------------


def _build(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.builds import build

    build(given, report)


def _watch(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.builds import watch

    watch(given, report)


def _studio(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.studio import studio

    studio(given, report)


def _within_limits(
    given: argparse.Namespace,
    path: Path,
    function: Callable[P, T],
    *arguments: P.args,
    **named: P.kwargs,
) -> T:
    """What the work on `path` gives; SourceError where it takes more time or memory than it may.

    With `--limits`, what strangers sent is worked on in a process of its own.
    """
    if given.limits is not None:
        from generator.building.apart import apart

        return apart(path, given.limits, function, *arguments, **named)
    from generator.building.limited import WorkerEndedError, as_finding, limited
    from generator.document.limits import USUAL

    try:
        with limited(str(path), USUAL):
            return function(*arguments, **named)
    except WorkerEndedError as end:
        raise as_finding(str(path), USUAL, end) from None


def _check(given: argparse.Namespace, report: Report) -> None:
    from generator.building.checking import check, sources_in, with_brands
    from generator.commands.builds import options_of
    from generator.document.walk import decorative_pictures

    options, trusted = options_of(given), given.limits is None
    sources = with_brands(sources_in(given.sources), trusted=trusted)
    branded = _branded(given, report, sources)
    for source in sources:
        if source.refused:
            report.add(source.problems())
            report.result(source.path, "cannot be published")
            continue
        wanted = source.path, _formats_for(given, source), branded(options, source)
        try:
            with garbage_collection_paused():
                document, findings = _within_limits(
                    given, source.path, check, *wanted, strict=given.strict
                )
        except SourceError as error:
            document, findings = None, error.findings
        report.add(findings)
        shown = given.advice or any(each.severity is not Severity.ADVICE for each in findings)
        if document is not None and not (findings and shown):
            report.say(f"{source.path}: nothing to fix")
        if document is not None and (silent := decorative_pictures(document)):
            report.say(f"{source.path}: {silence(silent)}")
        report.result(source.path, "can be published" if document else "cannot be published")


def _formats_for(given: argparse.Namespace, source: Source) -> tuple[str, ...]:
    """The formats of a source, in the editions that it asks for where the command names none."""
    from generator.building.batch import Request
    from generator.content.job import Options

    own = given.edition is None and given.limits is None
    return Request(Path(), given.formats, Options(), own_editions=own).formats_for(source)


def _branded(
    given: argparse.Namespace, report: Report, sources: Sequence[Source]
) -> Callable[[Options, Source], Options]:
    """The options of each source; what is wrong with brands is reported, and they are left out."""
    if given.brand is None and not any(source.brand for source in sources):
        return lambda options, _: options
    from generator.building.brands import brand_findings, with_brand

    try:
        report.add(brand_findings(sources, given.brand, strict=given.strict))
    except AnnounceError as error:
        report.add(error.findings)
        return lambda options, _: options
    return lambda options, source: with_brand(options, given.brand or source.brand)


def _outline(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.outline import announcements, as_json, as_text, outline

    if given.announced:
        lines = _within_limits(given, given.file, announcements, given.file, given.brand)
        if given.json:
            report.extra["announced"] = list(lines)
        else:
            print("\n".join(safe(line) for line in lines))
        return
    found = _within_limits(given, given.file, outline, given.file, given.brand)
    if given.json:
        report.extra["outline"] = as_json(found)
        return
    for line in as_text(found):
        print(safe(line))


def _verify(given: argparse.Namespace, report: Report) -> None:
    from generator.brand.places import nearest
    from generator.building.format_worker import FormatWorker
    from generator.building.temporary_files import scratch
    from generator.commands.options import processes, processors
    from generator.interpreter import garbage_collection_paused

    with garbage_collection_paused(), scratch(), FormatWorker() as worker:
        from generator.building.brands import with_brand
        from generator.building.verify import outputs_among, verify
        from generator.content.job import Options, source_date_epoch
        from generator.document.limits import USUAL

        options = Options(
            theme=given.theme,
            fonts=tuple(given.font),
            epoch=source_date_epoch(),
            limits=given.limits or USUAL,
        )
        folder = given.source.parent
        own = nearest(folder, folder) if given.limits is None else None
        options = with_brand(options, given.brand or own)
        alone = given.limits is not None or processes(processors()) == 1
        others, asked = None if alone else worker, (given.source, given.outputs, options)
        findings = _within_limits(
            given, given.source, verify, *asked, content=given.content, worker=others
        )
    report.add(findings)
    report.outputs = [str(output) for output in outputs_among(given.outputs)]
    if not findings:
        count = len(report.outputs)
        found = "content as in" if given.content else "exactly what is built from"
        report.say(f"{counted(count, 'file')}: {found} {given.source}")


def _import(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.invocation import typed
    from generator.importing import import_file

    for file in given.files:
        folder = file.parent if given.output is None else given.output
        try:
            imported = _within_limits(given, file, import_file, file, folder)
        except SourceError as error:
            report.add(error.findings)
            continue
        report.add(imported.findings)
        report.outputs += [str(imported.source), *map(str, imported.pictures)]
        pictures = f", with {counted(len(imported.pictures), 'picture')}" * bool(imported.pictures)
        path = shlex.quote(str(imported.source))
        report.say(f"{imported.source}: written{pictures}; read it, then: {typed()} check {path}")


def _merge(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.merging import show, write
    from generator.importing.merging import merge

    merged = _within_limits(given, given.edited, merge, given.source, given.edited)
    report.add(merged.findings)
    (write if given.write else show)(given.source, merged, report)


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


def _brand(given: argparse.Namespace, report: Report) -> None:
    from generator.commands.brands import check, new

    (new if given.does == "new" else check)(given.folder, report)


def _template(given: argparse.Namespace, report: Report) -> None:
    from generator.brand.places import nearest
    from generator.building.brands import with_brand
    from generator.commands.invocation import language_of_locale
    from generator.commands.template import write_template
    from generator.content.job import Options, source_date_epoch

    options = Options(theme=given.theme, epoch=source_date_epoch())
    options = with_brand(options, given.brand or nearest(given.file.parent, given.file.parent))
    write_template(given.file, given.lang or language_of_locale(), options, empty=given.empty)
    report.say(f"{given.file}: written; put it among Word's templates, or double-click it")


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


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Report], None]] = {
    "new": _new,
    "init": _init,
    "brand": _brand,
    "template": _template,
    "build": _build,
    "watch": _watch,
    "studio": _studio,
    "check": _check,
    "import": _import,
    "merge": _merge,
    "outline": _outline,
    "verify": _verify,
    "formats": _formats_table,
    "rules": _rules_table,
    "doctor": _doctor,
}
"""What each command of `arguments` does."""
