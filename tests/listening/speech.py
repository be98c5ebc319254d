"""A speech server in speech-dispatcher's place: it writes down what it is asked to say.

It speaks SSIP, speech-dispatcher's protocol, as far as Orca does. The real one waits for a sound
card. An utterance is answered as spoken as soon as Orca has noted its number (`answer`).
"""

from __future__ import annotations

import html
import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROLE_PITCH = 90
"""How high Orca speaks what it adds to the words, by the settings of `desktop`."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was to be spoken; `role` where Orca adds it to the words; `language` of the voice."""

    text: str
    role: bool
    language: str


class Server:
    """The server on a socket, with what was said so far in `said`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True)
        self.said: list[Utterance] = []
        self._waiting: dict[int, _Connection] = {}
        self._numbers = iter(range(1, 1_000_000))
        self._lock = threading.Lock()
        self._server = socketserver.ThreadingUnixStreamServer(
            str(path), lambda *request: _Connection(self, *request)
        )
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def say(self, connection: _Connection, utterance: Utterance) -> int:
        """Write an utterance down and return its number."""
        with self._lock:
            self.said.append(utterance)
            number = next(self._numbers)
            self._waiting[number] = connection
        return number

    def answer(self, number: int) -> None:
        """Say that an utterance has been spoken."""
        with self._lock:
            connection = self._waiting.pop(number)
        connection.tell(
            *(f"{code}-{number}\r\n{code}-1\r\n{code} {word}" for code, word in _EVENTS)
        )

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


_EVENTS = ((701, "BEGIN"), (702, "END"))
_ANSWERS = {
    "LIST OUTPUT_MODULES": "250-espeak-ng\r\n250 OK MODULE LIST SENT",
    "LIST SYNTHESIS_VOICES": "249-English\ten\tnone\r\n249-Welsh\tcy\tnone\r\n249 OK VOICES SENT",
    "LIST VOICES": "249-male1\r\n249 OK VOICE LIST SENT",
    "GET OUTPUT_MODULE": "251-espeak-ng\r\n251 OK GET RETURNED",
    "GET": "251-0\r\n251 OK GET RETURNED",
    "HISTORY": "245-1\r\n245 OK CLIENT ID SENT",
    "QUIT": "231 HAPPY HACKING",
}
"""What the server answers to a command that begins so; "200 OK" to all others."""


class _Connection(socketserver.StreamRequestHandler):
    def __init__(self, server: Server, *request: object) -> None:
        self._speech = server
        self._pitch, self._language = 0, ""
        super().__init__(*request)  # type: ignore[arg-type]

    def tell(self, *lines: str) -> None:
        """Send lines to the client."""
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def handle(self) -> None:
        """Answer one command after the other."""
        lines = (raw.decode().rstrip("\r\n") for raw in self.rfile)
        for line in lines:
            if line.upper() == "SPEAK":
                self.tell("230 OK RECEIVING DATA")
                self._say(plain("\n".join(_until_dot(lines))))
            elif line.upper().startswith(("CHAR ", "KEY ", "SOUND_ICON ")):
                self._say(line.partition(" ")[2])
            else:
                self._set(line)
                known = (answer for start, answer in _ANSWERS.items() if line.startswith(start))
                self.tell(next(known, "200 OK"))

    def _set(self, line: str) -> None:
        words = line.upper().split()
        if words[:1] == ["SET"] and len(words) == 4:
            if words[2] == "PITCH":
                self._pitch = int(words[3])
            elif words[2] == "LANGUAGE":
                self._language = line.split()[3]

    def _say(self, text: str) -> None:
        utterance = Utterance(text, self._pitch == ROLE_PITCH, self._language)
        self.tell(f"225-{self._speech.say(self, utterance)}", "225 OK MESSAGE QUEUED")


def _until_dot(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line == ".":
            return
        yield line[1:] if line.startswith("..") else line


def plain(markup: str) -> str:
    """The words of an utterance in SSML."""
    return html.unescape(re.sub(r"</?(?:speak|mark)[^>]*>", "", markup))
