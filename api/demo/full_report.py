"""The full report, as the pinned door shows it: the first example of `POST /v1/incidents`."""

from typing import Any, Final

FULL: Final[dict[str, Any]] = {
    "kind": "safeguarding_concern",
    "source_ref": "CS-48211",
    "source_version": 1,
    "source": {
        "recorded_at": "2025-03-11T18:02:10+00:00",
        "url": "https://care.example/incidents/48211",
    },
    "service": {"cqc_location_id": "1-000000101"},
    "unit_ref": "house-2",
    "occurred": {"from": "2025-02-20", "to": "2025-03-11T16:30:00+00:00", "precision": "day"},
    "first_noticed": {"at": "2025-03-11T17:40:00+00:00", "by": "staff"},
    "organisation_aware": {"at": "2025-03-11T18:05:00+00:00", "role": "on_call_manager"},
    "raised_by": {
        "staff_ref": "w08",
        "role": "support_worker",
        "anonymous": False,
        "speaking_up": False,
    },
    "people": [
        {
            "ref": "client-8812",
            "is": ["adult_at_risk"],
            "placed_by": ["northmere"],
            "identity": {
                "name": "Ann Example",
                "nhs_number": "9990010013",
                "date_of_birth": "1987-05-02",
            },
        },
        {
            "ref": "w21",
            "is": ["alleged_to_have_caused_harm"],
            "staff": {"role": "support_worker", "engaged_as": "employed"},
        },
    ],
    "risks": [
        {"type": "psychological", "source": "service_provider", "location": "own_home"},
        {"type": "financial_or_material", "source": "service_provider", "location": "own_home"},
    ],
    "harm": {"physical": "none", "psychological": "low", "association": "probably_affected"},
    "what_happened": "Support worker exchanged private messages with a tenant and accepted gifts.",
    "immediate_actions": {
        "safe_now": "yes",
        "text": "Different worker offered; phone messages kept.",
        "done": [{"kind": "worker_moved_from_direct_contact", "at": "2025-03-11T18:20:00+00:00"}],
    },
    "wishes": {
        "asked": "asked_and_expressed",
        "asked_of": "adult",
        "lacked_capacity": "no",
        "text": "Keep cooking group.",
    },
    "reported_to": [
        {
            "body": "council_safeguarding",
            "commissioner_ref": "northmere",
            "at": "2025-03-11T19:40:00+00:00",
            "channel": "portal",
        }
    ],
    "suggested_factors": ["boundaries"],
    "circumstances": {"shift": "day", "agency_on_duty": False, "lone_working": True},
    "restricted": {"exclude": ["w21"], "reason": "names_a_member_of_staff"},
    "attachments": [
        {
            "kind": "photo",
            "url": "https://care.example/files/9",
            "media_type": "image/png",
            "sha256": "2f1a6c0b7e0d4f63a1b1d3b5c7e9f00112233445566778899aabbccddeeff001",
        }
    ],
    "extra": {"form": "SG v7.2", "riskRating": "amber"},
}
