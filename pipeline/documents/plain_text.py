"""A text without form: what is left of it where a system drops all markup."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.content import Rich
from pipeline.markup import Block, Blocks, Break, Inline, Words

_DEEPER = "   "


def plain_text(text: Rich | str | None) -> str:
    """Return the paragraphs of a text, parted by blank lines; a list's items stand close, each with its sign.

    A link's address follows its words in parentheses, once. Notes are left out: they have no place to stand.
    """
    if text is None or isinstance(text, str):
        return text or ""
    out = ""
    before: Block | None = None
    for block, words in zip(text.blocks, _signed(text.blocks), strict=True):
        in_list = before is not None and before.kind != "paragraph" and block.kind != "paragraph"
        same = (
            in_list and before is not None and (before.list_number == block.list_number or block.level != before.level)
        )
        out += ("" if before is None else "\n" if same else "\n\n") + words
        before = block
    return out


def _signed(blocks: Blocks) -> Iterator[str]:
    """Yield the words of each block with the sign that its list gives it."""
    counts: dict[int, int] = {}
    for block in blocks:
        words = "".join(map(_words, block.inlines)).strip()
        margin = _DEEPER * block.level
        if block.kind == "paragraph":
            yield words
            continue
        if block.continued:
            sign = _DEEPER
        elif block.kind == "number":
            counts[block.list_number] = counts.get(block.list_number, block.start - 1) + 1
            sign = f"{counts[block.list_number]}. "
        else:
            sign = "- "
        yield margin + sign + words.replace("\n", f"\n{margin}{_DEEPER}")


def _words(inline: Inline) -> str:
    if isinstance(inline, Break):
        return "\n"
    if not isinstance(inline, Words):
        return ""
    address = (inline.href or "").removeprefix("mailto:")
    return f"{inline.text} ({address})" if address and address not in inline.text else inline.text
