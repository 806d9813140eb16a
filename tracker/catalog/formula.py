"""The formula language: `+ − * / ( )`, numbers, names, `min` and `max`; no power, no time.

A hand-written reader, because a formula may come from outside (a pack): it is bounded in length, depth and
number of parts, and evaluates nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

MAX_LENGTH = 2000
MAX_DEPTH = 50
MAX_PARTS = 200

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d{1,2})?(?![\w.]))|(?P<name>[a-z][a-z0-9_]*)|(?P<sign>\*\*|[-+*/(),]))",
    re.ASCII,
)


class FormulaError(Exception):
    """A formula can't be read or proved; `code` is the message, `position` counts characters from 1."""

    def __init__(self, code: str, position: int, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.position = position
        self.params = params


@dataclass(frozen=True)
class Number:
    """A written number, kept exact."""

    value: Fraction
    position: int


@dataclass(frozen=True)
class Name:
    """The code of an item, factor or total."""

    code: str
    position: int


@dataclass(frozen=True)
class Chain:
    """Parts joined by `+ −` or by `* /`, left to right; the sign stands before its part."""

    parts: tuple[tuple[Literal["+", "-", "*", "/"], "Node"], ...]
    position: int


@dataclass(frozen=True)
class Choice:
    """`min(…)` or `max(…)`."""

    function: Literal["min", "max"]
    arguments: tuple["Node", ...]
    position: int


Node = Number | Name | Chain | Choice


@dataclass(frozen=True)
class Token:
    """A piece of a formula; `kind` is `end` after the last."""

    kind: Literal["number", "name", "sign", "end"]
    text: str
    position: int


def parse_formula(text: str) -> Node:
    """Return the tree of a formula; FormulaError says at which character it goes wrong."""
    if len(text) > MAX_LENGTH:
        raise FormulaError("formula_too_long", MAX_LENGTH, limit=MAX_LENGTH)
    return _Parser(list(_tokens(text))).whole()


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            rest = text[position:].lstrip()
            raise FormulaError("formula_character", len(text) - len(rest) + 1, found=rest[0])
        start = match.start(match.lastgroup or 0) + 1
        if match["sign"] == "**":
            raise FormulaError("formula_power", start)
        yield Token(match.lastgroup, match[match.lastgroup], start)  # type: ignore[arg-type,index]
        position = match.end()
    yield Token("end", "", end + 1)


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.next = 0
        self.depth = 0
        self.parts = 0

    def whole(self) -> Node:
        node = self.sum()
        if self.peek().kind != "end":
            raise self.unexpected()
        return node

    def peek(self) -> Token:
        return self.tokens[self.next]

    def take(self) -> Token:
        self.next += 1
        return self.tokens[self.next - 1]

    def unexpected(self) -> FormulaError:
        token = self.peek()
        if token.kind == "end":
            return FormulaError("formula_ends", token.position)
        return FormulaError("formula_unexpected", token.position, found=token.text)

    def sum(self) -> Node:
        position = self.peek().position
        first = self.take().text if self.peek().text in ("+", "-") else "+"
        parts = [(first, self.product())]
        while self.peek().text in ("+", "-"):
            parts.append((self.take().text, self.product()))
        return self.chain(parts, position)

    def product(self) -> Node:
        position = self.peek().position
        parts = [("*", self.factor())]
        while self.peek().text in ("*", "/"):
            parts.append((self.take().text, self.factor()))
        return self.chain(parts, position)

    def chain(self, parts: list[tuple[str, Node]], position: int) -> Node:
        if len(parts) == 1 and parts[0][0] in "+*":
            return parts[0][1]
        return Chain(tuple(parts), position)  # type: ignore[arg-type]

    def factor(self) -> Node:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise FormulaError("formula_too_many_parts", self.peek().position, limit=MAX_PARTS)
        token = self.peek()
        if token.kind == "number":
            self.take()
            return Number(Fraction(token.text), token.position)
        if token.kind == "name":
            self.take()
            return self.choice(token) if token.text in ("min", "max") else Name(token.text, token.position)
        if token.text != "(":
            raise self.unexpected()
        return self.bracket()[0]

    def choice(self, function: Token) -> Node:
        arguments = self.bracket(several=True)
        return Choice(function.text, arguments, function.position)  # type: ignore[arg-type]

    def bracket(self, *, several: bool = False) -> tuple[Node, ...]:
        self.expect("(")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormulaError("formula_too_deep", self.peek().position, limit=MAX_DEPTH)
        nodes = [self.sum()]
        while several and self.peek().text == ",":
            self.take()
            nodes.append(self.sum())
        self.expect(")")
        self.depth -= 1
        return tuple(nodes)

    def expect(self, sign: str) -> None:
        if self.peek().text != sign:
            raise self.unexpected()
        self.take()
