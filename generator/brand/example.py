"""A brand to begin with: a commented `brand.yaml` and a drawn logo, which build as they stand."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLE = """\
# Your organisation's face, for every document below this folder. After a change:
#   announce brand check {folder}

name: Our organisation
lang: en-GB                  # the language of the words below

logo:
  file: logo.svg             # SVG or PNG, in this folder
  alternative: Our organisation
  dark: logo-dark.svg        # for dark screens; leave it out if one logo does for both

colours:
  accent: "#0b4f71"          # links, marks and lines; all else is derived, and held to contrast
  ground: "#ffffff"          # behind the words on screens; paper stays white

# Font files in this folder: TTF, OTF or WOFF2, static or variable. Roman, bold and italic
# typefaces:
#   text: [Text-Regular.ttf, Text-Bold.ttf, Text-Italic.ttf]
#   headings: [Headings.woff2]

address:                     # at the end of each document
  - 1 High Street
  - Anytown
website: https://www.example.org
footer: Our organisation serves everyone   # at the foot of each page of paper, and at the end

cover: none                  # none, band (the logo in a band of colour) or page (its own page)
paper: A4                    # A4 or Letter

# Documents in another language may have another name, logo, address …:
# cy:
#   name: Ein sefydliad
#   logo:
#     file: logo-cy.svg
#     alternative: Ein sefydliad
"""

_LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" width="220" height="64" viewBox="0 0 220 64">
<circle cx="32" cy="32" r="28" fill="none" stroke="{ink}" stroke-width="6"/>
<path d="M18 36l10 10 20-24" fill="none" stroke="{ink}" stroke-width="6"/>
<path d="M76 22h136M76 42h96" stroke="{ink}" stroke-width="9"/>
</svg>
"""


def files(folder: str) -> Mapping[str, str]:
    """The files of the example, by name; `folder` is how the command to check it calls it."""
    return {
        "brand.yaml": EXAMPLE.format(folder=folder),
        "logo.svg": _LOGO.format(ink="#0b4f71"),
        "logo-dark.svg": _LOGO.format(ink="#8ecdf2"),
    }
