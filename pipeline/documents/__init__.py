"""The document types. A new one is one file and one entry here."""

from __future__ import annotations

from pipeline.documents.document import DocumentType, Maker


def _action_plan() -> Maker:
    from pipeline.documents.action_plan import ACTION_PLAN

    return ACTION_PLAN


DOCUMENTS: tuple[DocumentType, ...] = (DocumentType("handlingsplan", "Handlingsplan", _action_plan),)

BY_SLUG = {document.slug: document for document in DOCUMENTS}
