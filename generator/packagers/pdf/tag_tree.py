"""The tag tree: one structure element for each element of the source, in the source's order.

Boxes only say whose content a run is, so an element that crosses pages is still one element, and
the tree is the same on any page size.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from generator.packagers.pdf.roles import GROUPING, IN_A_SECTION, KEPT_EMPTY, STYLES, role_of
from generator.packagers.pdf.runs import Run, Runs, is_silent
from generator.packagers.pdf.source_tree import Item, SourceTree, TextNode, alternative
from generator.packagers.pdf.structure import AnnotationPart, Content, Node
from generator.packagers.pdf.tables import tie_headers


def tag_tree(
    tree: SourceTree,
    runs: Runs,
    links: Mapping[Item, list[AnnotationPart]],
) -> Node:
    """The structure tree of a document whose words were matched with what was drawn."""
    return _Builder(runs, links).document(tree)


class _Builder:
    def __init__(self, runs: Runs, links: Mapping[Item, list[AnnotationPart]]) -> None:
        self._runs = runs
        self._links = links
        self._tables = 0

    def document(self, tree: SourceTree) -> Node:
        root = Node("Document", tree.root)
        _say_direction(root, tree.root)
        self._fill(root, tree.root, language=tree.root.get("lang") or "")
        _prune(root)
        for node in root.descendants():
            if node.role == "Table":
                self._tables += 1
                tie_headers(node, f"table-{self._tables}")
        _refer(root)
        return root

    # Elements --------------------------------------------------------------------------------

    def _element(self, parent: Node, item: Item, language: str) -> None:
        """Add an element below `parent`."""
        if is_silent(item) or item.tag == "br":
            return
        if item.tag in {"img", "svg"}:
            self._picture(parent, item)
        elif item.tag == "figure" and role_of(item) is None:
            (picture,) = item.items()
            node = self._picture(parent, picture)
            if node is not None:
                _describe(node, item, language)
        elif item.tag in {"dt", "dd"}:
            self._definition(parent, item, language)
        elif item.tag == "li" and role_of(item) is None:
            self._list_item(parent, item, language)
        else:
            self._ordinary(parent, item, language)

    def _ordinary(self, parent: Node, item: Item, language: str) -> None:
        role = role_of(item)
        own_language = item.get("lang")
        if role is None and own_language in {None, language}:
            self._fill(parent, item, language)
            return
        if role in IN_A_SECTION and _around(item) in IN_A_SECTION[role]:
            parent = parent.add("Sect")
        node = parent.add(role or ("Span" if item.inline else "Div"), item)
        _describe(node, item, language)
        inner = node.add("Link", item) if node.role == "Reference" and item.tag == "a" else node
        inner.kids.extend(self._links.get(item, ()))
        self._fill(inner, item, own_language or language)

    def _list_item(self, parent: Node, item: Item, language: str) -> None:
        """LI with its Lbl and LBody (ISO 32000-1, 14.8.4.3.3)."""
        node = parent.add("LI", item)
        _describe(node, item, language)
        marker = self._runs.of_pseudo.get((item, "marker"))
        if marker:
            node.add("Lbl").kids.extend(map(Content, marker))
        self._fill(node.add("LBody"), item, item.get("lang") or language)

    def _definition(self, parent: Node, item: Item, language: str) -> None:
        """A term opens an LI unless the one before it is still collecting terms."""
        is_term = item.tag == "dt"
        entries = [entry for entry in parent.nodes() if entry.role == "LI"]
        entry = entries[-1] if entries else None
        if entry is None or (is_term and any(kid.role == "LBody" for kid in entry.nodes())):
            entry = parent.add("LI")
        node = entry.add("Lbl" if is_term else "LBody", item)
        _describe(node, item, language)
        self._fill(node, item, item.get("lang") or language)

    def _picture(self, parent: Node, item: Item) -> Node | None:
        drawn = self._runs.of_picture.get(item)
        if not drawn:
            return None
        node = parent.add("Figure", item)
        node.alternative = alternative(item)
        _describe_picture(node, drawn[0])
        node.kids.extend(map(Content, drawn))
        return node

    # What is inside ----------------------------------------------------------------------------

    def _fill(self, node: Node, item: Item, language: str) -> None:
        """Add what an element holds; loose words in a grouping element get a P."""
        before = self._runs.of_pseudo.get((item, "before"), ())
        after = self._runs.of_pseudo.get((item, "after"), ())
        paragraph: Node | None = None
        if before:
            paragraph = self._place(node, paragraph)
            paragraph.kids.extend(map(Content, before))
        for child in item.children:
            if isinstance(child, TextNode):
                drawn = self._runs.of_words.get(child)
                if drawn:
                    paragraph = self._place(node, paragraph)
                    paragraph.kids.extend(map(Content, drawn))
            elif child.inline:
                paragraph = self._place(node, paragraph)
                self._element(paragraph, child, language)
            else:
                self._element(node, child, language)
                paragraph = None
        if after:
            self._place(node, paragraph).kids.extend(map(Content, after))

    @staticmethod
    def _place(node: Node, paragraph: Node | None) -> Node:
        """Where inline content goes: the node itself, or a P in a grouping node but a figure."""
        if node.role not in GROUPING or (node.item is not None and node.item.tag == "figure"):
            return node
        return paragraph or node.add("P")


def _refer(root: Node) -> None:
    """Let calls name their notes, notes their calls, and lines of a contents list their headings.

    ISO 14289-2, 8.2.5.8 and 8.2.5.14.
    """
    nodes = list(root.descendants())
    named = {node.item.get("id"): node for node in reversed(nodes) if node.item is not None}
    for node in nodes:
        if node.role != "Reference" or node.item is None:
            continue
        target = named.get((node.item.get("href") or "").removeprefix("#"))
        if target is not None:
            node.references.append(target)
            if target.role == "Note":
                target.references.append(node)


def _around(item: Item) -> str | None:
    """The role of what an element stands in; a Div is as what it stands in (ISO 32005, table 5)."""
    roles = map(role_of, islice(item.ancestors(), 1, None))
    return next((role for role in roles if role not in {None, "Div"}), None)


def _describe(node: Node, item: Item, language: str) -> None:
    """Language, expansion, title and attributes of an element."""
    own = item.get("lang")
    if own is not None and own != language:
        node.language = own
    if item.tag == "abbr":
        node.expansion = item.get("title")
    if item.tag in STYLES:
        node.set_attribute("Layout", *STYLES[item.tag])
    if item.tag == "code" and item.parent is not None and item.parent.tag == "pre":
        node.set_attribute("Layout", "Placement", "Block")
    if not item.inline:
        _say_direction(node, item)
    if node.role == "L":
        node.set_attribute("List", "ListNumbering", _numbering(item))
    if node.role == "Note":
        node.identifier = item.get("id")
        node.set_attribute("FENote", "NoteType", "Endnote")


def _say_direction(node: Node, item: Item) -> None:
    """The direction of a block, where it is not that of what is around (14.8.5.4.2)."""
    directions = [each.get("dir") for each in item.ancestors() if each.get("dir")]
    if item.get("dir") and directions[0] != next(iter(directions[1:]), "ltr"):
        node.set_attribute("Layout", "WritingMode", "RlTb" if directions[0] == "rtl" else "LrTb")


_NUMBERING = {
    "1": "Decimal",
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
}


_BULLETS = ("Disc", "Circle", "Square")
"""The bullets of a list, of one within a list, and of any deeper one, as on web pages."""


def _numbering(item: Item) -> str:
    """The kind of labels (ISO 32000-1, table 347; Description is of ISO 32000-2, table 382)."""
    if item.tag == "ol":
        return _NUMBERING.get(item.get("type") or "1", "Decimal")
    if item.tag == "dl":
        return "Description"
    around = sum(each.tag in {"ul", "ol"} for each in item.ancestors()) - 1
    return _BULLETS[min(around, len(_BULLETS) - 1)]


def _describe_picture(node: Node, run: Run) -> None:
    """BBox in PDF units comes when the tree is written; a figure's picture is a block."""
    holders = [around.tag for around in node.item.ancestors()][1:3] if node.item else []
    alone = "figure" in holders[: 2 if holders[:1] == ["a"] else 1]
    node.set_attribute("Layout", "Placement", "Block" if alone else "Inline")
    node.set_attribute("Layout", "BBox", run)


def _prune(root: Node) -> None:
    """Drop elements that hold nothing, save cells."""
    for node in reversed(list(root.descendants())):
        node.kids = [
            kid for kid in node.kids if not isinstance(kid, Node) or kid.kids or _holds_a_place(kid)
        ]


def _holds_a_place(node: Node) -> bool:
    code_block = node.role == "Code" and node.attributes.get("Layout", {}).get("Placement")
    return node.role in KEPT_EMPTY or bool(code_block)
