"""Which function calls which."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callgraph.program import (
    PROPERTIES,
    Class,
    Field,
    Function,
    Module,
    Parameter,
    Program,
    Thing,
    is_protocol,
)
from callgraph.values import Values, hands_on, methods, own_nodes


@dataclass(frozen=True, slots=True)
class Call:
    """That a function calls another, or imports a module by its name."""

    caller: Function
    line: int
    called: Function | Module


class Calls:
    """All calls that can be seen."""

    def __init__(self, program: Program) -> None:
        self.values = Values(program)
        self.of: dict[Function, set[Call]] = {}
        handed = -1
        while handed != (handed := sum(map(len, self.values.held.values()))):
            self.values.forget()
            for function in program.functions:
                self.of[function] = {*self._calls(function)}

    def _calls(self, caller: Function) -> Iterator[Call]:
        for node in own_nodes(caller):
            if isinstance(node, ast.Call):
                for called in self._called(node, caller):
                    yield Call(caller, node.lineno, called)
            elif isinstance(node, ast.Attribute):
                for thing in self._value(node.value, caller):
                    for function in methods(thing, node.attr) if isinstance(thing, Class) else ():
                        if function.decorators & PROPERTIES:
                            yield Call(caller, node.lineno, function)

    def _value(self, node: ast.expr, within: Function) -> set[Thing]:
        return self.values.of(node, within.module, within)

    def _called(self, node: ast.Call, caller: Function) -> Iterator[Function | Module]:
        yield from self.values.imported_by_name(node)
        ours = False
        for thing in self._exactly(node.func, caller):
            match thing:
                case Class() if is_protocol(thing):
                    yield from methods(thing, "__call__")
                case Function():
                    ours = True
                    yield thing
                    self._hand(node, caller, thing)
                case Class():
                    ours = True
                    yield from self._begun_with(thing)
                    self._construct(node, caller, thing)
                case Parameter() | Field():
                    ours = True  # what it holds stands beside it
        if not ours:  # another package calls what it is given
            for argument in (*node.args, *(each.value for each in node.keywords)):
                for thing in self._value(argument, caller):
                    if isinstance(thing, Function) and hands_on(argument):
                        yield thing

    def _exactly(self, node: ast.expr, caller: Function) -> set[Thing]:
        """What a call may call; a method of an object that is just being made, of no heir's."""
        found = self._value(node, caller)
        match node:
            case ast.Attribute(value=ast.Call(func=ast.Name() as made), attr=name):
                owners = [each for each in self._value(made, caller) if isinstance(each, Class)]
                lines = (each for owner in owners for each in owner.line())
                own: set[Thing] = {each.methods[name] for each in lines if name in each.methods}
                return own or found
        return found

    def _begun_with(self, owner: Class) -> Iterator[Function]:
        """The methods that are called when there is an object of a class, by whomever."""
        for name in ("__init__", "__post_init__", "__enter__", "__exit__"):
            yield from methods(owner, name)
        if self.values.program.is_derived_from_others(owner):
            for each in owner.line():
                yield from each.methods.values()
                for nodes in each.fields.values():
                    for node in nodes:
                        for thing in self.values.of(node, each.module, None):
                            if isinstance(thing, Class) and thing is not owner:
                                yield from thing.methods.values()

    def _construct(self, node: ast.Call, caller: Function, owner: Class) -> None:
        for init in methods(owner, "__init__"):
            self._hand(node, caller, init)
        names = [name for each in reversed([*owner.line()]) for name in each.fields]
        for name, value in _named_arguments(node, names):
            self._hold(Field(_owner_of(owner, name), name), value, caller)

    def _hand(self, node: ast.Call, caller: Function, called: Function) -> None:
        names = [each.arg for each in called.parameters]
        if called.owner and names and "staticmethod" not in called.decorators:
            names = names[1:]
        for name, value in _named_arguments(node, names):
            self._hold(Parameter(called, name), value, caller)

    def _hold(self, place: Parameter | Field, value: ast.expr, caller: Function) -> None:
        """Note the functions that a value stands for."""
        if not hands_on(value) or not self.values.takes_functions(place):
            return
        for thing in self._value(value, caller):
            if isinstance(thing, Function):
                self.values.held.setdefault(place, set()).add(thing)


def _owner_of(owner: Class, name: str) -> Class:
    return next(each for each in owner.line() if name in each.fields)


def _named_arguments(node: ast.Call, names: Sequence[str]) -> Iterator[tuple[str, ast.expr]]:
    yield from zip(names, node.args, strict=False)
    for keyword in node.keywords:
        if keyword.arg is not None and keyword.arg in names:
            yield keyword.arg, keyword.value
