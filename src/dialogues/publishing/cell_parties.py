"""The parties that a row of an agreement names: an own side and partners, or parties of equal standing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import define, field

from dialogues.errors import DialoguesError, UnknownName
from dialogues.files.understood import party_of
from dialogues.languages import tables
from dialogues.languages.former_countries import former_country
from dialogues.publishing.ledger import Ledger
from dialogues.publishing.row_faults import BadCell
from dialogues.vocabulary import Side


@define
class CellParties:
    """Reads the parties of rows; each name is looked up once."""

    ledger: Ledger
    """What the run knows of and has made."""
    _found: dict[tuple[str, bool], dict[str, str] | str] = field(factory=dict)
    _own_side: str = ""

    def sides(self, cells: Mapping[str, str]) -> list[dict[str, Any]]:
        """Give the parties of a row: an own side and partners, or parties of equal standing where nobody is the own."""
        own = self._own(cells)
        if "parties" in cells:
            every = self._party_list("parties", cells["parties"])
            mine = [each for each in every if any(_same(each, other) for other in own)]
            others = [each for each in every if each not in mine]
        else:
            mine, others = own, self._party_list("partners", cells.get("partners", ""))
        if not others and not mine:
            return []
        if not mine:
            return [{"side": Side.PARTY.value, **each} for each in others]
        if not self._own_side:
            self._own_side = self._own_word()
        side = self._own_side
        return [*({"side": side, **each} for each in mine), *({"side": Side.PARTNER.value, **each} for each in others)]

    def _own(self, cells: Mapping[str, str]) -> list[dict[str, str]]:
        if cells.get("own"):
            return self._party_list("own", cells["own"])
        manifest = self.ledger.registry.manifest
        own = manifest.own if manifest is not None else ()
        if "parties" in cells:
            return [{("country" if key.isupper() else "organisation"): key} for key in own]
        return [{("country" if own[0].isupper() else "organisation"): own[0]}] if len(own) == 1 else []

    def _own_word(self) -> str:
        eu = any(each.side is Side.EU for record in self.ledger.registry.agreements.values() for each in record.parties)
        return Side.EU.value if eu else Side.OWN.value

    def _party_list(self, name: str, cell: str) -> list[dict[str, str]]:
        between = self.ledger.mapping.split.get(name, "")
        texts = [each.strip() for each in cell.split(between or ";")]
        if not between and ";" not in cell and all(map(self._is_key, cell.split())):
            texts = cell.split()  # codes and ids, as an export writes them
        parties, bad = [], []
        for text in filter(None, texts):
            found = self._party(text)
            if isinstance(found, str):
                bad.append(found)
            elif found not in parties:
                parties.append(found)
        if bad:
            raise BadCell("; ".join(bad))
        return parties

    def _is_key(self, text: str) -> bool:
        return (
            text in self.ledger.registry.organisations
            or re.fullmatch(r"[A-Z]{2}([A-Z]{2}|-[A-Z0-9]{1,3})?", text) is not None
        )

    def _party(self, text: str) -> dict[str, str] | str:
        """Give what a name means, or what is wrong with it; each name is looked up once."""
        key = (text, self.ledger.exported)
        if key not in self._found:
            try:
                self._found[key] = self._looked_up(text)
            except DialoguesError as error:
                self._found[key] = str(error)
        return self._found[key]

    def _looked_up(self, text: str) -> dict[str, str]:
        meant = self.ledger.mapping.names.get(text, text)
        new = self.ledger.mapping.organisations.get(text)
        if new is not None:
            if new.id not in self.ledger.used:
                partners = () if new.country is None else (new.country,)
                self.ledger.begin("organisation", new.name, new.id, kind=new.kind, partners=partners)
            return {"organisation": new.id}
        if meant in self.ledger.registry.organisations:
            return {"organisation": meant}
        if self.ledger.exported and (meant in tables.countries() or former_country(meant) is not None):
            return {"country": meant}
        try:
            return party_of(self.ledger.registry, meant)
        except UnknownName:
            if "organisations" not in self.ledger.mapping.begin:
                raise
            return {"organisation": self.ledger.begin("organisation", meant)}

    def without_territories(self, cells: Mapping[str, str], name: str) -> tuple[dict[str, str], list[str], str]:
        """Take the territories out of the parties: give the cells, the codes, and a note of those that have none."""
        if not self.ledger.mapping.territories or name not in cells:
            return dict(cells), [], ""
        between = self.ledger.mapping.split.get(name, "") or ";"
        names = [each.strip() for each in cells[name].split(between)]
        there = [each for each in names if re.fullmatch(self.ledger.mapping.territories, each)]
        codes, left = [], []
        for each in there:
            party = self._party(each)
            code = None if isinstance(party, str) else party.get("territory", party.get("country"))
            codes += [code] if code and code not in codes else []
            left += [] if code else [each]
        note = f"The table names among the parties, as a territory: {', '.join(left)}." if left else ""
        kept = f"{between} ".join(each for each in names if each not in there)
        return {**cells, name: kept}, codes, note


def _same(party: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Say whether a party is one of the own: by its organisation, else by its country."""
    if "organisation" in other:
        return party.get("organisation") == other["organisation"]
    return "organisation" not in party and "territory" not in party and party.get("country") == other.get("country")
