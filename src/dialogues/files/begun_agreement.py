"""An agreement that is begun: its parties, its title and its signatures, as far as somebody says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dialogues.errors import CannotDraft
from dialogues.files.understood import date_of, party_of, word_of
from dialogues.files.wish import Wish, slug
from dialogues.languages.display import territory_name
from dialogues.languages.subdivisions import subdivision_name
from dialogues.records import Organisation
from dialogues.registry import Registry
from dialogues.vocabulary import InstrumentKind, Side


class Beginner(Protocol):
    """Who begins a record, with those that it names."""

    wish: Wish

    @property
    def registry(self) -> Registry:
        """The registry, before anything is begun."""

    def pattern(self) -> dict[str, Any]:
        """Give what the record that is taken as a pattern hands on."""

    def organisation(self, text: str, partners: Sequence[Mapping[str, str]]) -> str:
        """Give the id of an organisation; of a name that none bears, begin one."""

    def evidence(self, claims: Sequence[str]) -> list[dict[str, Any]]:
        """Give one evidence of all claims."""


def agreement_value(work: Beginner) -> tuple[dict[str, Any], str]:
    """Give what an agreement says when it is begun, and the words that its id is made of.

    Raises :class:`~dialogues.errors.CannotDraft` without a partner, and what is raised for names, words and dates that
    are not understood.
    """
    pattern = work.pattern()
    partners = _partners(work)
    if not partners:
        partners = [each for each in pattern.get("parties", ()) if each["side"] == Side.PARTNER.value]
    if not partners:
        raise CannotDraft("agreement", "it needs a partner: --partner NAME, or --organisation NAME for a body")
    dates = [str(date_of(each)) for each in work.wish.dates]
    kind = word_of("kind", work.wish.kind, InstrumentKind).value if work.wish.kind else pattern.get("kind", "unknown")
    parties = [*_own_side(work, pattern), *({"side": Side.PARTNER.value, **each} for each in partners)]
    value = {
        **pattern,
        "title": {work.wish.language: work.wish.name} if work.wish.name else {"en": _title(work, kind, partners)},
        "title_basis": "descriptive",
        "kind": kind,
        "binding": "unknown",
        "parties": parties,
        "signed": [_signature(work, each) for each in dates or ([""] if work.wish.place else [])],
        "authentic_languages": "unknown",
        "status": "unknown",
        "documents": [{"language": each} for each in work.wish.documents],
    }
    return {**value, "evidence": work.evidence(_claims_of(value))}, _base(work, partners, dates)


def _partners(work: Beginner) -> list[dict[str, str]]:
    """Give the other side; the bodies that act for it go to those who lack one, in order."""
    partners = [party_of(work.registry, each) for each in work.wish.partners]
    lacking = [each for each in partners if "organisation" not in each]
    for at, name in enumerate(work.wish.organisations):
        organisation = work.organisation(name, partners)
        if at < len(lacking):
            lacking[at]["organisation"] = organisation
        else:
            record = work.registry.get(organisation)
            country = record.country if isinstance(record, Organisation) else next(iter(partners), {}).get("country")
            partners.append({**({"country": country} if country else {}), "organisation": organisation})
    return partners


def _own_side(work: Beginner, pattern: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the own side: as asked, that of the pattern, or the one body of the manifest; else a party to fill."""
    sides = {each.side for record in work.registry.agreements.values() for each in record.parties}
    side = {"side": Side.EU.value if Side.EU in sides else Side.OWN.value}
    if work.wish.own:
        return [{**side, **party_of(work.registry, each)} for each in work.wish.own]
    held = [each for each in pattern.get("parties", ()) if each["side"] in (Side.EU.value, Side.OWN.value)]
    if held:
        return held
    manifest = work.registry.manifest
    own = manifest.own if manifest is not None else ()
    if len(own) != 1:
        return [side]
    return [{**side, ("country" if own[0].isupper() else "organisation"): own[0]}]


def _signature(work: Beginner, date: str) -> dict[str, Any]:
    place = {"place": work.wish.place} if work.wish.place else {}
    return {**({"date": date} if date else {}), **place}


def _title(work: Beginner, kind: str, partners: Sequence[Mapping[str, str]]) -> str:
    """Describe an agreement in English, as titles do that are not the instrument's own."""
    words = "agreement" if kind in ("unknown", "other") else kind.replace("-", " ")
    return f"{words[0].upper()}{words[1:]} with {' and '.join(_partner_name(work, each) for each in partners)}"


def _partner_name(work: Beginner, party: Mapping[str, str]) -> str:
    """Name a partner as a list does: by its organisation where that stands for itself, else by its country."""
    record = work.registry.get(party.get("organisation", ""))
    if isinstance(record, Organisation) and (record.kind.stands_for_itself or "country" not in party):
        return record.name.best("en")[1]
    if "territory" in party:
        return subdivision_name(party["territory"], "en")
    if "country" in party:
        return territory_name(party["country"], "en")
    return next(each for each in work.wish.organisations if slug(each) == party["organisation"])


def _base(work: Beginner, partners: Sequence[Mapping[str, str]], dates: Sequence[str]) -> str:
    year = min(dates)[:4] if dates else ""
    names = [slug(_partner_name(work, each)) for each in partners]
    return "-".join(filter(None, ("-".join(names[:2]), year)))


def _claims_of(value: Mapping[str, Any]) -> list[str]:
    """Name what a source has to prove of an agreement that is begun, as its own evidence names it."""
    claims = ["kind"] if value["kind"] != "unknown" else []
    claims += [f"documents.{at}.language" for at in range(len(value["documents"] or ()))]
    for at, party in enumerate(value["parties"]):
        if party["side"] == Side.PARTNER.value:
            claims += [f"parties.{at}.{key}" for key in ("country", "territory", "organisation") if key in party]
    for at, signature in enumerate(value["signed"]):
        claims += [f"signed.{at}.{key}" for key in ("date", "place") if key in signature]
    return sorted(claims)
