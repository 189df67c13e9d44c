"""Registries of any size, made of agreements as long as the real ones."""

from __future__ import annotations

from pathlib import Path

LANGUAGES = {
    "BR": "pt", "CN": "zh-Hans", "RU": "ru", "UA": "uk", "GE": "ka", "MD": "ro", "CL": "es", "PE": "es",
    "AR": "es", "JP": "ja", "MX": "es", "CO": "es", "IN": "hi", "KR": "ko", "ZA": "zu",
}  # fmt: skip
COUNTRIES = list(LANGUAGES)
KINDS = {
    "memorandum-of-understanding": "Memorando de entendimiento",
    "letter-of-intent": "Carta de intenciones",
    "declaration": "Declaración",
    "joint-declaration": "Declaración conjunta",
    "action-plan": "Plan de acción",
}

AGREEMENT = """\
title:
  en: {kind} number {number} on regional policy cooperation
  es: {kind_es} número {number} sobre cooperación en política regional
title_basis: descriptive
kind: {kind}
binding: unknown
parties:
  - side: eu
    organisation: commission
    signatories:
      - name: Danuta Hübner
        office: Commissioner for Regional Policy
        evidence:
          - {{for: [name, office], source: page-{source}, quote: "the Commissioner for Regional Policy"}}
    evidence:
      - {{for: organisation, source: page-{source}, quote: "the European Commission"}}
  - side: partner
    country: {country}
    organisation: ministry-{ministry}
    evidence:
      - for: [country, organisation]
        source: page-{source}
        quote: "signed a Memorandum of Understanding with the Ministry of National Integration"
signed:
  - date: {year}-{month:02}-{day:02}
    place: Brasília
    evidence:
      - {{for: [date, place], source: page-{source}, quote: "will today in Brasilia sign a Memorandum"}}
authentic_languages: unknown
status: unknown
documents:
  - language: en
    printed_label: EN
    media_type: application/pdf
    evidence:
      - {{for: language, source: page-{source}, quote: "PDF EN es"}}
  - language: {language}
    printed_label: {language}
    media_type: application/pdf
    evidence:
      - {{for: language, source: page-{source}, quote: "PDF EN es"}}
notes:
  - The title is that of the link on the page; the document's own title is not known.
evidence:
  - {{for: kind, source: page-{source}, quote: "signed a Memorandum of Understanding"}}
"""


def write_registry(folder: Path, agreements: int, others: int | None = None) -> None:
    """Write a registry with this many agreements; a tenth as many sources and ministries, or as many as is said."""
    for name in ("agreements", "organisations", "sources"):
        (folder / name).mkdir(parents=True)
    kinds = list(KINDS)
    others = max(1, agreements // 10) if others is None else others
    (folder / "registry.yaml").write_text(
        'format: "1.1"\ntitle: {en: Generated}\nversion: "1"\ndate: 2026-11-23\nlicence: CC0-1.0\n', encoding="utf-8"
    )
    (folder / "organisations" / "commission.yaml").write_text("name: {en: European Commission}\nkind: eu-institution\n")
    for number in range(others):
        (folder / "organisations" / f"ministry-{number}.yaml").write_text(
            f"name: {{en: Ministry {number}}}\nkind: ministry\ncountry: {COUNTRIES[number % len(COUNTRIES)]}\n",
            encoding="utf-8",
        )
        (folder / "sources" / f"page-{number}.yaml").write_text(
            f"title: Page {number}\naddress: https://example.org/{number}\nclass: official\n", encoding="utf-8"
        )
    for number in range(agreements):
        (folder / "agreements" / f"agreement-n{number}.yaml").write_text(
            AGREEMENT.format(
                number=number,
                kind=kinds[number % len(kinds)],
                kind_es=KINDS[kinds[number % len(kinds)]],
                country=COUNTRIES[number % others % len(COUNTRIES)],
                language=LANGUAGES[COUNTRIES[number % others % len(COUNTRIES)]],
                ministry=number % others,
                source=number % others,
                year=1990 + number % 36,
                month=1 + number % 12,
                day=1 + number % 28,
            ),
            encoding="utf-8",
        )
