"""Linked data and pages that a test writes, and what is read of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ingest.loaders import loader_for
from knowledge.models import Document, SourceKind

CONTEXT = "https://schema.org"
TIND: dict[str, Any] = {
    "@type": "GovernmentOrganization",
    "name": "Tind etat",
    "legalName": "Etaten Tind",
    "alternateName": ["TE"],
    "url": "https://tind.example",
    "description": "<p>Måler <b>is</b> &amp; snø.</p><script>x()</script>",
    "keywords": "is, snø",
    "knowsAbout": [{"@type": "DefinedTerm", "name": "radar"}, "is"],
    "makesOffer": [
        {"@type": "Offer", "itemOffered": {"@type": "Service", "name": "Snøkart"}},
        {"name": "Kurs"},
    ],
    "seeks": {"@type": "Demand", "description": "piloter"},
    "address": {"@type": "PostalAddress", "streetAddress": "Gate 1", "addressLocality": "Bodø"},
    "contactPoint": {
        "@type": "ContactPoint",
        "name": "Per Li",
        "telephone": "22",
        "email": "mailto:Per@tind.example",
    },
    "vatID": "NO 999 MVA",
    "logo": "https://tind.example/logo.png",
    "foundingDate": "1999",
    "numberOfEmployees": {"@type": "QuantitativeValue", "value": 40},
    "dateModified": "2026-03-01T10:00:00Z",
}
KARI: dict[str, Any] = {
    "@type": "Person",
    "givenName": "Kari",
    "familyName": "Nes",
    "email": "mailto:Kari@Tind.example",
    "telephone": "22",
    "url": "https://kari.example",
    "jobTitle": "Leder",
    "worksFor": {"@type": "Organization", "name": "Tind etat"},
    "address": {"addressLocality": "Narvik"},
    "knowsLanguage": ["nb", {"@type": "Language", "name": "Samisk"}],
    "knowsAbout": ["is", "snø"],
    "seeks": {"name": "kart"},
    "makesOffer": {"name": "veiledning"},
    "birthDate": "1980-01-01",
}


def read_linked(
    data: Any, kind: SourceKind = "members", name: str = "a.jsonld", columns: Mapping[str, str] | None = None
) -> tuple[Document, ...]:
    content = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
    return loader_for(name, kind, columns)(content, name)


def page_of(*scripts: Any) -> bytes:
    texts = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in scripts)
    escaped = (text.replace("</", "<\\/") for text in texts)
    inside = "".join(f'<script type="application/ld+json; charset=utf-8">{text}</script>' for text in escaped)
    return f"<html><head><meta charset=utf-8>{inside}</head><body><p>Hei</p></body></html>".encode()


def warnings_of(documents: tuple[Document, ...]) -> str:
    return "\n".join(warning for document in documents for warning in document.warnings)


def titles_of(documents: tuple[Document, ...]) -> list[str]:
    return [document.title for document in documents]
