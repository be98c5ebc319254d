"""Install the validators that `pins/` names: `tests/conformance/setup`.

Standard library only. What is already there is left alone; what is new is built beside its
place and renamed into it, so that an interrupted or a second, simultaneous set-up does no harm.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .pins import PINS, Toolbox, toolbox

_SCHEMA_FOLDER = "org/apache/poi/schemas/ooxml/src/"


class SetUpError(Exception):
    """A step of the set-up failed; the message says which and what to do."""


def main() -> int:
    """Install what is missing and return the exit code."""
    started = time.monotonic()
    try:
        _install_debian_packages()
        _install_toolbox(toolbox())
    except SetUpError as error:
        sys.stderr.write(f"setup: {error}\n")
        return 1
    _say(f"validators ready in {time.monotonic() - started:.1f} s ({toolbox().root})")
    return 0


def _install_debian_packages() -> None:
    missing = [package for package, command in _debian_packages() if not _present(package, command)]
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise SetUpError("install these with your package manager: " + " ".join(missing))
    _say("apt-get install " + " ".join(missing))
    _apt_get("update")
    _apt_get("install", "--yes", "--no-install-recommends", *missing)


def _debian_packages() -> list[tuple[str, str]]:
    lines = (PINS / "debian.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return [(package, command) for package, command in pairs]


def _present(package: str, command: str) -> bool:
    if command != "-":
        return shutil.which(command) is not None
    if not shutil.which("dpkg-query"):
        return True
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.stdout == "installed"


def _apt_get(*arguments: str) -> None:
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    patient = ["--option", "DPkg::Lock::Timeout=300"]
    _run([*as_root, *quiet, *patient, *arguments])


def _install_toolbox(box: Toolbox) -> None:
    if box.root.is_dir():
        return
    box.root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="partial-", dir=box.root.parent) as scratch:
        new = Toolbox(Path(scratch) / "toolbox")
        new.root.mkdir()
        with ThreadPoolExecutor() as pool:
            steps = [pool.submit(step, new) for step in (_install_from_npm, _install_from_maven)]
        for step in steps:
            step.result()
        _move_into_place(new.root, box.root)


def _install_from_npm(box: Toolbox) -> None:
    _install_node(box)
    _install_npm_packages(box)


def _install_from_maven(box: Toolbox) -> None:
    _install_jars(box)
    _extract_ooxml_schema(box)


def _install_node(box: Toolbox) -> None:
    _say("Node.js from PyPI")
    environment = box.root.parent / "pip"
    venv.create(environment, with_pip=True)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    target = ["--target", str(box.root / "python")]
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    _run([*pip, "install", *options, *target, "-r", str(PINS / "node.txt")])


def _install_npm_packages(box: Toolbox) -> None:
    _say("Ace, axe-core, Lighthouse, the Nu Html Checker and others from npm")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(PINS / name, box.root / name)
    npm = [str(box.node), str(box.npm), "ci", "--loglevel=error", "--ignore-scripts"]
    _run(npm, cwd=box.root, extra={"PUPPETEER_SKIP_DOWNLOAD": "1"})


def _install_jars(box: Toolbox) -> None:
    _say("veraPDF and the ISO/IEC 29500 schemas from Maven Central")
    maven = ["mvn", "--quiet", "--batch-mode", "--file", str(PINS / "pom.xml")]
    _run([*maven, "dependency:copy", f"-DoutputDirectory={box.jars}"])
    for line in (PINS / "maven.sha256").read_text(encoding="utf-8").splitlines():
        expected, name = line.split()
        if hashlib.sha256((box.jars / name).read_bytes()).hexdigest() != expected:
            raise SetUpError(f"{name} is not the file that pins/maven.sha256 names")


def _extract_ooxml_schema(box: Toolbox) -> None:
    """Unpack the schemas, which may be used but are not ours to commit."""
    box.ooxml_schema.mkdir()
    with zipfile.ZipFile(box.jars / "poi-ooxml-full.jar") as jar:
        for member in jar.namelist():
            if member.startswith(_SCHEMA_FOLDER) and member.endswith(".xsd"):
                (box.ooxml_schema / Path(member).name).write_bytes(jar.read(member))
    (box.jars / "poi-ooxml-full.jar").unlink()


def _move_into_place(new: Path, place: Path) -> None:
    try:
        new.rename(place)
    except OSError:
        if not place.is_dir():
            raise
        _say("another set-up was quicker; its result is used")


def _run(
    command: Sequence[str], cwd: Path | None = None, extra: Mapping[str, str] | None = None
) -> None:
    environment = {**os.environ, **(extra or {})}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        detail = (done.stdout + done.stderr).strip()
        raise SetUpError(f"`{' '.join(command)}` failed:\n{detail}")


def _say(what: str) -> None:
    sys.stdout.write(f"setup: {what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
