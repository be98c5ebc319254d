"""A random notice as a communications officer writes it: hours, prices, dates, numbers, names.

Its habits are those of people who paste from Word: curly quotes, no-break spaces, soft hyphens,
several spaces, symbols, addresses on lines of their own.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from tests.notices.words import TONGUES, Tongue

NBSP, NARROW, SHY = "\u00a0", "\u202f", "\u00ad"
MONTHS = "January February March April May June July August September October".split()


@dataclass(frozen=True, slots=True)
class Notice:
    """A source, and the languages it is written in."""

    text: str
    languages: tuple[str, ...]


def notice(seed: int) -> Notice:
    """The notice of a seed, always the same."""
    return _Author(random.Random(seed)).write()  # noqa: S311 (no secret)


class _Author:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.language = rng.choice([*TONGUES, "en-GB", "en-GB", "ar", "he"])
        self.used = [self.language]
        self.notes = 0
        self.tail: list[str] = []

    @property
    def tongue(self) -> Tongue:
        return TONGUES[self.language]

    def one(self, *given: str) -> str:
        return self.rng.choice(given)

    def chance(self, part: float) -> bool:
        return self.rng.random() < part

    # Facts -----------------------------------------------------------------------------------

    def digits(self, count: int) -> str:
        return "".join(self.rng.choices("0123456789", k=count))

    def time(self) -> str:
        hour, minute = self.rng.randrange(24), self.rng.choice((0, 15, 30, 45))
        return self.one(
            f"{hour}:{minute:02}", f"{hour:02}.{minute:02}", f"{hour % 12 + 1}am",
            f"{hour % 12 + 1}.{minute:02}{self.one(NBSP, ' ', '')}pm", f"{hour} h {minute:02}",
        )  # fmt: skip

    def hours(self) -> str:
        dash = self.one("–", "-", " – ", " to ", "—", f"{NBSP}–{NBSP}", "‑")
        return f"{self.time()}{dash}{self.time()}"

    def amount(self) -> str:
        whole = self.rng.choice((5, 12, 1250, 48_000, 1_250_000, 6_925_000))
        separator = self.one(",", ".", NBSP, NARROW, " ", "’", "")
        cents = self.one("", "", ".50", ",50", ".–", ",—")
        return f"{whole:,}".replace(",", separator) + cents

    def price(self) -> str:
        amount, sign = self.amount(), self.one("£", "€", "$", "₪", "kr", "zł", "Ft", "лв.", "₹")
        return self.one(
            f"{sign}{amount}", f"{amount}{self.one(NBSP, ' ', NARROW)}{sign}", f"-{sign}{amount}",
            f"−{amount}", f"({sign}{amount})", f"{self.rng.randrange(100)}%", f"~~{sign}9~~ {sign}7",
            f"**{sign}{amount}**",
        )  # fmt: skip

    def date(self) -> str:
        day, month = self.rng.randrange(1, 29), self.rng.randrange(1, 13)
        return self.one(
            f"{day} {MONTHS[month % 10]} 2026", f"{day}.{month}.2026", f"2026-{month:02}-{day:02}",
            f"{day:02}/{month:02}/2026", f"{day}{self.one('st', 'nd', 'th')} {MONTHS[month % 10]}",
            f"{day}–{day + 2} {MONTHS[month % 10]}", f"{day}.{NBSP}{month}.",
        )  # fmt: skip

    def phone(self) -> str:
        number = self.one(
            f"01632 {self.digits(6)}", f"+44 20 7946 {self.digits(4)}", f"(01632) {self.digits(6)}",
            f"020{NBSP}7946{NBSP}{self.digits(4)}", f"0{self.digits(2)}-{self.digits(7)}",
            f"*{self.digits(4)}", f"+972-2-{self.digits(7)}", f"0800 {self.digits(3)} {self.digits(3)}",
            f"+49 30 {self.digits(6)}-{self.digits(2)}", "999", f"07700 900{self.digits(3)} ext. 12",
        )  # fmt: skip
        plain = "".join(each for each in number if each.isdigit() or each == "+")
        return self.one(number, number, number, f"**{number}**", f"[{number}](tel:{plain})")

    def mail(self) -> str:
        address = self.one("office@example.org", "j.smith-jones@council.example.gov.uk", "a_b@x.eu")
        return self.one(address, address, f"<{address}>", f"[{address}](mailto:{address})")

    def url(self) -> str:
        address = self.one(
            "https://example.org/", "www.example.gov.uk/apply?ref=12&lang=en", "example.org",
            "https://example.org/a/very/long/path/that/goes/on/and-on/index.html#part-2",
        )  # fmt: skip
        bare = address.startswith("http") and self.chance(0.5)
        return f"<{address}>" if bare else address

    def name(self) -> str:
        return self.one(
            "Siân Tŷ", "Zoë O’Brien", "Łukasz Wójcik", "Dr. Müller-Lüdenscheidt", "Nguyễn Văn A",
            "D’Angelo, Maria", "محمد", "יוסי כהן", "Иван Петров", "Ọláwálé", "J. R. R. Smith",
        )  # fmt: skip

    def place(self) -> str:
        return self.one(
            "Civic Centre, High Street, AV1 2AB", "Rathausplatz 1–3", "12 bis, rue de l’Église",
            "10/2 Mill Road", "Raum 3.12", "1st floor",
        )  # fmt: skip

    def code(self) -> str:
        return self.one(
            "26/01234/OUT", f"AB-{self.digits(4)}", "PL/2026/7", "`A1_b2`", "H₂O", "CO2", "No. 5",
            f"ISBN 978-0-{self.digits(3)}-{self.digits(5)}-1", "C++", "C#", "R&D", "#12", "1/2", "½",
        )  # fmt: skip

    def number(self) -> str:
        return str(self.rng.choice((1, 2, 3, 12, 45, 1000)))

    # Sentences -------------------------------------------------------------------------------

    def sentence(self, tongue: Tongue | None = None) -> str:
        said = self.rng.choice((tongue or self.tongue).sentences)
        for field in ("time", "hours", "price", "date", "phone", "mail", "place", "name"):
            while "{" + field + "}" in said:
                said = said.replace("{" + field + "}", getattr(self, field)(), 1)
        for field in ("number", "code", "url"):
            while "{" + field + "}" in said:
                said = said.replace("{" + field + "}", getattr(self, field)(), 1)
        return self.habit(said)

    def habit(self, said: str) -> str:
        """What pasting leaves behind."""
        habits: list[Callable[[str], str]] = [
            lambda s: s.replace(" ", NBSP, 1),
            lambda s: s.replace(" ", "  ", 2),
            lambda s: s + " ",
            lambda s: s + self.note(),
            lambda s: s.replace(" ", f" {self.one('✓', '→', '☐', '•', '…', '📞', '1️⃣', '≥', '±', '°C', '™')} ", 1),
            lambda s: unicodedata.normalize("NFD", s),
            self.emphasised,
            lambda s: s.replace(" ", self.one("\u200b ", " \u200e", f"{SHY} ", "\u2060 "), 1),
            lambda s: s.replace(" ", "\n", 2),
            lambda s: s.replace(" ", "\\\n", 1),
            lambda s: f"{s} {self.foreign()}",
            lambda s: s.replace("'", "’").replace('"', "”"),
            lambda s: f"{s} ({self.one('see below', 'NB', 'e.g. 5', 'i.e. “no”', '10 × 3 m', 'a ≤ b', '5 * 3', 'x_1')})",
        ]  # fmt: skip
        while self.chance(0.3):
            said = self.rng.choice(habits)(said)
        return said

    def emphasised(self, said: str) -> str:
        words = said.split(" ")
        at = self.rng.randrange(len(words))
        if words[at].isalnum():
            words[at] = self.one(f"**{words[at]}**", f"*{words[at]}*", f"***{words[at]}***")
        return " ".join(words)

    def foreign(self) -> str:
        """A part in another language."""
        tag = self.rng.choice([*TONGUES])
        self.used.append(tag)
        said = self.rng.choice(TONGUES[tag].days)
        if self.chance(0.3):
            said = self.one(
                said + " " + self.hours(), said + " " + self.price(), f"{said} ({self.phone()})"
            )
        return f"[{said}]{{lang={tag}}}" if self.chance(0.8) else said

    def note(self) -> str:
        if self.notes >= 5 or self.chance(0.4):
            return ""
        self.notes += 1
        label = f"n{self.notes}"
        more = f"\n\n    {self.plain()}" if self.chance(0.2) else ""
        self.tail.append(f"[^{label}]: {self.plain()}{more}")
        return f"[^{label}]" * self.rng.choice((1, 1, 1, 2))

    def plain(self) -> str:
        """A sentence on one line, without notes."""
        notes, self.notes = self.notes, 99
        said = " ".join(self.sentence().replace("\\\n", " ").split("\n")).strip()
        self.notes = notes
        return said

    # Blocks ----------------------------------------------------------------------------------

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.rng.randrange(1, 4)))

    def bullets(self) -> str:
        mark = self.one("- ", "* ", "1. ", "5) ")
        gap = self.one("\n", "\n", "\n\n")
        items = []
        for _ in range(self.rng.randrange(1, 5)):
            item = mark + self.plain()
            if self.chance(0.2):
                item += f"{gap}    - {self.plain()}"
            if self.chance(0.1):
                item += f"\n\n    {self.plain()}"
            items.append(item)
        return gap.join(items)

    def cell(self) -> str:
        kinds = (self.hours, self.price, self.price, self.date, self.phone, self.mail, self.amount,
                 self.name, self.place, self.code, self.number, self.url, lambda: "",
                 lambda: self.rng.choice(self.tongue.days), self.foreign, self.plain,
                 lambda: self.price() + self.note(), lambda: "–", lambda: f"{self.phone()}, {self.phone()}",
                 lambda: f"{self.hours()}, {self.hours()}", lambda: f"**{self.amount()}**")  # fmt: skip
        return self.rng.choice(kinds)().replace("|", "\\|").replace("\n", " ")

    def table(self) -> str:
        columns = self.rng.choice((1, 2, 2, 3, 3, 4, 6, 9))
        labels = self.tongue.labels
        names = [
            self.rng.choice(labels) if self.chance(0.85) else self.one("", "2026", "£")
            for _ in range(columns)
        ]
        if not any(names):
            names[0] = labels[0]
        if self.chance(0.3) and columns > 1:
            names[0] = ""
        rule = [self.one("---", "---", "---:", ":---", ":-:") for _ in range(columns)]
        rows = [names, rule]
        bold = self.chance(0.3)
        money = self.chance(0.3)
        for _ in range(self.rng.randrange(1, 7)):
            cells = [self.price() if money and at else self.cell() for at in range(columns)]
            if bold:
                cells[0] = f"**{self.rng.choice(self.tongue.days)}**" + (
                    self.note() if self.chance(0.2) else ""
                )
            rows.append(cells)
        drawn = "\n".join("| " + " | ".join(row) + " |" for row in rows)
        caption = f"Table: {self.plain()}\n\n" if self.chance(0.5) else ""
        return caption + drawn

    def contact(self) -> str:
        lines = [
            f"{self.one('Tel', 'Tel.', 'T', '☎', 'E-mail', 'Contact')}: {self.one(self.phone(), self.mail())}"
        ]
        lines += [self.one(self.mail(), self.phone(), self.url(), self.name(), self.place())
                  for _ in range(self.rng.randrange(1, 4))]  # fmt: skip
        return self.one("\n", "\\\n", "  \n", ", ", " | ").join(lines)

    def definitions(self) -> str:
        entries = [
            f"{self.rng.choice(self.tongue.labels)}\n:   {self.plain()}"
            for _ in range(self.rng.randrange(1, 4))
        ]
        return "\n\n".join(entries)

    def quote(self) -> str:
        return "\n".join(f"> {line}" for line in self.paragraph().split("\n"))

    def other_language(self) -> str:
        around, tag = self.language, self.rng.choice([*TONGUES])
        self.language = tag
        self.used.append(tag)
        body = "\n\n".join(
            self.rng.choice((self.paragraph, self.bullets, self.table, self.contact))()
            for _ in range(2)
        )
        self.language = around
        return (
            f"::: {{lang={tag}}}\n{body}\n:::"
            if self.chance(0.7)
            else f"{{lang={tag}}}\n{body.split(chr(10) * 2)[0]}"
        )

    def picture(self) -> str:
        alternative = self.one(
            "A red square", "Map of the town", self.plain().replace("]", "").replace("[", ""), ""
        )
        caption = (
            f' "{self.one("Figure 1", "The map", "£5 – “all in”")}"'
            if alternative and self.chance(0.5)
            else ""
        )
        picture = f"![{alternative}](dot.png{caption.replace(chr(92), '')})"
        return (
            picture if self.chance(0.7) or caption else f"{self.plain()} {picture} {self.plain()}"
        )

    def code_block(self) -> str:
        return f"```\n{self.amount()}  {self.code()}\n\tint main() {{ }}\n{'x' * self.rng.randrange(150)}\n```"

    def block(self) -> str:
        kinds = (
            [self.paragraph] * 5 + [self.table] * 4 + [self.bullets] * 3 + [self.contact] * 2
            + [self.quote, self.definitions, self.other_language, self.picture, self.code_block]
            + [lambda: "***", lambda: "*[NECC]: National Economic Crime Centre\n\nThe NECC and NECC."]
        )  # fmt: skip
        return self.rng.choice(kinds)()

    def write(self) -> Notice:
        blocks, seen = [], set()
        for _ in range(self.rng.randrange(2, 9)):
            if self.chance(0.25):
                heading = f"{self.rng.choice(self.tongue.headings)} {self.one('', self.date(), self.hours())}".strip()
                blocks.append(f"## {heading}")
            block = self.block()
            if block.startswith("*[NECC") and "necc" in seen:
                continue
            seen |= {"necc"} if block.startswith("*[NECC") else set()
            blocks.append(block)
        front = self.front_matter()
        text = front + "\n\n".join([*blocks, *self.tail]) + "\n"
        return Notice(text, tuple(dict.fromkeys(self.used)))

    def front_matter(self) -> str:
        title = f"{self.rng.choice(self.tongue.headings)}{self.one('', ' 2026', ' – ' + self.hours(), ' (' + self.name() + ')')}"
        lines = [f'title: "{title}"', f"lang: {self.language}"]
        optional = {
            "date": "2026-11-27",
            "updated": "2026-11-30",
            "organisation": self.one("Avonmere Council", "R&D <Office>", self.name()),
            "author": self.name(),
            "summary": '"' + self.plain_summary() + '"',
            "contact": f'"{self.one("Ask " + self.name(), "office@example.org", "01632 960 999")}"'
            if self.chance(0.3)
            else "\n  email: office@example.org\n  telephone: "
            + self.one('"+44 20 7946 0000"', '"01632 960999"', '"03-6958000"', '"*6050"')
            + f'\n  address: "{self.place()}"\n  url: https://example.org/',
            "licence": '"CC BY 4.0"',
            "url": "https://example.org/notices/1",
        }
        for key, value in optional.items():
            if self.chance(0.4):
                lines.append(f"{key}: {value}" if not value.startswith("\n") else f"{key}:{value}")
        return "---\n" + "\n".join(lines) + "\n---\n\n"

    def plain_summary(self) -> str:
        said = self.plain()
        for sign in "*`[]<>~\\":
            said = said.replace(sign, "")
        return said.replace('"', "”").replace("{lang=", "(")
