"""Any Word file, ours or not, as typed blocks. No plan is known here.

`read_document` is the one door in; what comes out is in `model`.
"""

from __future__ import annotations

from pipeline.docx.reading.document import read_document
from pipeline.docx.reading.model import (
    NOWHERE,
    Block,
    Break,
    Cell,
    Change,
    Comment,
    CommentSpan,
    Control,
    ControlSpan,
    Document,
    External,
    Inline,
    ListItem,
    Look,
    Note,
    NoteMark,
    Paragraph,
    Picture,
    Place,
    Row,
    Table,
    Words,
    paragraphs_of,
    shown,
    text_of,
    words_of,
)
from pipeline.docx.reading.reader import looks_like_heading

__all__ = [
    "NOWHERE",
    "Block",
    "Break",
    "Cell",
    "Change",
    "Comment",
    "CommentSpan",
    "Control",
    "ControlSpan",
    "Document",
    "External",
    "Inline",
    "ListItem",
    "Look",
    "Note",
    "NoteMark",
    "Paragraph",
    "Picture",
    "Place",
    "Row",
    "Table",
    "Words",
    "looks_like_heading",
    "paragraphs_of",
    "read_document",
    "shown",
    "text_of",
    "words_of",
]
