"""`announce doctor`: what of this machine is missing, and how to get it."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_OLDEST = (3, 11)
_PANGO = (
    "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango harfbuzz; macOS: brew install pango"
)
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?P<rest>[^;]*)(?:;(?P<marker>.*))?")


@dataclass(frozen=True, slots=True)
class Part:
    """A thing that is needed: for what, whether it is here, and how to get it if not."""

    name: str
    found: str
    remedy: str = ""
    needed: bool = True

    @property
    def missing(self) -> bool:
        """True if nothing can be built without it, and it is not here."""
        return self.needed and bool(self.remedy)

    def __str__(self) -> str:
        """One line, and a second with the remedy."""
        return f"{self.name}: {self.found}" + (f"\n    {self.remedy}" if self.remedy else "")


def examine() -> Iterator[Part]:
    """Every part, with its state."""
    yield _python()
    yield from _packages()
    yield _pango()
    yield _fonts()
    yield _templates()
    yield _output()
    yield _validators()


def _python() -> Part:
    version = platform.python_version()
    if sys.version_info < _OLDEST:
        return Part("Python", f"{version}, too old", "install Python 3.11 or later")
    return Part("Python", version)


def _packages() -> Iterator[Part]:
    missing = []
    needed = list(_required())
    for name in needed:
        try:
            importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if not needed:
        remedy = "run “make all” in its folder, or install it with pip"
        yield Part("Python packages", "the generator itself is not installed", remedy, needed=False)
    elif missing:
        remedy = f"run “make all” again, or: pip install {' '.join(missing)}"
        yield Part("Python packages", f"missing: {', '.join(missing)}", remedy)
    else:
        yield Part("Python packages", f"all {len(needed)} found")


def _required() -> Iterator[str]:
    """The packages that the generator's own metadata names."""
    try:
        given = importlib.metadata.requires("accessible-announcements") or []
    except importlib.metadata.PackageNotFoundError:
        return
    for line in given:
        match = _REQUIREMENT.match(line)
        if match and not match["marker"]:
            yield match["name"]


def _pango() -> Part:
    name = "Pango and HarfBuzz, which set the text of the PDF"
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message=".*HarfBuzz-Subset.*")
            import weasyprint
    except (ImportError, OSError, Warning) as error:
        return Part(name, f"missing ({str(error).splitlines()[0][:80]})", _PANGO)
    return Part(name, f"found, with WeasyPrint {weasyprint.__version__}")


def _fonts() -> Part:
    from generator.packagers import fonts

    faces = (fonts.TEXT, fonts.TEXT_ITALIC, fonts.CODE)
    try:
        lost = [face.module for face in faces if not face.path.is_file()]
    except (ImportError, LookupError, OSError, ValueError) as error:
        lost = [str(error)]
    if lost:
        remedy = "pip install fontpkg-source-sans-3 fontpkg-source-code-pro"
        return Part("Fonts", f"missing: {', '.join(lost)}", remedy)
    return Part("Fonts", ", ".join(face.path.name for face in faces))


def _templates() -> Part:
    from generator.rendering import templates_folder

    try:
        return Part("Templates", str(templates_folder()))
    except StopIteration:
        return Part("Templates", "missing", "install the generator again; its folder is damaged")


def _output() -> Part:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding == "utf8":
        return Part("Terminal", "UTF-8")
    remedy = "some letters will be shown by number; set LANG to a UTF-8 locale, such as C.UTF-8"
    return Part("Terminal", encoding or "unknown", remedy, needed=False)


def _validators() -> Part:
    setup = Path(__file__).resolve().parents[2] / "tests" / "conformance" / "setup"
    name = "Validators, for “make test” only"
    if not setup.is_file():
        return Part(name, "not part of an installed generator", needed=False)
    tools = {"java": "veraPDF and EPUBCheck", "node": "axe and Ace", "soffice": "LibreOffice"}
    lost = [f"{tool} ({what})" for tool, what in tools.items() if not shutil.which(tool)]
    if lost:
        remedy = "“make test” installs what it needs"
        return Part(name, f"not on the path: {', '.join(lost)}", remedy, needed=False)
    return Part(name, "found")
