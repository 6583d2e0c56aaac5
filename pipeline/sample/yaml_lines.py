"""Values as YAML text in block style, with texts of several lines as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`~=<]|\s)(?:(?!: |:$| #)[^\n\t\x00-\x1f])+(?<!\s)")
_WORD = re.compile(r"(?:null|true|false|yes|no|on|off)", re.I)


def yaml_text(values: dict[str, object]) -> str:
    """Return `values`, strings in lists and mappings, as YAML."""
    return "".join(f"{line}\n" if line else "\n" for line in _lines(values, ""))


def _lines(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(f"{indent}{key}:", inner, indent)
    elif isinstance(value, list):
        for inner in value:
            first, *rest = (
                list(_lines(inner, f"{indent}  ")) if isinstance(inner, dict) else [f"{indent}  {_one(inner)}"]
            )
            yield f"{indent}- {first[len(indent) + 2 :]}"
            yield from rest


def _entry(head: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        if "\n" in value:
            yield f"{head} |"
            yield from (f"{indent}  {line}" if line else "" for line in value.rstrip("\n").split("\n"))
        else:
            yield f"{head} {_one(value)}"
    elif value in ({}, []):
        yield f"{head} {'{}' if value == {} else '[]'}"
    else:
        yield head
        yield from _lines(value, f"{indent}  ")


def _one(value: object) -> str:
    text = str(value)
    if _PLAIN.fullmatch(text) and not _WORD.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
