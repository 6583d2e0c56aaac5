"""The document types. A new one is one file and one entry here."""

from __future__ import annotations

from pipeline.documents.document import DocumentType, Maker
from pipeline.layout import CASE_NAME, OUTCOMES_NAME, PLAN_NAME


def _action_plan() -> Maker:
    from pipeline.documents.action_plan import ACTION_PLAN

    return ACTION_PLAN


def _city_overview() -> Maker:
    from pipeline.documents.city_overview import CITY_OVERVIEW

    return CITY_OVERVIEW


def _renewal_list() -> Maker:
    from pipeline.documents.renewal_list import RENEWAL_LIST

    return RENEWAL_LIST


def _board_submission() -> Maker:
    from pipeline.documents.board_submission import BOARD_SUBMISSION

    return BOARD_SUBMISSION


def _operational_report() -> Maker:
    from pipeline.documents.operational_report import OPERATIONAL_REPORT

    return OPERATIONAL_REPORT


def _change_table() -> Maker:
    from pipeline.documents.change_table import CHANGE_TABLE

    return CHANGE_TABLE


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("handlingsplan", "Handlingsplan", _action_plan, looks_back="andringar_som_bilaga"),
    DocumentType("tjansteutlatande", "Tjänsteutlåtande", _board_submission, (PLAN_NAME, CASE_NAME), looks_back=True),
    DocumentType("verksamhetsberattelse", "Verksamhetsberättelse", _operational_report, (PLAN_NAME, OUTCOMES_NAME)),
)

# Made of a whole year, not of one plan.
YEAR_DOCUMENTS: tuple[DocumentType, ...] = (DocumentType("sammanstallning", "Sammanställning", _city_overview),)

# Made once, by `handlingsplan new --from`, and never built.
LISTS: tuple[DocumentType, ...] = (DocumentType("att-fornya", "Att förnya", _renewal_list),)

# Made of two plans, by `handlingsplan diff`.
CHANGE_DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("andringar", "Ändringar sedan föregående plan", _change_table),
)

BY_SLUG = {document.slug: document for document in (*DOCUMENTS, *YEAR_DOCUMENTS)}
BY_TEMPLATE = {**BY_SLUG, **{document.slug: document for document in (*LISTS, *CHANGE_DOCUMENTS)}}
