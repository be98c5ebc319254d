"""The command line: build, check, outline, verify."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.errors import AnnounceError, UsageError
from generator.findings import Finding, Severity, has_errors

if TYPE_CHECKING:
    from generator.batch import Order

CLEAN, ERRORS, USAGE, FAULT = range(4)
INTERRUPTED = 128 + signal.SIGINT
"""Exit codes."""

NAMES = ("html", "pdf", "docx", "epub", "txt")

EXAMPLES = """\
examples:
  announce build source/announcement.md            five formats into output/
  announce build source -o public                  every .md below source/, folders mirrored
  announce build notice.md --formats html,pdf      two formats only
  announce check notice.md                         what would fail a reader, nothing written
  announce outline output/announcement.pdf         what a reader meets in the file, in order
  announce verify source/announcement.md output/announcement.*

exit codes: 0 clean (warnings allowed), 1 errors found, 2 usage, 3 a fault of ours
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    given = _parser().parse_args(arguments)
    report = Report(as_json=given.json, advice=getattr(given, "advice", False))
    try:
        given.run(given, report)
    except AnnounceError as error:
        report.add(error.findings)
    except BrokenPipeError:  # whoever reads us has seen enough
        sys.stdout = None
        return CLEAN
    except (UsageError, OSError) as error:
        print(f"announce: {_told(error)}", file=sys.stderr)
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
    report.close()
    return ERRORS if has_errors(report.findings) else CLEAN


def _told(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


@dataclass(slots=True)
class Report:
    """Findings and outputs, told as they come, or as one JSON object at the end."""

    as_json: bool
    advice: bool
    findings: list[Finding] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    extra: dict[str, object] = field(default_factory=dict)

    def add(self, findings: Sequence[Finding]) -> None:
        """Tell findings; advice only where it was asked for."""
        for finding in findings:
            if finding.severity is Severity.ADVICE and not self.advice:
                continue
            self.findings.append(finding)
            if not self.as_json:
                print(finding, file=sys.stderr)

    def say(self, text: str) -> None:
        """A line for a person; silent under --json."""
        if not self.as_json:
            print(text)

    def progress(self, text: str) -> None:
        """A line that replaces itself on a terminal; silent elsewhere."""
        if sys.stderr.isatty() and not self.as_json:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Print the JSON object, if that was asked for."""
        if self.as_json:
            whole = {
                "findings": [finding.as_json() for finding in self.findings],
                "outputs": self.outputs,
                **self.extra,
            }
            print(json.dumps(whole, ensure_ascii=False, indent=2))


# Commands -------------------------------------------------------------------------------------


def _build(given: argparse.Namespace, report: Report) -> None:
    from generator.batch import build_all
    from generator.scratch import scratch

    with scratch():
        build_all(given.sources, _order(given), report, given.jobs)


def _order(given: argparse.Namespace) -> Order:
    from generator.batch import Order
    from generator.packagers.job import Options, source_date_epoch

    options = Options(pdf=given.pdf, theme=given.theme, epoch=source_date_epoch())
    return Order(given.output, given.formats, options, strict=given.strict, force=given.force)


def _check(given: argparse.Namespace, report: Report) -> None:
    from generator.batch import sources_in
    from generator.build import check

    for source in sources_in(given.sources):
        document, findings = check(source.path, strict=given.strict)
        report.add(findings)
        if document is not None and not findings:
            report.say(f"{source.path}: nothing to mend")


def _outline(given: argparse.Namespace, report: Report) -> None:
    from generator.outline import as_json, as_text, outline

    found = outline(given.file)
    if given.json:
        report.extra["outline"] = as_json(found)
        return
    for line in as_text(found):
        print(line)


def _verify(given: argparse.Namespace, report: Report) -> None:
    from generator.verify import verify

    findings = verify(given.source, given.outputs)
    report.add(findings)
    report.outputs = [str(output) for output in given.outputs]
    if not findings:
        several = len(given.outputs) > 1
        report.say(
            f"{len(given.outputs)} file{'s' if several else ''}: bytes as published, content as "
            f"in {given.source}"
        )


def _formats_table(_: argparse.Namespace, report: Report) -> None:
    from generator.catalogue import formats

    report.say(formats())


def _rules_table(_: argparse.Namespace, report: Report) -> None:
    from generator.catalogue import rules

    report.say(rules())


# Arguments ------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="announce",
        description="One source file becomes accessible HTML, PDF, DOCX, EPUB and plain text; "
        "every build proves that each output is complete.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"announce {__version__}")
    verbs = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = verbs.add_parser("build", help="make the outputs, prove them, publish all or none")
    build.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help=".md or a folder")
    build.add_argument(
        "-o", "--output", type=Path, default=Path("output"), metavar="DIR", help="default: output"
    )
    build.add_argument(
        "--formats", type=_formats, default=NAMES, help="default: html,pdf,docx,epub,txt"
    )
    build.add_argument("--theme", type=Path, metavar="DIR", help="a folder of your own templates")
    build.add_argument(
        "--pdf",
        choices=("ua-1", "ua-2"),
        default="ua-1",
        help="ua-1: PDF/UA-1 + PDF/A-2a (default); ua-2: PDF/UA-2 + WTPDF + PDF/A-4",
    )
    build.add_argument(
        "-j",
        "--jobs",
        type=_jobs,
        default=_processors(),
        metavar="N",
        help="processes at work at a time; default: one for each processor",
    )
    build.add_argument(
        "--force", action="store_true", help="make again what is up to date (see README)"
    )
    _finding_options(build)
    build.set_defaults(run=_build)

    check = verbs.add_parser("check", help="say what would fail a reader; write nothing")
    check.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help=".md or a folder")
    _finding_options(check)
    check.set_defaults(run=_check)

    outline = verbs.add_parser("outline", help="what a reader meets in a file, in order")
    outline.add_argument("file", type=Path, metavar="FILE", help=".md .html .pdf .docx .epub .txt")
    outline.add_argument("--json", action="store_true", help="the outline as JSON")
    outline.set_defaults(run=_outline)

    verify = verbs.add_parser("verify", help="are outputs as published, and as their source says?")
    verify.add_argument("source", type=Path, metavar="SOURCE")
    verify.add_argument("outputs", nargs="+", type=Path, metavar="OUTPUT")
    verify.add_argument("--json", action="store_true", help="findings as one JSON object")
    verify.set_defaults(run=_verify)

    formats = verbs.add_parser("formats", help="how each construct appears in each format")
    formats.set_defaults(run=_formats_table, json=False)
    rules = verbs.add_parser("rules", help="every rule for sources, and whom it serves")
    rules.set_defaults(run=_rules_table, json=False)
    return parser


def _finding_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="warnings are errors")
    parser.add_argument("--advice", action="store_true", help="show advice too")
    parser.add_argument("--json", action="store_true", help="findings as one JSON object")


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
