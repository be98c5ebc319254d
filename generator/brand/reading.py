"""A brand's folder becomes a `BrandFolder`, with all that is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.brand import palette
from generator.brand.places import NAME
from generator.brand.typeface_files import TypefaceError, lacks, letters, typeface_file
from generator.brand.values import OTHER_NAMES, Value, as_of_brand
from generator.document.brand import Brand, BrandFolder, Cover, Logo, Paper, Said, TypefaceFile
from generator.document.limits import USUAL
from generator.document.pictures import Picture
from generator.document.words import catalogue_for, words_for
from generator.findings.finding import Finding, has_errors
from generator.findings.output_rules import (
    BRAND_CONTRAST,
    BRAND_FILE,
    BRAND_LOGO,
    BRAND_TYPEFACE,
    BRAND_VALUE,
)
from generator.source.images import Gallery
from generator.source.language import language
from generator.source.plain_yaml import is_empty, mapping_of, pairs
from generator.source.reading import Report
from generator.source.subtags import is_valid
from generator.theme.contrast import NEEDED, contrast

KEYS = (
    *("name", "lang", "logo", "colours", "typefaces", "address", "website", "footer"),
    *("cover", "paper"),
)
_LOGO_KEYS = ("file", "alternative", "dark")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_USUAL_ACCENT, _USUAL_GROUND = "#0b4f71", "#ffffff"
LONGEST_FOOTER = 100
_LARGEST = 65_536
"""Bytes of brand.yaml."""
_LARGEST_TYPEFACE = 32 * 1024 * 1024
_ALWAYS_NEEDED = frozenset(map(chr, range(0x21, 0x7F))) | frozenset("–—‘’“”…•£€")


def read_brand(folder: Path) -> tuple[BrandFolder | None, tuple[Finding, ...]]:
    """The brand in a folder, None where an error keeps it from being used, and all findings."""
    file = folder / NAME
    report = Report(str(file))
    text = _text_of(file, report)
    if text is None:
        return None, report.sorted()
    fenced = text.startswith("---\n")
    mapping = mapping_of(text.removeprefix("---\n"), report)
    reader = _Reader(folder, report)
    brand = None
    if mapping is not None:
        reader.hashes[NAME] = hashlib.sha256(text.encode()).hexdigest()
        found = pairs(mapping, (*KEYS, *_tags(mapping)), OTHER_NAMES, report)
        brand = reader.folder_of({key: Value(key, node, line, report) for key, node, line in found})
    elif not report.findings:
        report.add(BRAND_FILE, 2, "the brand says nothing.", "write at least its name: name: …")
    findings = tuple(as_of_brand(each, 0 if fenced else 1) for each in report.sorted())
    return (None if has_errors(findings) else brand), findings


def _text_of(file: Path, report: Report) -> str | None:
    hint = f"write a file {NAME} there; announce brand new DIR writes one to begin with"
    try:
        data = file.read_bytes() if file.stat().st_size <= _LARGEST else b""
    except OSError as error:
        report.add(BRAND_FILE, None, f"the brand cannot be opened ({error.strerror}).", hint)
        return None
    if not file.resolve().is_relative_to(file.parent.resolve()):
        message = "the brand is a symbolic link to another folder, from which nothing is read."
        report.add(BRAND_FILE, None, message, "put the file itself there")
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        report.add(BRAND_FILE, None, "the brand is not UTF-8.", "save it as UTF-8")
        return None


def _tags(mapping: Any) -> Iterator[str]:  # noqa: ANN401 (a node of YAML's)
    """The keys that are tags of languages."""
    for key, _ in mapping.value:
        name = str(getattr(key, "value", ""))
        if name not in KEYS and name not in OTHER_NAMES and _TAG.fullmatch(name) and is_valid(name):
            yield name


@dataclass(slots=True)
class _Reader:
    """Reads the files of a brand; `hashes` are those of all that were read."""

    folder: Path
    report: Report
    hashes: dict[str, str] = field(default_factory=dict)
    gallery: Gallery = field(init=False)
    typefaces: dict[str, TypefaceFile | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gallery = Gallery(self.folder, self.report, USUAL)

    def folder_of(self, given: Mapping[str, Value]) -> BrandFolder | None:
        """The whole brand; None where it has no name."""
        tag = given["lang"].text() if "lang" in given else None
        tag = tag and language(tag, given["lang"].line, self.report)
        usual = self._parts(given, tag)
        others: dict[str, dict[str, Any]] = {}
        for key, value in given.items():
            if key not in KEYS:
                known = tuple(each for each in KEYS if each != "lang")
                others[key] = {**usual, **self._parts(value.fields(known), key)}
        if others and tag is None:
            hint = "write lang: en-GB, or whatever it is, below the name"
            message = "nothing says in which language the brand’s own words are."
            self.report.add(BRAND_VALUE, 2, message, hint)
        if "name" not in usual:
            if "name" not in given or is_empty(given["name"].node):
                message = "the brand has no name, which stands where there is no logo."
                self.report.add(BRAND_FILE, 2, message, "write name: and the organisation’s name")
            return None
        self._check_letters(given, tag, usual, others)
        hashes = {**self.hashes, **self.gallery.hashes}
        return BrandFolder(
            tuple(sorted(hashes.items())),
            Brand(**usual),
            tuple((key, Brand(**parts)) for key, parts in others.items()),
        )

    def _parts(self, given: Mapping[str, Value], tag: str | None) -> dict[str, Any]:
        """The arguments of `Brand` that are given, their words in the language `tag`."""
        readers: Mapping[str, Callable[[Value], Any]] = {
            "name": lambda value: (text := value.text()) and Said(text, tag),
            "logo": lambda value: self._logo(value, tag),
            "colours": self._colours,
            "address": lambda value: tuple(Said(line, tag) for line in value.texts()),
            "website": Value.url,
            "footer": lambda value: self._footer(value, tag),
            "cover": lambda value: value.chosen(Cover),
            "paper": lambda value: value.chosen(Paper),
        }
        parts = {key: read(given[key]) for key, read in readers.items() if key in given}
        if "typefaces" in given:
            parts |= self._typefaces(given["typefaces"])
        return {key: part for key, part in parts.items() if part is not None}

    def _footer(self, value: Value, tag: str | None) -> Said | None:
        text = value.text()
        if text and len(text) > LONGEST_FOOTER:
            hint = "shorten it; longer words belong into the document or the address"
            value.wrong(f"no longer than {LONGEST_FOOTER} letters, to fit below each page", hint)
        return Said(text, tag) if text else None

    # Colours -------------------------------------------------------------------------------------

    def _colours(self, value: Value) -> Any:  # noqa: ANN401
        fields = value.fields(("accent", "ground"))
        accent = self._colour(fields.get("accent"), _USUAL_ACCENT)
        ground = self._colour(fields.get("ground"), _USUAL_GROUND)
        if not palette.bears_words(ground):
            place = fields["ground"].line
            message = (
                f"the ground {ground} is too dark for the words on it: people with low vision need "
                "a contrast of 7:1 (WCAG 1.4.6)."
            )
            self.report.add(BRAND_CONTRAST, place, message, "give a light colour, or leave it out")
            return None
        words = palette.of_words(accent, ground)
        ratio = contrast(accent, ground)
        if ratio < NEEDED:
            finding = BRAND_CONTRAST.found(
                self.report.path,
                fields["accent"].line,
                f"the accent {accent} on {ground} has a contrast of {ratio:.2f}:1; links and other "
                f"words need 4.5:1 (WCAG 1.4.3), so they are set in the darker {words}.",
                f'nothing need be done; to choose it yourself: accent: "{words}"',
                mild=True,
            )
            self.report.findings.append(finding)
        return palette.derived(accent, ground)

    def _colour(self, value: Value | None, usual: str) -> str:
        if value is None:
            return usual
        if is_empty(value.node):
            hint = 'write it between quotation marks, since “#” begins a comment: "#0b4f71"'
            value.wrong("a colour", hint)
            return usual
        text = value.text() or ""
        if not _COLOUR.fullmatch(text):
            value.wrong("a colour, as six digits after “#”", f'write "{usual}", for instance')
            return usual
        return text.lower()

    # The logo ------------------------------------------------------------------------------------

    def _logo(self, value: Value, tag: str | None) -> Logo | None:
        fields = value.fields(_LOGO_KEYS)
        if not fields:
            return None
        if "file" not in fields:
            value.wrong("a group with its file", "write file: logo.svg below it, indented")
            return None
        picture = self._picture(fields["file"])
        dark = self._picture(fields["dark"]) if "dark" in fields else None
        alternative = fields["alternative"].text() if "alternative" in fields else None
        if not alternative:
            message = (
                "the logo has no alternative text, so people who do not see it would not learn "
                "whose document it is."
            )
            hint = "write alternative: and the organisation’s name below its file"
            self.report.add(BRAND_LOGO, fields["file"].line, message, hint)
            return None
        return Logo(picture, Said(alternative, tag), dark) if picture else None

    def _picture(self, value: Value) -> Picture | None:
        address = value.text()
        if not address:
            value.wrong("the name of a file", "write the name of an SVG or PNG file")
            return None
        return self.gallery.pictures.get(self.gallery.picture(address, value.line))

    # Typefaces -----------------------------------------------------------------------------------

    def _typefaces(self, value: Value) -> dict[str, tuple[TypefaceFile, ...]]:
        fields = value.fields(("text", "headings"))
        found = {}
        for role, files in fields.items():
            read = tuple(each for item in files.items() if (each := self._typeface(item)))
            missing = [*lacks(read, for_headings=role == "headings")] if read else []
            if "roman" in missing:
                files.wrong("font files with a roman among them", "add the upright, regular file")
            elif missing:
                self._mild(
                    files.line,
                    f"the typeface for {role} has no {' and no '.join(missing)}; ours stands in "
                    "for it.",
                    "add the file, or one with an axis of weights",
                )
            found[role] = () if "roman" in missing else read
        return found

    def _typeface(self, value: Value) -> TypefaceFile | None:
        name = value.text()
        if not name:
            return None
        if name not in self.typefaces:
            self.typefaces[name] = self._read_typeface(name, value.line)
        return self.typefaces[name]

    def _read_typeface(self, name: str, line: int) -> TypefaceFile | None:
        try:
            file = self._inside(name)
            found = typeface_file(file.name, file.read_bytes())
        except TypefaceError as error:
            message = f"the typeface “{name}” {error.message}."
            self.report.add(BRAND_TYPEFACE, line, message, error.hint)
            return None
        self.hashes[file.relative_to(self.folder.resolve()).as_posix()] = found.sha256
        return found

    def _inside(self, name: str) -> Path:
        """The file of a name, which no symbolic link leads out of the folder."""
        try:
            file = (self.folder / name).resolve()
            size = file.stat().st_size if file.is_file() else None
        except (OSError, ValueError):
            size = None
        if Path(name).is_absolute() or not file.is_relative_to(self.folder.resolve()):
            hint = "copy the file into the folder: a brand reads nothing outside of it"
            raise TypefaceError("is not in the brand’s folder", hint)
        if size is None:
            raise TypefaceError("is not there", "check the name, capitals too")
        if size > _LARGEST_TYPEFACE:
            raise TypefaceError("is larger than any document may be", "give a smaller one")
        return file

    def _check_letters(
        self,
        given: Mapping[str, Value],
        tag: str | None,
        usual: Mapping[str, Any],
        others: Mapping[str, Mapping[str, Any]],
    ) -> None:
        """Say which letters of the brand's words, and of its languages, its typefaces lack."""
        for key, parts in (("", usual), *others.items()):
            known = letters(parts.get("text", ())) if parts.get("text") else None
            if known is None:
                continue
            wanted = _ALWAYS_NEEDED.union(*_words_of(parts), *_words_in(key or tag))
            if missing := sorted(each for each in wanted - known if not each.isspace()):
                shown = " ".join(missing[:12]) + (" …" if missing[12:] else "")
                place = given[key] if key else given["typefaces"]
                self._mild(
                    place.line,
                    f"the typeface for text lacks letters that its documents may have ({shown}); "
                    "ours stands in for them.",
                    "give the whole typeface, if this is a part of it",
                )

    def _mild(self, line: int, message: str, hint: str) -> None:
        rule = BRAND_TYPEFACE
        self.report.findings.append(rule.found(self.report.path, line, message, hint, mild=True))


def _words_of(parts: Mapping[str, Any]) -> Iterator[str]:
    """The brand's own words."""
    said = (parts.get("name"), parts.get("footer"), *parts.get("address", ()))
    yield from (each.text for each in said if each)


def _words_in(tag: str | None) -> Iterator[str]:
    """Our words in a language, which have its usual letters."""
    if tag is not None and catalogue_for(tag) is not None:
        words = words_for(tag)
        yield words.contents + words.ask + words.other_formats + words.page_of
