"""The document types. A new one is one file and one entry here."""

from __future__ import annotations

from pipeline.documents.document import DocumentType, Maker


def _action_plan() -> Maker:
    from pipeline.documents.action_plan import ACTION_PLAN

    return ACTION_PLAN


def _city_overview() -> Maker:
    from pipeline.documents.city_overview import CITY_OVERVIEW

    return CITY_OVERVIEW


def _renewal_list() -> Maker:
    from pipeline.documents.renewal_list import RENEWAL_LIST

    return RENEWAL_LIST


DOCUMENTS: tuple[DocumentType, ...] = (DocumentType("handlingsplan", "Handlingsplan", _action_plan),)

# Made of a whole year, not of one plan.
YEAR_DOCUMENTS: tuple[DocumentType, ...] = (DocumentType("sammanstallning", "Sammanställning", _city_overview),)

# Made once, by `handlingsplan new --from`, and never built.
LISTS: tuple[DocumentType, ...] = (DocumentType("att-fornya", "Att förnya", _renewal_list),)

BY_SLUG = {document.slug: document for document in (*DOCUMENTS, *YEAR_DOCUMENTS)}
BY_TEMPLATE = {**BY_SLUG, **{document.slug: document for document in LISTS}}
