"""What an expression may stand for, and which functions are handed where."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

from callgraph.program import (
    PROPERTIES,
    Class,
    Field,
    Function,
    Module,
    Parameter,
    Program,
    Thing,
)


class Values:
    """What expressions may stand for, and which functions are handed where."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.held: dict[Parameter | Field, set[Thing]] = {}
        """What was handed to a parameter, or is held by a field."""
        self._locals: dict[Function, dict[str, list[ast.expr]]] = {}
        self._nested = {(each.around, each.name): each for each in program.functions if each.around}
        self._known: dict[tuple[ast.AST, Function | None], set[Thing]] = {}
        self._busy: set[tuple[ast.AST, Function | None]] = set()
        self._circles = 0

    def of(self, node: ast.expr | None, module: Module, within: Function | None) -> set[Thing]:
        """What an expression may stand for; an annotation stands for the classes it names."""
        if node is None:
            return set()
        place = (node, within)
        if place in self._known:
            return self._known[place]
        if place in self._busy:
            self._circles += 1
            return set()
        self._busy.add(place)
        circles = self._circles
        found = self._of(node, module, within)
        self._busy.discard(place)
        if circles == self._circles:
            self._known[place] = found
        return found

    def forget(self) -> None:
        """Look at everything anew: more is known of what functions are given."""
        self._known.clear()

    def _of(self, node: ast.expr, module: Module, within: Function | None) -> set[Thing]:
        match node:
            case ast.Name(id=name):
                return self._name(name, module, within)
            case ast.Attribute(value=value, attr=name):
                return {
                    found
                    for thing in self.of(value, module, within)
                    for found in self.attribute(thing, name)
                }
            case ast.Call(func=ast.Name(id="cast"), args=[_, value]):
                return self.of(value, module, within)
            case ast.Call(func=called, args=given) if ast.unparse(called).endswith("partial"):
                return self.of(given[0], module, within)
            case ast.Call() if modules := self.imported_by_name(node):
                return {*modules}
            case ast.Call(func=called):
                results = self.of(called, module, within)
                return {each for thing in results for each in self.result(thing)}
            case ast.Constant(value=str(text)):
                try:
                    return self.of(ast.parse(text, mode="eval").body, module, None)
                except SyntaxError:
                    return set()
            case ast.Constant():
                return set()
            case ast.Subscript(value=value, slice=part):
                return self.of(value, module, within) | self.of(part, module, within)
            case ast.Lambda():
                return {within} if within else set()
        children = (child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
        found = {each for child in children for each in self.of(child, module, within)}
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.comprehension):
                found |= self.of(child.iter, module, within)
        return found

    def _name(self, name: str, module: Module, within: Function | None) -> set[Thing]:
        function = within
        while function is not None:
            if name == "self" and function.owner:
                return {function.owner}
            if (function, name) in self._nested:
                return {self._nested[function, name]}
            known = self._assigned(function).get(name)
            parameters = {each.arg: each for each in function.parameters}
            if known is not None or name in parameters:
                found = {each for node in known or () for each in self.of(node, module, function)}
                if name in parameters:
                    parameter = Parameter(function, name)
                    found |= self.of(parameters[name].annotation, module, None)
                    found |= {parameter, *self.held.get(parameter, ())}
                return found
            function = function.around
        if name in module.values and name not in module.names:
            return {each for node in module.values[name] for each in self.of(node, module, None)}
        thing = self.program.named(module, name)
        return {thing} if thing is not None else self._value(module, name)

    def _value(self, module: Module, name: str) -> set[Thing]:
        """A value that another module defines."""
        imported = module.names.get(name)
        place, _, own = imported.rpartition(".") if isinstance(imported, str) else ("", "", "")
        other = self.program.modules.get(place)
        if other is None or own not in other.values:
            return set()
        return {each for node in other.values[own] for each in self.of(node, other, None)}

    def _assigned(self, function: Function) -> dict[str, list[ast.expr]]:
        """The expressions that a function assigns to each of its variables."""
        if function not in self._locals:
            found = self._locals[function] = {}
            for node in own_nodes(function):
                for target, value in _assignments(node):
                    for name in ast.walk(target):
                        if isinstance(name, ast.Name):
                            found.setdefault(name.id, []).append(value)
        return self._locals[function]

    def attribute(self, thing: Thing, name: str) -> Iterator[Thing]:
        """What an attribute of something stands for; a property stands for what it returns."""
        match thing:
            case Module():
                named = self.program.named(thing, name)
                if named is not None:
                    yield named
                elif name in thing.values:
                    for node in thing.values[name]:
                        yield from self.of(node, thing, None)
            case Class():
                for function in methods(thing, name):
                    if function.decorators & PROPERTIES:
                        yield from self.result(function)
                    else:
                        yield function
                for owner in thing.line():
                    if name in owner.fields:
                        yield Field(owner, name)
                        yield from self.held.get(Field(owner, name), ())
                        for node in owner.fields[name]:
                            yield from self.of(node, owner.module, None)

    def result(self, thing: Thing) -> set[Thing]:
        """What calling something gives: an object of a class, or what a function returns."""
        match thing:
            case Class():
                return {thing}
            case Function(node=node, module=module):
                found = {*self.of(node.returns, module, None)}
                for each in own_nodes(thing):
                    if isinstance(each, ast.Return) and hands_on(each.value):
                        found |= self.of(each.value, module, thing)
                return {each for each in found if not isinstance(each, Parameter)}
        return set()

    def takes_functions(self, place: Parameter | Field) -> bool:
        """True where the annotation says so, or the name of a type that it gives."""
        match place:
            case Parameter(function, name):
                module = function.module
                nodes = [each.annotation for each in function.parameters if each.arg == name]
            case Field(owner, name):
                module, nodes = owner.module, [*owner.fields.get(name, ())[:1]]
        text = " ".join(ast.unparse(node) for node in nodes if node)
        for name in re.findall(r"[\w.]+", text):
            named = self.program.named(module, name)
            if isinstance(named, Class) and "__call__" in named.methods:
                return True
            text += " ".join(ast.unparse(node) for node in module.values.get(name, ()))
        return "Callable" in text

    def imported_by_name(self, node: ast.Call) -> list[Module]:
        """The modules that `import_module` may give: all whose names begin and end as written."""
        if not ast.unparse(node.func).endswith("import_module") or not node.args:
            return []
        match node.args[0]:
            case ast.Constant(value=str(name)):
                return [self.program.modules[name]] if name in self.program.modules else []
            case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                modules = self.program.modules.items()
                return [
                    module
                    for name, module in modules
                    if name.startswith(start) and "." not in name.removeprefix(start)
                ]
        return []


def methods(given: Class, name: str) -> Iterator[Function]:
    """The methods of that name which an object of a class may have: its own, and its heirs'."""
    own = next((each.methods[name] for each in given.line() if name in each.methods), None)
    if own is not None:
        yield own
    for heir in given.heirs:
        yield from methods(heir, name) if name in heir.methods else ()


def hands_on(node: ast.expr | None) -> bool:
    """True for what hands a function on; a call gives what the function returns."""
    match node:
        case ast.Name() | ast.Attribute() | ast.Lambda():
            return True
        case ast.Call(func=ast.Name(id="cast"), args=[_, value]):
            return hands_on(value)
        case ast.Call(func=called):
            return ast.unparse(called).endswith(("partial", "import_module"))
        case ast.IfExp(body=body, orelse=other):
            return hands_on(body) or hands_on(other)
    return False


@functools.cache
def own_nodes(function: Function) -> list[ast.AST]:
    """What stands in a function, but not in those that it defines."""
    found: list[ast.AST] = [*function.node.body]
    for node in found:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found += ast.iter_child_nodes(node)
    return found


def _assignments(node: ast.AST) -> Iterator[tuple[ast.AST, ast.expr]]:
    """What a statement assigns, and to what."""
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((target, value) for target in targets)
        case ast.AnnAssign(target=target, annotation=annotation, value=value):
            yield target, annotation
            yield from [(target, value)] if value else []
        case ast.AugAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
            yield target, value
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield target, value
        case ast.withitem(context_expr=value, optional_vars=ast.AST() as target):
            yield target, value
        case ast.Match(subject=subject, cases=cases):
            for case in cases:
                yield from _captures(case.pattern, subject)


def _captures(pattern: ast.pattern, subject: ast.expr) -> Iterator[tuple[ast.AST, ast.expr]]:
    for node in ast.walk(pattern):
        if isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
            yield ast.Name(node.name), subject
        if isinstance(node, ast.MatchClass) and isinstance(subject, ast.Name):
            yield subject, node.cls
