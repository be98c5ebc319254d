"""Words with the signs among them, as a passage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.readback.text.conventions import (
    DIRECTION,
    ESCAPED,
    GUARD,
    LINE_DIRECTION,
    NUMBER,
    SIGN,
    SIGN_IN_LINK,
    UNLINKED,
)
from generator.reading_order import (
    BREAK,
    NO_MARKS,
    Call,
    LinkTo,
    LinkWithin,
    Mark,
    Passage,
    PassageBuilder,
    Picture,
    Style,
    fold,
    landing_words,
)

_UNHEARD = re.compile(rf"{GUARD}.|[{DIRECTION}]", re.DOTALL)


def read_passage(text: str) -> Passage:
    """The passage that lines of text say; each line end in it is a hard line break."""
    reader = _Reader()
    position = 0
    while sign := reader.pattern.search(text, position):
        reader.words(text[position : sign.start()])
        reader.sign(sign)
        position = sign.end()
    reader.words(text[position:])
    return reader.passage()


def read_plain(text: str) -> str:
    """Words in which no signs are, without the guards and marks of direction."""
    return _UNHEARD.sub(_heard, text)


def _heard(found: re.Match[str]) -> str:
    return _literal(found[0]) if found[0].startswith(GUARD) else ""


def _literal(guarded: str) -> str:
    return guarded[1:] if ESCAPED.match(guarded) else guarded


def unguarded(line: str) -> str:
    """A line of words without what guards its ends, and its mark of direction."""
    line = line[1:] if line[:1] and line[0] in LINE_DIRECTION else line
    return (line if UNLINKED.match(line) else line.removeprefix(GUARD)).removesuffix(GUARD)


@dataclass(slots=True, eq=False)
class _Open:
    """A link or a deletion that has begun. It has a `mark` once it has ended."""

    words: str
    """The beginning of a deletion, which is words like others if no end comes; "" of a link."""
    start: int
    mark: Mark | None = None


@dataclass(slots=True)
class _Stretch:
    """Words, or an object, or the beginning of something, within what is open around it."""

    parts: list[str]
    around: tuple[_Open, ...]
    object: Call | Picture | None = None
    begins: _Open | None = None

    def add_to(self, builder: PassageBuilder) -> None:
        marks = frozenset(o.mark for o in self.around if o.mark is not None) or NO_MARKS
        if self.object is not None:
            builder.add_object(self.object, marks)
        elif self.begins is not None:
            builder.add("" if self.begins.mark else self.begins.words, marks, exact=True)
        elif self.parts == [BREAK]:
            builder.add_break(marks)
        else:
            builder.add("".join(self.parts), marks, exact=True)


@dataclass(slots=True)
class _Reader:
    """Collects stretches; knows their marks when links and deletions have ended."""

    stretches: list[_Stretch] = field(default_factory=list)
    around: tuple[_Open, ...] = ()
    _goes_on: bool = False
    """The last stretch is words, and what comes next stands in the same links and deletions."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What to look for next: only a link ends with an address or a heading."""
        return SIGN_IN_LINK if self.around and not self.around[-1].words else SIGN

    def passage(self) -> Passage:
        builder = PassageBuilder()
        for stretch in self.stretches:
            stretch.add_to(builder)
        return builder.passage()

    def words(self, text: str) -> None:
        if not text:
            return
        if self._goes_on and text != BREAK:
            self.stretches[-1].parts.append(text)
        else:
            self.stretches.append(_Stretch([text], self.around))
            self._goes_on = text != BREAK

    def sign(self, sign: re.Match[str]) -> None:
        match (sign.lastgroup or "").partition("_")[0]:
            case "unlinked":
                self.words(sign[0].removeprefix(GUARD))
            case "bare":
                self._bare(sign[0])
            case "guarded":
                self.words(_literal(sign[0]))
            case "break":
                self.words(BREAK)
            case "call":
                self._object(Call(NUMBER.findall(sign["call"])[0]))
            case "image":
                self._object(Picture(read_plain(sign["alternative"] or "")))
            case "link" | "deleted" as kind:
                self._begin("" if kind == "link" else sign[0])
            case "end" | "said" | "address" | "see" as kind:
                self._end(kind, sign)

    def _bare(self, address: str) -> None:
        """A link by its shape; within another link there is none."""
        if any(not opened.words for opened in self.around):
            self.words(address)
        else:
            link = _Open("", len(self.stretches), _target_in(address))
            self._add(_Stretch([address], (*self.around, link)))

    def _object(self, given: Call | Picture) -> None:
        self._add(_Stretch([], self.around, object=given))

    def _begin(self, words: str) -> None:
        opened = _Open(words, len(self.stretches))
        self._add(_Stretch([], self.around, begins=opened))
        self.around = (*self.around, opened)

    def _add(self, stretch: _Stretch) -> None:
        self.stretches.append(stretch)
        self._goes_on = False

    def _end(self, kind: str, sign: re.Match[str]) -> None:
        """End what was opened last, if this sign can end it; else the sign is words."""
        last = self.around[-1] if self.around else None
        deletes = kind == "end"
        if last is None or deletes != bool(last.words):
            self.words(sign[0] if kind != "said" else "")
            return
        last.mark = Style.STRUCK if deletes else self._link(kind, sign, last)
        self.around = self.around[:-1]
        self._goes_on = False

    def _link(self, kind: str, sign: re.Match[str], opened: _Open) -> Mark:
        if kind == "see":
            return LinkWithin(landing_words(read_plain(sign[sign.lastgroup or ""])))
        if kind == "address":
            address = _address(sign["address"].strip(DIRECTION))
            return LinkWithin("") if address.startswith("#") else LinkTo(address)
        said = "".join(part for stretch in self.stretches[opened.start :] for part in stretch.parts)
        return _target_in(fold(said))


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_TELEPHONE = re.compile(r"(?:^|: |：)([+0-9 ()./-]{3,})$")
_UNSEEN = str.maketrans(dict.fromkeys(DIRECTION))


_BARE = re.compile(rf"(?P<guard>{GUARD}?)(?P<told>[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|\+?[0-9]{{3,}})")


def _address(told: str) -> str:
    """Where a link leads by its address; a bare one is of e-mail or of a telephone."""
    bare = _BARE.fullmatch(told)
    if bare is None:
        return read_plain(told)
    if bare["guard"]:
        return bare["told"]
    return ("mailto:" if "@" in told else "tel:") + told


def contact_target(words: str, kind: str) -> LinkTo:
    """Where the words after a label lead: an e-mail address, a number to ring, or a website."""
    if kind == "telephone":
        return LinkTo("tel:" + "".join(c for c in words if c.isdecimal() or c == "+"))
    if kind == "email":
        return LinkTo(f"mailto:{words}")
    return LinkTo(f"https://{words}" if re.search("[/?#]", words) else f"https://{words}/")


def _target_in(words: str) -> Mark:
    """Where a link leads by its own words: an address, a number to ring, or a heading."""
    words = words.translate(_UNSEEN)
    last = re.split("[ ：]", words)[-1]
    if _SCHEME.match(last):
        return LinkTo(last)
    if "@" in last:
        return LinkTo(f"mailto:{last}")
    if last.startswith("www."):
        return LinkTo(f"https://{last}")
    telephone = _TELEPHONE.search(words)
    if telephone:
        return LinkTo("tel:" + "".join(c for c in telephone[1] if c.isdecimal() or c == "+"))
    if last == words and re.search("[./]", words):
        return LinkTo(words)
    return LinkWithin(landing_words(words))
