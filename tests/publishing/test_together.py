"""Several builds of one folder at the same time: one whole set stands in the end, and no litter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.building.manifest import load
from generator.building.verify import verify
from generator.content.job import Options
from tests.conftest import ROOT

NOTICE = "---\ntitle: A notice\nlang: en-GB\n---\n\n## Part\n\n" + "Some words of it. " * 40 + "\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("builds", "rounds"),
    [pytest.param(2, 2), pytest.param(10, 1), pytest.param(10, 100, marks=pytest.mark.soak)],
)
def test_builds_of_one_folder_at_once_leave_one_whole_set(
    builds: int, rounds: int, tmp_path: Path
) -> None:
    source, output = tmp_path / "notice.md", tmp_path / "output"
    source.write_text(NOTICE, encoding="utf-8")
    command = [sys.executable, "-m", "generator", "build", str(source), "-o", str(output)]
    for _ in range(rounds):
        running = [
            subprocess.Popen(
                [*command, "--formats", "html,txt", "--jobs", "1", "--text-width", str(40 + each)],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for each in range(builds)
        ]
        said = [each.communicate()[1].decode() for each in running]
        assert [each.returncode for each in running] == [0] * builds, said
        assert {each.name for each in output.iterdir()} == {
            "notice.html",
            "notice.txt",
            "notice.manifest.json",
        }
        manifest = load(output / "notice.manifest.json")
        assert manifest is not None
        assert manifest.options["text-width"] in {str(40 + each) for each in range(builds)}
        assert verify(source, [output / "notice.html", output / "notice.txt"], Options()) == ()


@pytest.mark.parametrize(
    "rounds", [pytest.param(5, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.soak)]
)
def test_ten_builds_begun_where_all_is_loaded_leave_one_whole_set(
    rounds: int, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.publishing.crowds", str(rounds), "10"]
    subprocess.run([*command, str(tmp_path / "crowds")], cwd=ROOT, check=True)
