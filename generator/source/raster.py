"""Pictures of pixels: PNG, JPEG, GIF and WebP become PNG or JPEG.

They come out upright, in sRGB, without metadata, and with the same bytes wherever the same Pillow
runs.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from generator.document.pictures import Picture
from generator.source.picture import LONGEST_SIDE, Loaded, PictureError, Warned
from generator.source.png import has_all_rows
from generator.source.rules import (
    PICTURE_ANIMATED,
    PICTURE_BROKEN,
    PICTURE_KIND,
    PICTURE_SIZE,
)

_SUFFIXES = {
    "PNG": (".png", ".apng"),
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "MPO": (".jpg", ".jpeg"),
    "GIF": (".gif",),
    "WEBP": (".webp",),
}
"""The kinds we read, and the names of their files. MPO is what some phones' JPEGs are."""

_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, MemoryError)
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_JPEG_QUALITY = 90


def load(data: bytes, suffix: str, most_pixels: int) -> Loaded:
    """The picture in `data`, whose file's name ends with `suffix`.

    It may have `most_pixels`, before scaling down; a good camera has 50 million.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # Pillow's doubts about size and EXIF; we have limits of our own
        image = _open(data, suffix, most_pixels)
        animated = bool(getattr(image, "is_animated", False)) and image.format != "MPO"
        picture = _picture(image, data)
    return Loaded(picture, (_ANIMATED,) if animated else ())


_ANIMATED = Warned(
    PICTURE_ANIMATED,
    "moves; readers cannot stop it and paper cannot show it, so only its first frame is published.",
    "if the movement matters, say in the text what it shows",
)


def _open(data: bytes, suffix: str, most_pixels: int) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_many(most_pixels) from None
    except UnidentifiedImageError:
        raise PictureError(
            PICTURE_KIND,
            "is not a PNG, JPEG, SVG, GIF or WebP file, whatever its name says.",
            "open it in a picture editor and export it as PNG",
        ) from None
    except (OSError, ValueError, SyntaxError) as error:
        raise _broken() from error
    kind = str(image.format)
    if suffix.lower() not in _SUFFIXES[kind]:
        raise PictureError(
            PICTURE_KIND,
            f"is named “{suffix}” but holds a {kind} picture; programs that trust the name "
            "cannot show it.",
            f"let its name end with “{_SUFFIXES[kind][0]}”",
        )
    if image.width * image.height > most_pixels:
        raise _too_many(most_pixels)
    return image


def _too_many(pixels: int) -> PictureError:
    return PictureError(
        PICTURE_SIZE,
        f"has more than {pixels // 1_000_000} million pixels, more than can be opened safely.",
        f"make its longest side {LONGEST_SIDE} pixels in a picture editor",
    )


def _broken() -> PictureError:
    return PictureError(
        PICTURE_BROKEN,
        "is damaged or incomplete, so readers would see a part of it or nothing.",
        "copy or export the picture again",
    )


def _picture(image: Image.Image, data: bytes) -> Picture:
    try:
        image.load()
        if image.format == "PNG" and not has_all_rows(data):
            raise _broken()
        upright = ImageOps.exif_transpose(image)
        done = _scaled(_eight_bit(_srgb(upright)))
    except (*_DAMAGED, struct.error, zlib.error, KeyError) as error:
        raise _broken() from error
    if not _is_photograph(image, data, done):
        return _encoded(done, "PNG", optimize=True)
    if done is upright and image.format == "JPEG" and _is_upright(image):
        return _encoded(image, "JPEG", quality="keep")
    return _encoded(done, "JPEG", quality=_JPEG_QUALITY, optimize=True)


def _is_upright(image: Image.Image) -> bool:
    return bool(image.getexif().get(ExifTags.Base.Orientation, 1) == 1)


def _is_photograph(image: Image.Image, data: bytes, done: Image.Image) -> bool:
    """True if the picture was compressed with losses, so that PNG would only make it larger."""
    if image.format == "WEBP":
        return done.mode in ("L", "RGB") and data[12:16] != b"VP8L"
    return image.format in ("JPEG", "MPO")


def _srgb(image: Image.Image) -> Image.Image:
    """The picture in the web's colours, if a profile says what its own are."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        plain = image.convert("RGB") if image.mode == "RGBA" else image
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(plain, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a damaged profile: as without
        return image
    if converted is None:
        return image
    if image.mode == "RGBA":
        converted.putalpha(image.getchannel("A"))
    return converted


def _eight_bit(image: Image.Image) -> Image.Image:
    """The picture as grey or RGB, with or without transparency."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("LA" if image.mode in ("L", "LA", "La", "1") else "RGBA")
    if image.mode in ("L", "RGB"):
        return image
    return image.convert("L" if image.mode in ("1", "F") else "RGB")


def _scaled(image: Image.Image) -> Image.Image:
    longest = max(image.size)
    if longest <= LONGEST_SIDE:
        return image
    width, height = (max(1, round(side * LONGEST_SIDE / longest)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, kind: str, **options: object) -> Picture:
    image.info = {}  # comments, profiles, places, names
    output = io.BytesIO()
    image.save(output, kind, **options)
    media_type = f"image/{kind.lower()}"
    return Picture("", media_type, output.getvalue(), image.width, image.height)
