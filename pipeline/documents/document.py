"""What a document type is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.layout import PLAN_NAME

if TYPE_CHECKING:
    from pydantic import BaseModel

    from pipeline.content import Properties


@dataclass(frozen=True)
class Maker:
    """How a document type is made of a dossier, or of a whole year.

    `content` makes a `content_type`, a NamedTuple whose fields are the names that the template may use.
    `sample` is such content with everything in it, which a template is tried on. What `every_page` names stands
    on the first page and in a header or footer. `has_contents` says whether a reader needs a table of contents.
    `text` makes the plain text that is written beside the document, and `named_after` is the model whose titles
    name its texts; None is the plan's.
    """

    content_type: type[Any]
    content: Callable[[Any], Any]
    properties: Callable[[Any], Properties]
    sample: Callable[[], Any]
    every_page: tuple[str, ...] = ()
    has_contents: bool = True
    text: Callable[[Any], str] | None = None
    named_after: type[BaseModel] | None = None


@dataclass(frozen=True)
class DocumentType:
    """One kind of paper.

    `slug` is the name of the file, of its template and the word after `--type`. `maker` imports what makes it:
    the models take a tenth of a second, and a build with nothing to do need not pay for them. `needs` names the
    definitions in the board's folder that it is made of: where one is absent it is not built, and errors in others
    do not stop it. With `looks_back` it is also made of last year's plans: always, or
    when the plan has the key of that name.
    """

    slug: str
    title: str
    maker: Callable[[], Maker]
    needs: tuple[str, ...] = (PLAN_NAME,)
    looks_back: bool | str = False
