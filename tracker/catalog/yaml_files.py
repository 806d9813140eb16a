"""Reads rule files: the plain part of YAML 1.2, with bounds, and with the line of every value.

Anchors, aliases, tags, merge keys, duplicate keys and several documents are refused: each lets a file say
something other than what an official reads in it. Only `null`, `true`, `false` and decimal numbers are not
text (the core schema of YAML 1.2), so `no` and `2021-01` stay what they look like.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from tracker.catalog.problems import CatalogError

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20

KeyPath = tuple[str | int, ...]
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(frozen=True)
class YamlFile:
    """The content of one file and the line of each value, by its path of keys and positions."""

    name: str
    content: Any
    lines: dict[KeyPath, int]

    def line(self, path: KeyPath) -> int | None:
        """Return the line of the value at `path`, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def error(self, code: str, path: KeyPath = (), **params: object) -> CatalogError:
        """Return an error that names this file and the line of `path`."""
        return CatalogError(code, file=self.name, line=self.line(path), **params)


def read_yaml(path: Path, name: str | None = None) -> YamlFile:
    """Return a file's content; CatalogError names the file as `name` (its own name when None)."""
    shown = name or path.name
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CatalogError("yaml_unreadable", file=shown) from error
    return parse_yaml(data, shown)


@lru_cache(maxsize=128)  # the shipped files are read anew with every addition
def parse_yaml(data: bytes, name: str) -> YamlFile:
    """Return the content of YAML bytes, to be read only; CatalogError for anything outside the plain part."""
    if len(data) > MAX_BYTES:
        raise CatalogError("yaml_too_large", file=name, limit=MAX_BYTES // 1024)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CatalogError("yaml_not_utf8", file=name, line=line) from error
    return _Composer(name).read(text)


class _Composer:
    """Builds plain values from the events of one file and notes their lines."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[KeyPath, int] = {}

    def read(self, text: str) -> YamlFile:
        try:
            return YamlFile(self.name, self._document(YAML(typ="safe", pure=True).parse(text)), self.lines)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = None if mark is None else mark.line + 1
            raise CatalogError("yaml_syntax", file=self.name, line=line, problem=error.problem) from error
        except (YAMLError, ValueError) as error:
            problem = str(error).splitlines()[0]
            raise CatalogError("yaml_syntax", file=self.name, problem=problem) from error

    def _document(self, events: Iterator[Event]) -> Any:  # noqa: ANN401
        content: Any = None
        documents = 0
        for event in events:
            if isinstance(event, StreamStartEvent | StreamEndEvent | DocumentEndEvent):
                continue
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._error("yaml_several_documents", event)
                continue
            content = self._value(event, events, ())
        return content

    def _value(self, event: Event, events: Iterator[Event], path: KeyPath) -> Any:  # noqa: ANN401
        self.lines.setdefault(path, event.start_mark.line + 1)
        node = self._plain(event)
        if len(path) > MAX_DEPTH:
            raise self._error("yaml_too_deep", event, limit=MAX_DEPTH)
        if isinstance(node, MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(node, SequenceStartEvent):
            return self._sequence(events, path)
        assert isinstance(node, ScalarEvent)
        return self._scalar(node)

    def _plain(self, event: Event) -> ScalarEvent | CollectionStartEvent:
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor is not None):
            raise self._error("yaml_anchor", event)
        assert isinstance(event, ScalarEvent | CollectionStartEvent)
        if event.tag is not None:
            raise self._error("yaml_tag", event)
        if isinstance(event, ScalarEvent) and _LONE_SURROGATE.search(event.value):
            raise self._error("yaml_character", event)
        return event

    def _mapping(self, events: Iterator[Event], path: KeyPath) -> dict[str, Any]:
        content: dict[str, Any] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            key = self._key(event)
            if key in content:
                raise self._error("yaml_duplicate_key", event, key=key)
            self.lines[(*path, key)] = event.start_mark.line + 1
            content[key] = self._value(next(events), events, (*path, key))
        return content

    def _key(self, event: Event) -> str:
        node = self._plain(event)
        if not isinstance(node, ScalarEvent) or node.value == "<<":
            raise self._error("yaml_key", event)
        return str(node.value)

    def _sequence(self, events: Iterator[Event], path: KeyPath) -> list[Any]:
        content: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            content.append(self._value(event, events, (*path, len(content))))
        return content

    def _scalar(self, event: ScalarEvent) -> str | int | float | bool | None:
        text: str = event.value
        if event.style is not None:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if text.lstrip("+-").lower() in (".inf", ".nan"):
            raise self._error("yaml_number", event, text=text)
        return self._float(text, event) if _FLOAT.fullmatch(text) else text

    def _float(self, text: str, event: Event) -> float:
        value = float(text)
        if value in (float("inf"), float("-inf")):
            raise self._error("yaml_number", event, text=text)
        return value

    def _error(self, code: str, event: Event, **params: object) -> CatalogError:
        return CatalogError(code, file=self.name, line=event.start_mark.line + 1, **params)
