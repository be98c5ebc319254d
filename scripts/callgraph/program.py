"""The modules, classes and functions of a package, as they stand in its files."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Code = ast.FunctionDef | ast.AsyncFunctionDef
PROPERTIES = {"property", "cached_property"}
_INERT = {"Protocol", "StrEnum", "Enum", "IntEnum", "Exception", "ValueError", "NamedTuple"}
"""Bases that call no methods."""


@dataclass(eq=False, slots=True)
class Module:
    """A file; `names` maps what it defines or imports to a thing of ours, or an unread name."""

    name: str
    path: Path
    names: dict[str, object] = field(default_factory=dict)
    values: dict[str, list[ast.expr]] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Class:
    """A class: its methods, and the annotations and values of its fields."""

    module: Module
    node: ast.ClassDef
    methods: dict[str, Function] = field(default_factory=dict)
    fields: dict[str, list[ast.expr]] = field(default_factory=dict)
    bases: list[Class] = field(default_factory=list)
    heirs: list[Class] = field(default_factory=list)
    """Classes that are derived from it, or that have all methods of a protocol."""

    def line(self) -> Iterator[Class]:
        """It, and what it is derived from."""
        yield self
        for base in self.bases:
            yield from base.line()


@dataclass(eq=False, slots=True)
class Function:
    """A function or a method; `around` is the function that it is defined in."""

    module: Module
    name: str
    node: Code
    owner: Class | None = None
    around: Function | None = None

    @property
    def parameters(self) -> list[ast.arg]:
        """All of its parameters, those by position first."""
        given = self.node.args
        extra = [each for each in (given.vararg, given.kwarg) if each]
        return [*given.posonlyargs, *given.args, *given.kwonlyargs, *extra]

    @property
    def decorators(self) -> set[str]:
        """The last word of each decorator."""
        return {ast.unparse(each).split("(")[0].split(".")[-1] for each in self.node.decorator_list}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a function is given."""

    function: Function
    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """What an object of a class holds."""

    owner: Class
    name: str


Thing = Module | Class | Function | Parameter | Field
"""What an expression may stand for: a class stands for its objects too."""


class Program:
    """All modules of a package."""

    def __init__(self, package: Path) -> None:
        self.package = package
        self.modules: dict[str, Module] = {}
        self.functions: list[Function] = []
        self.classes: list[Class] = []
        for path in sorted(package.rglob("*.py")):
            parts = path.relative_to(package.parent).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            self.modules[name] = Module(name, path)
        for module in self.modules.values():
            self._read(module)
        for each in self.classes:
            self._relate(each)
        for each in filter(is_protocol, self.classes):
            each.heirs += [other for other in self.classes if _fulfils(other, each)]

    def _read(self, module: Module) -> None:
        tree = ast.parse(module.path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    module.names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    module.names[alias.asname or alias.name.split(".")[0]] = alias.name
        self._define(tree.body, module, None, None)

    def _define(
        self,
        body: Sequence[ast.stmt],
        module: Module,
        owner: Class | None,
        around: Function | None,
    ) -> None:
        """Note the functions, classes and values of a body, and of what it holds."""
        for node in body:
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    function = Function(module, node.name, node, owner, around)
                    self.functions.append(function)
                    if owner:
                        owner.methods[node.name] = function
                    elif not around:
                        module.names[node.name] = function
                    self._define(node.body, module, None, function)
                case ast.ClassDef():
                    inner = Class(module, node)
                    self.classes.append(inner)
                    module.names.setdefault(node.name, inner)
                    self._define(node.body, module, inner, around)
                case ast.AnnAssign(target=ast.Name(id=name)):
                    found = [node.annotation, *([node.value] if node.value else [])]
                    (owner.fields if owner else module.values).setdefault(name, []).extend(found)
                case ast.Assign(targets=[ast.Name(id=name)]):
                    (owner.fields if owner else module.values).setdefault(name, []).append(
                        node.value
                    )
                case ast.If() | ast.Try() | ast.With() | ast.For() | ast.While():
                    self._define([*_bodies(node)], module, owner, around)

    def _relate(self, given: Class) -> None:
        for node in given.node.bases:
            base = self.named(given.module, ast.unparse(node).split("[")[0])
            if isinstance(base, Class):
                given.bases.append(base)
                base.heirs.append(given)

    def is_derived_from_others(self, given: Class) -> bool:
        """True for a class whose methods other packages may call."""
        bases = (
            ast.unparse(base).split("[")[0] for each in given.line() for base in each.node.bases
        )
        return any(self.named(given.module, base) is None and base not in _INERT for base in bases)

    def named(self, module: Module, dotted: str) -> Thing | None:
        """The module, class or function of ours that a name stands for in a module."""
        first, *rest = dotted.split(".")
        found = self._followed(module.names.get(first))
        for name in rest:
            found = self._followed(f"{found.name}.{name}") if isinstance(found, Module) else None
        return found

    def _followed(self, thing: object, seen: int = 0) -> Thing | None:
        """What stands behind an imported name, through modules that import it themselves."""
        if not isinstance(thing, str) or seen > len(self.modules):
            return thing if isinstance(thing, Module | Class | Function) else None
        if thing in self.modules:
            return self.modules[thing]
        place, _, name = thing.rpartition(".")
        module = self.modules.get(place)
        return self._followed(module.names.get(name), seen + 1) if module else None


def _bodies(node: ast.stmt) -> Iterator[ast.stmt]:
    """The statements directly within a statement, but not those of functions and classes."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        elif isinstance(child, ast.ExceptHandler | ast.match_case):
            yield from child.body


def is_protocol(given: Class) -> bool:
    """True for a class that stands for all that have its methods."""
    return any(ast.unparse(base).split("[")[0] == "Protocol" for base in given.node.bases)


def _fulfils(given: Class, protocol: Class) -> bool:
    wanted = {*protocol.methods}
    if given is protocol or wanted <= {"__call__"}:  # for which functions are handed on
        return False
    return wanted <= {*given.methods, *given.fields}
