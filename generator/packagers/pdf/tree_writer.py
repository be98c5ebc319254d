"""The structure tree as PDF objects (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.packagers.pdf import objects
from generator.packagers.pdf.objects import Raw
from generator.packagers.pdf.runs import Run
from generator.packagers.pdf.structure import AnnotationPart, Content, Node
from generator.packagers.pdf.variants import Variant
from generator.packagers.pdf.weasy import SCALE


class TreeWriter:
    """Writes one tree. Numbers are given to all objects first, so that they can point ahead."""

    def __init__(
        self,
        pdf: Any,  # noqa: ANN401
        variant: Variant,
        pages: tuple[bytes, ...],
        heights: list[float],
    ) -> None:
        """`pages` are references to the page objects, `heights` their heights in PDF units."""
        self._pdf = pdf
        self.variant = variant
        self._pages = pages
        self._heights = heights
        self._objects: dict[Node, Raw] = {}
        self._parents: list[dict[int, bytes]] = [{} for _ in pages]
        self.annotations: dict[AnnotationPart, tuple[Raw, bytes]] = {}
        """Each link part's annotation object and the reference of its Link element."""

    def write(self, root: Node, numbers: Mapping[Run, int]) -> None:
        """Add the tree below the catalog; `numbers` are the runs' marked-content identifiers."""
        nodes = list(root.descendants())
        for node in nodes:
            self._objects[node] = self._new()
        tree_root = self._new()
        namespace = self._namespace()
        for node, parent in _with_parents(root):
            above = tree_root if parent is None else self._objects[parent]
            self._objects[node].payload = self._element(node, above.reference, numbers, namespace)
        tree_root.payload = objects.dictionary(self._root_entries(root, nodes, namespace))
        self._pdf.catalog["StructTreeRoot"] = tree_root.reference

    def reference(self, node: Node) -> bytes:
        """The reference of a node's structure element."""
        return bytes(self._objects[node].reference)

    def _new(self, payload: bytes = b"null") -> Raw:
        created = Raw(payload)
        self._pdf.add_object(created)
        return created

    def _namespace(self) -> bytes | None:
        if self.variant.namespace is None:
            return None
        entries = {"Type": b"/Namespace", "NS": objects.text(self.variant.namespace)}
        return bytes(self._new(objects.dictionary(entries)).reference)

    def _root_entries(
        self, root: Node, nodes: list[Node], namespace: bytes | None
    ) -> dict[str, bytes]:
        entries = {
            "Type": b"/StructTreeRoot",
            "K": objects.array([self.reference(root)]),
            "ParentTree": self._parent_tree().reference,
            "ParentTreeNextKey": b"%d" % (len(self._pages) + len(self.annotations)),
        }
        identifiers = {node.identifier: node for node in nodes if node.identifier}
        if identifiers:
            entries["IDTree"] = self._id_tree(identifiers).reference
        if self.variant.role_map:
            used = {node.role for node in nodes}
            mapped = dict(self.variant.role_map)
            more = self.variant.role_map_where_used
            mapped |= {own: known for own, known in more.items() if own in used}
            roles = {own: objects.name(known) for own, known in mapped.items()}
            entries["RoleMap"] = objects.dictionary(roles)
        if namespace is not None:
            entries["Namespaces"] = objects.array([namespace])
        return entries

    def _parent_tree(self) -> Raw:
        """From marked content and annotations back to their elements (14.7.4.4)."""
        numbers: list[bytes] = []
        for page, parents in enumerate(self._parents):
            owners = self._new(objects.array(parents[number] for number in range(len(parents))))
            numbers += [b"%d" % page, owners.reference]
        for key, (_, owner) in enumerate(self.annotations.values(), start=len(self._pages)):
            numbers += [b"%d" % key, owner]
        return self._new(objects.dictionary({"Nums": objects.array(numbers)}))

    def _id_tree(self, identifiers: Mapping[str, Node]) -> Raw:
        """A name tree must be sorted by bytes (7.9.6)."""
        pairs = sorted((key.encode(), node) for key, node in identifiers.items())
        names = [part for key, node in pairs for part in (b"(" + key + b")", self.reference(node))]
        return self._new(objects.dictionary({"Names": objects.array(names)}))

    # One element -------------------------------------------------------------------------------

    def _element(
        self, node: Node, parent: bytes, numbers: Mapping[Run, int], namespace: bytes | None
    ) -> bytes:
        role = self.variant.roles.get(node.role, node.role)
        entries = {"Type": b"/StructElem", "S": objects.name(role), "P": parent}
        page = _first_page(node)
        if page is not None:
            entries["Pg"] = self._pages[page]
        entries["K"] = objects.array(self._kid(kid, node, page, numbers) for kid in node.kids)
        if namespace is not None and role not in self.variant.only_in_pdf_1:
            entries["NS"] = namespace
        for key, value in (
            ("T", node.title),
            ("Lang", node.language),
            ("Alt", node.alternative),
            ("E", node.expansion),
            ("ID", node.identifier),
        ):
            if value is not None:
                entries[key] = objects.text(value)
        if node.references and self.variant.references:
            entries["Ref"] = objects.array(map(self.reference, node.references))
        attributes = [
            self._attributes(owner, values)
            for owner, values in node.attributes.items()
            if owner not in self.variant.unknown_owners
        ]
        if attributes:
            entries["A"] = objects.array(attributes)
        return objects.dictionary(entries)

    def _kid(
        self,
        kid: Node | Content | AnnotationPart,
        node: Node,
        page: int | None,
        numbers: Mapping[Run, int],
    ) -> bytes:
        match kid:
            case Node():
                return self.reference(kid)
            case Content():
                return self._content(kid, node, page, numbers[kid.run])
            case AnnotationPart():
                return self._annotation(kid, node)

    def _content(self, kid: Content, node: Node, page: int | None, number: int) -> bytes:
        here = kid.run.drawn.page
        self._parents[here][number] = self.reference(node)
        if here == page:
            return b"%d" % number
        return objects.dictionary(
            {"Type": b"/MCR", "Pg": self._pages[here], "MCID": b"%d" % number}
        )

    def _annotation(self, kid: AnnotationPart, node: Node) -> bytes:
        annotation = self._new()
        self.annotations[kid] = (annotation, self.reference(node))
        return objects.dictionary(
            {"Type": b"/OBJR", "Pg": self._pages[kid.page], "Obj": annotation.reference}
        )

    def _attributes(self, owner: str, values: Mapping[str, object]) -> bytes:
        encoded = {key: self._value(value) for key, value in values.items()}
        return objects.dictionary({"O": objects.name(owner), **encoded})

    def _value(self, value: object) -> bytes:
        match value:
            case int():
                return b"%d" % value
            case list():
                return objects.array(objects.text(str(item)) for item in value)
            case Run():
                return objects.array(map(objects.number, self._bounding_box(value)))
            case _:
                return objects.name(self.variant.values.get(str(value), str(value)))

    def _bounding_box(self, run: Run) -> Iterable[float]:
        left, top, right, bottom = (edge * SCALE for edge in run.drawn.content_box())
        height = self._heights[run.drawn.page]
        return left, height - bottom, right, height - top


def _with_parents(root: Node) -> Iterable[tuple[Node, Node | None]]:
    """Every node in reading order with the node above it."""
    stack: list[tuple[Node, Node | None]] = [(root, None)]
    while stack:
        node, parent = stack.pop()
        yield node, parent
        stack.extend((kid, node) for kid in reversed(list(node.nodes())))


def _first_page(node: Node) -> int | None:
    return next((kid.run.drawn.page for kid in node.kids if isinstance(kid, Content)), None)
