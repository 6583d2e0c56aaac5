"""The document types. A new one is one file and one entry here."""

from __future__ import annotations

from pipeline.documents.document import DocumentType, Maker


def _action_plan() -> Maker:
    from pipeline.documents.action_plan import ACTION_PLAN

    return ACTION_PLAN


def _city_overview() -> Maker:
    from pipeline.documents.city_overview import CITY_OVERVIEW

    return CITY_OVERVIEW


DOCUMENTS: tuple[DocumentType, ...] = (DocumentType("handlingsplan", "Handlingsplan", _action_plan),)

# Made of a whole year, not of one plan.
YEAR_DOCUMENTS: tuple[DocumentType, ...] = (DocumentType("sammanstallning", "Sammanställning", _city_overview),)

BY_SLUG = {document.slug: document for document in (*DOCUMENTS, *YEAR_DOCUMENTS)}
