"""EPUB files as others make them, and what a reader of them meets."""

from __future__ import annotations

import io
import zipfile

from generator.commands.outline import as_text
from generator.readback.epub import read_back

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/a b.opf"/></rootfiles></container>"""


def epub_of(spine: str = "", **pages: str) -> bytes:
    """A publication of `pages` (their bodies), in a spine of all of them unless given."""
    items = "".join(
        f'<item id="{name}" href="t/{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in pages
    )
    spine = spine or "".join(f'<itemref idref="{name}"/>' for name in pages)
    package = f"""<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata
      xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A
      title</dc:title><dc:language>en</dc:language></metadata>
      <manifest>{items}</manifest><spine>{spine}</spine></package>"""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OPS/a b.opf", package)
        for name, body in pages.items():
            archive.writestr(
                f"OPS/t/{name}.xhtml",
                '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"'
                f' xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>',
            )
    return packed.getvalue()


def outline(data: bytes) -> list[str]:
    return list(as_text(read_back(data)))


def test_the_spine_is_read_in_its_order_and_what_stands_beside_it_is_not() -> None:
    spine = '<itemref idref="b"/><itemref idref="c" linear="no"/><itemref idref="a"/>'
    assert outline(epub_of(spine, a="<p>A</p>", b="<p>B</p>", c="<p>C</p>", d="<p>D</p>")) == [
        "title: A title [en]",
        "paragraph (language en): B",
        "paragraph (language en): A",
    ]


def test_links_lead_across_files() -> None:
    told = outline(
        epub_of(
            a='<p><a href="b.xhtml#x">there</a> <a href="b.xhtml">file</a>'
            ' <a href="b.xhtml#no">lost</a></p>',
            b='<h1>Begin</h1><h2 id="x">Chapter</h2>',
        )
    )
    assert told[2:5] == [
        "    – “there” links to “Chapter” in the document",
        "    – “file” links to “Begin” in the document",
        "    – “lost” links to “” in the document",
    ]
    assert told[-1] == "fault: OPS/t/a.xhtml, a 3: a link leads to b.xhtml#no, which is nowhere"


def test_notes_stand_in_another_file() -> None:
    told = outline(
        epub_of(
            a='<p>One<a id="c" epub:type="noteref" href="n.xhtml#n">1</a></p>',
            n='<aside id="n" epub:type="footnote"><p>Said <a href="a.xhtml#c">back</a></p></aside>',
        )
    )
    assert told[1:] == [
        "paragraph (language en): One▢",
        "    – “▢” calls note 1",
        "note (label 1, links back 1)",
        "  paragraph (language en): Said",
    ]


def test_a_page_may_begin_before_a_note() -> None:
    told = outline(
        epub_of(
            a='<p>One<a id="c" epub:type="noteref" href="#n">1</a></p><ol><li>'
            '<span role="doc-pagebreak" title="2"></span>'
            '<div id="n" epub:type="footnote"><p>Said <a href="#c">back</a></p></div></li></ol>',
        )
    )
    assert told[-2:] == [
        "note (label 1, links back 1)",
        "  paragraph (language en): Said",
    ]


def test_page_breaks_are_no_words() -> None:
    page = '<p>one <span epub:type="pagebreak" title="2">2</span>two</p>'
    assert outline(epub_of(a=page))[1:] == ["paragraph (language en): one two"]


def test_a_document_that_is_no_xml_is_a_fault_and_read_as_reading_systems_read_it() -> None:
    told = outline(epub_of(a="<p>A</p>", b="<p>B <b>C</p>", c="<p>D</p>"))
    assert [line.rpartition(": ")[2] for line in told if line.startswith("paragraph")] == [
        "A",
        "B C",
        "D",
    ]
    assert told[-1].startswith("fault: OPS/t/b.xhtml: the document is no well-formed XML (")


def test_a_document_that_the_spine_names_twice_is_read_once() -> None:
    data = epub_of('<itemref idref="a"/><itemref idref="a"/>', a="<p>A</p>")
    assert outline(data)[1:] == ["paragraph (language en): A"]


def test_a_document_that_is_not_there_is_a_fault() -> None:
    data = epub_of(a="<p>A</p>")
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            if not name.endswith(".xhtml"):
                new.writestr(name, old.read(name))
    assert outline(packed.getvalue())[-1] == (
        "fault: OPS/t/a.xhtml: the spine names a document that is not there"
    )


def test_named_characters_are_known_where_a_dtd_has_them() -> None:
    dtd = '"-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"'
    page = (
        f'<!DOCTYPE html PUBLIC {dtd} [<!ENTITY own "x">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The caf&eacute; costs &pound;5&nbsp;a'
        " day &amp;copy; &own; <![CDATA[&eacute;]]></p>"
        '<p>A <img src="a.png" alt="caf&eacute;"/></p></body></html>'
    )
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(epub_of(a=""))) as given,
        zipfile.ZipFile(packed, "w") as archive,
    ):
        for name in given.namelist():
            archive.writestr(name, page if name.endswith(".xhtml") else given.read(name))
    assert outline(packed.getvalue())[1:] == [
        "paragraph (language no language): The café costs £5\xa0a day &copy; &own; &eacute;",
        "paragraph (language no language): A ▢",
        "    – “▢” is a picture of “café”",
    ]
