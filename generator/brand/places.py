"""Where a brand is: this loads nothing, since most folders have none."""

from __future__ import annotations

from pathlib import Path

NAME = "brand.yaml"


def nearest(folder: Path, top: Path) -> Path | None:
    """The nearest folder from `folder` up to `top` that has a brand."""
    places = [folder, *(each for each in folder.parents if each.is_relative_to(top))]
    return next((each for each in places if (each / NAME).is_file()), None)
