"""The registry as a data set in a catalogue of its own (DCAT-AP 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogues.publishing.addresses import Addresses
from dialogues.publishing.authorities import Authorities
from dialogues.publishing.terms import Triple, address, certain_day, edtf, named, text

if TYPE_CHECKING:
    from dialogues.publishing.selection import Export

_A = named("rdf:type")
_SPDX = re.compile(r"[A-Za-z0-9.+-]+")


def of_registry(addresses: Addresses, authorities: Authorities, export: Export) -> Iterator[Triple]:
    """Give the catalogue, and the data set with its version, its date and its licence.

    ``dcat:version`` is that of the data, and ``dct:issued`` the day of that version.
    """
    manifest = export.registry.manifest
    assert manifest is not None
    catalogue, dataset = address(f"{addresses.base}catalogue"), address(f"{addresses.base}dataset")
    yield Triple(catalogue, _A, named("dcat:Catalog"))
    yield Triple(catalogue, named("dcat:dataset"), dataset)
    yield Triple(dataset, _A, named("dcat:Dataset"))
    counts = [f"{len(export.registry.collections[name])} {name}" for name in export.collections]
    for node in (catalogue, dataset):
        for tag, title in manifest.title.items():
            yield Triple(node, named("dct:title"), text(title, str(tag)))
        yield Triple(node, named("dct:description"), text(f"A registry of {', '.join(counts)}.", "en"))
        if manifest.publisher is not None:
            publisher = address(addresses.to("organisations", manifest.publisher))
            yield Triple(node, named("dct:publisher"), publisher)
        yield from _terms_of_use(node, export)
        for tag in manifest.title:
            yield Triple(node, named("dct:language"), authorities.language(tag))
    yield Triple(dataset, named("dct:identifier"), text(addresses.base))
    yield Triple(dataset, named("dcat:version"), text(manifest.version))
    yield Triple(dataset, named("dct:issued"), certain_day(manifest.date) or edtf(manifest.date))
    yield Triple(dataset, named("d:digest"), text(export.registry.digest))
    for former in manifest.former_ids:
        node = address(f"{addresses.base}former/{former}")
        yield Triple(node, named("dct:identifier"), text(former))
        yield Triple(node, named("adms:status"), authorities.entry("distribution-status", "WITHDRAWN"))


def _terms_of_use(node: str, export: Export) -> Iterator[Triple]:
    """Give the licence and what else a user must know."""
    manifest = export.registry.manifest
    assert manifest is not None
    if manifest.licence_address is not None:
        licence = address(manifest.licence_address)
    elif _SPDX.fullmatch(manifest.licence):
        licence = address(f"https://spdx.org/licenses/{manifest.licence}")
    else:
        licence = ""
    if licence:
        yield Triple(node, named("dct:license"), licence)
        yield Triple(licence, _A, named("dct:LicenseDocument"))
        yield Triple(licence, named("dct:identifier"), text(manifest.licence))
    if manifest.notice is not None:
        rights = f"{node[:-1]}#rights>"
        yield Triple(node, named("dct:rights"), rights)
        yield Triple(rights, _A, named("dct:RightsStatement"))
        yield Triple(rights, named("rdfs:label"), text(manifest.notice, "en"))
