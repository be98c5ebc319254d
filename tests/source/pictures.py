"""Pictures for tests, made when they are needed."""

from __future__ import annotations

from pathlib import Path

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" viewBox="0 0 60 30">'
    '<rect width="60" height="30" fill="#036"/>{}</svg>'
)


def make_pictures(folder: Path) -> None:
    """Write the pictures that cases and rules speak of."""
    from PIL import Image

    plain = Image.new("RGB", (40, 20), "navy")
    plain.save(folder / "chart.png")
    plain.save(folder / "photo.jpg")
    plain.save(folder / "photo.webp")
    plain.convert("P").save(folder / "still.gif")
    plain.save(
        folder / "animated.gif",
        save_all=True,
        append_images=[Image.new("RGB", (40, 20), "white")],
    )
    plain.save(folder / "siart â bylchau.png")
    plain.save(folder / "really-a-png.jpg", "PNG")
    (folder / "broken.png").write_bytes((folder / "chart.png").read_bytes()[:50])
    (folder / "words.png").write_text("no picture at all", encoding="utf-8")
    (folder / "drawing.svg").write_text(DRAWING.format(""), encoding="utf-8")
    (folder / "script.svg").write_text(DRAWING.format("<script/>"), encoding="utf-8")
    (folder / "sizeless.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
