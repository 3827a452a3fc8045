"""Rows of the tables of the audit book, as their revisions keep them."""

from datetime import date

from tests.kernel.filled_rows import AT, DAY, Rows

OBJECTS: Rows = {
    "inspected_object": [
        {
            **{"id": 1, "no": 1, "kind": "premises", "name": "Бөлме", "unit_id": 2, "place": "012", "rank": 1},
            **{"composition": "", "ended_on": DAY, "end_reason": "жабылды", "version": 2, "account_id": 1, "at": AT},
        }
    ],
    "object_attestation": [
        {
            **{"id": 1, "object_id": 1, "document_no": "7-А", "rank": 1, "valid_from": DAY, "valid_to": None},
            **{"account_id": 1, "at": AT},
        }
    ],
    "audit_number": [{"book": "finding", "year": 2026, "last": 1}],
}
FINDINGS: Rows = {
    "finding": [
        {
            **{"id": 1, "year": 2026, "no": 1, "inspection_id": 1, "item": "G03", "requirement": "KZ-G03"},
            **{"object_id": 1, "unit_id": 2, "accountable_id": 1, "post": "маман", "severity": 3},
            **{"description": "мөр бүлінген", "found_on": DAY, "state": "verified", "interim": ""},
            **{"original_due_on": DAY, "due_on": DAY, "reported_on": DAY, "closed_on": DAY},
            **{"account_id": 1, "at": AT, "version": 5},
        }
    ],
    "finding_deadline": [
        {
            **{"finding_id": 1, "seq": 1, "kind": "initial", "base_on": DAY, "days": 30, "calendar": "2026/shipped"},
            **{"is_preliminary": False, "due_on": DAY, "account_id": 1, "at": AT},
        }
    ],
    "finding_executor": [{"finding_id": 1, "person_id": 2, "at": AT}],
    "finding_evidence": [
        {"id": 1, "finding_id": 1, "kind": "act", "reference": "№ 61", "person_id": 2, "at": AT},
    ],
    "finding_fix": [
        {
            **{"finding_id": 1, "seq": 1, "person_id": 2, "text": "ауыстырылды", "reported_on": DAY},
            **{"account_id": 1, "at": AT},
        }
    ],
    "finding_look": [
        {
            **{"finding_id": 1, "seq": 1, "is_verified": True, "person_id": 1, "text": "бүтін", "looked_on": DAY},
            **{"account_id": 1, "at": AT},
        }
    ],
    "finding_extension": [
        {
            **{"id": 1, "finding_id": 1, "asker_id": 1, "reason": "staff", "text": "адам жоқ", "interim": "күзет"},
            **{"from_due_on": DAY, "asked_due_on": date(2026, 12, 1), "asked_at": AT},
            **{"decider_id": 2, "is_granted": False, "why": "мүмкін", "decided_at": AT},
        }
    ],
    "finding_effect_plan": [
        {
            **{"id": 1, "finding_id": 1, "measure": "мөр", "target": 0, "sample": 9, "judged_on": DAY},
            **{"judge_id": 1, "account_id": 1, "at": AT},
        }
    ],
    "finding_annulment": [
        {
            **{"id": 1, "finding_id": 1, "is_of_closure": True, "reason": "жалған", "document_no": "7"},
            **{"asker_id": 1, "asked_at": AT},
        }
    ],
    "finding_permit": [
        {
            **{"id": 1, "finding_id": 1, "order_no": "44", "measures": "күзет", "until_on": DAY},
            **{"person_id": 1, "at": AT},
        }
    ],
    "finding_extent": [{"id": 1, "finding_id": 1, "object_id": 1, "answer": "not", "person_id": 1, "at": AT}],
}
INSPECTIONS: Rows = {
    "inspection": [
        {
            **{"id": 1, "year": 2026, "no": 1, "kind": "planned", "matter": "regime", "unit_id": 2, "object_id": 1},
            **{"first_on": DAY, "last_on": DAY, "period_from": DAY, "period_to": DAY, "basis": "жоспар"},
            **{"order_no": "12", "order_on": DAY, "checklist_no": 1, "checklist_sha256": "0" * 64, "seed": "7f"},
            **{"stage": "delivered", "planner_id": 1, "approver_id": 2, "approved_at": AT, "delivered_on": DAY},
            **{"is_refused": False, "objections_until": DAY, "account_id": 1, "at": AT, "version": 7},
        }
    ],
    "inspection_member": [{"inspection_id": 1, "person_id": 1, "position": 1, "leads": True}],
    "inspection_answer": [
        {
            **{"id": 1, "inspection_id": 1, "item": "G03", "person_id": 1, "mark": "not_met", "how": "test"},
            **{"looked_at": 9, "of": 9, "failed": 1, "note": "бүлінген", "account_id": 1, "at": AT},
        }
    ],
    "inspection_settlement": [
        {"id": 1, "inspection_id": 1, "item": "G03", "answer_id": 1, "until_answer_id": 1, "person_id": 1, "at": AT},
    ],
    "inspection_act": [
        {
            **{"id": 1, "inspection_id": 1, "no": 1, "year": 2026, "conclusion": "сақталады", "body": "{}"},
            **{"sha256": "1" * 64, "account_id": 1, "at": AT},
        }
    ],
    "inspection_act_signed": [{"act_id": 1, "person_id": 1, "account_id": 1, "at": AT}],
    "inspection_delivery": [
        {"act_id": 1, "person_id": 1, "is_refused": True, "witness_id": 2, "account_id": 1, "at": AT},
    ],
    "inspection_objection": [
        {
            **{"id": 1, "inspection_id": 1, "person_id": 1, "text": "қарсымын", "at": AT, "reply": "rejected"},
            **{"reply_text": "қаралды", "replier_id": 2, "replied_at": AT},
        }
    ],
    "inspection_sample": [
        {
            **{"id": 1, "inspection_id": 1, "population": 2, "missing": 1, "share": "1/100", "confidence": "19/20"},
            **{"misses": 0, "size": 2, "seed": "7f", "max_rank": 3, "account_id": 1, "at": AT},
        }
    ],
    "inspection_sample_unit": [{"sample_id": 1, "position": 1, "carrier_id": 2}],
    "inspection_seen": [
        {
            **{"id": 1, "inspection_id": 1, "carrier_id": 2, "state": "issued", "holder_id": 1, "place_id": 1},
            **{"rank": 1, "is_as_registered": False, "note": "жоқ", "person_id": 1, "at": AT},
        }
    ],
}
FOLLOWS: Rows = {
    "finding_notice": [{"id": 1, "finding_id": 1, "step": "S3", "due_on": DAY, "person_id": 1, "day": DAY}],
    "failure_to_rectify": [
        {
            **{"id": 1, "finding_id": 1, "due_on": DAY, "from_on": DAY.replace(day=24), "official_id": 1},
            **{"post": "маман", "state": "confirmed", "proposed_on": DAY, "explain_until": DAY},
            **{"explanation": "құрал жоқ", "explained_at": AT, "decider_id": 2, "why": "шара жоқ", "decided_at": AT},
        }
    ],
    "finding_day": [
        {"day": DAY, "unit_id": 2, "severity": 3, "running": 1, "overdue": 0, "waiting": 0, "permitted": 0},
    ],
    "carrier_day": [{"day": DAY, "state": "issued", "rank": 1, "number": 1}],
}

SAID = {f"{part}_{language}": part for part in ("section", "text", "evidence") for language in ("kk", "ru", "en")}
CHECKLISTS: Rows = {
    "checklist_version": [  # the first one is brought by the migration
        {"id": 2, "number": 2, "drafter_id": 1, "drafted_at": AT, "discarded_at": AT, "discard_reason": "кеш"}
    ],
    "checklist_item": [{"version_id": 2, "position": 1, "code": "A01", "requirement": "KZ-A01", "severity": 1, **SAID}],
    "checklist_succession": [{"id": 1, "version_id": 2, "old": "KZ-A02", "new": None, "is_same": False}],
}
AUDITS = {"0023": OBJECTS, "0024": FINDINGS, "0025": INSPECTIONS, "0026": FOLLOWS, "0027": CHECKLISTS}
