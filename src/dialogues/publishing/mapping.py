"""Which term of which vocabulary each field of the records is told by.

A field that is not named here has a term of our own that bears its name, so that none can be missing: ``takes_effect``
is ``d:takesEffect``. ELI is the European Legislation Identifier's ontology, whose general classes (Work, Expression,
Manifestation) say nothing of legal force; DCAT, PROV, ORG, SKOS and schema.org are the others.
"""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "Agreement": ("eli:Work", "d:Agreement"),
    "Publication": ("eli:Work", "schema:CreativeWork", "d:Publication"),
    "Event": ("schema:Event", "prov:Activity", "d:Event"),
    "Programme": ("schema:Project", "d:Programme"),
    "Cooperation": ("org:OrganizationalCollaboration", "d:Cooperation"),
    "Organisation": ("org:Organization", "foaf:Agent", "d:Organisation"),
    "Person": ("foaf:Person", "d:Person"),
    "Theme": ("skos:Concept", "d:Theme"),
    "Source": ("prov:PrimarySource", "prov:Entity", "schema:WebPage", "d:Source"),
    "Signature": ("prov:Activity", "d:Signature"),
    "Contribution": ("schema:Role", "d:Contribution"),
    "Identifier": ("adms:Identifier", "d:Identifier"),
    "Period": ("dct:PeriodOfTime", "d:Period"),
    "Phase": ("dct:PeriodOfTime", "d:Phase"),
    "Place": ("schema:Place", "d:Place"),
}
"""The classes of each kind of record and part; else one of our own that bears its name."""

TERMS: Mapping[str, tuple[str, ...]] = {
    # what several kinds have
    "*.id": ("dct:identifier",),
    "*.title": ("dct:title",),
    "*.note": ("skos:note",),
    "*.notes": ("skos:note",),
    "*.themes": ("dct:subject",),
    "*.topics": ("dct:description",),
    "*.figures": ("d:figure",),
    "*.identifiers": ("adms:identifier",),
    "*.documents": ("eli:is_realized_by",),
    "*.programmes": ("dct:isPartOf",),
    "*.kind": ("dct:type",),
    "*.person": ("d:person",),
    "*.language": ("dct:language",),
    "*.publisher": ("dct:publisher",),
    "*.source": ("dct:isPartOf",),
    "*.listed": ("d:listed",),
    "*.parties": ("d:party",),
    # agreements and their parts
    "Agreement.authentic_languages": ("d:authenticLanguage",),
    "Agreement.other_titles": ("dct:alternative",),
    "Agreement.period": ("dct:temporal",),
    "Agreement.actions": ("d:action",),
    "Agreement.relations": ("d:relation",),
    "Agreement.counterparts": ("d:counterpart",),
    "Party.signatories": ("d:signatory",),
    "Signatory.name": ("foaf:name",),
    "Signature.date": ("dct:date",),
    "Action.date": ("dct:date",),
    "Term.from": ("d:countedFrom",),
    "Relation.from": ("d:holdsFrom",),
    "Application.from": ("d:start",),
    "Application.until": ("d:end",),
    "ListingEntry.position": ("schema:position",),
    "ListingEntry.name": ("schema:name",),
    # documents, on whichever of the levels of ELI
    "Document.language": ("eli:language", "dct:language"),
    # publications
    "Publication.published": ("dct:issued",),
    "Publication.countries": ("dct:spatial",),
    "Publication.programmes": ("dct:subject",),
    "Publication.cooperations": ("dct:subject",),
    "Publication.events": ("d:shownAt",),
    "Publication.language_lists": ("d:languageList",),
    "LanguageList.languages": ("dct:language",),
    "LanguageList.quote": ("prov:value",),
    "Identifier.value": ("skos:notation",),
    "Identifier.scheme": ("adms:schemaAgency",),
    # events
    "Event.date": ("dct:date",),
    "Event.place": ("schema:location",),
    "Event.organisers": ("schema:organizer",),
    "Event.participants": ("schema:attendee",),
    "Event.partners": ("dct:spatial",),
    "Event.number": ("d:seriesNumber",),
    "Event.contributions": ("d:contribution",),
    "Event.files": ("d:file",),
    "Event.themes": ("schema:about",),
    "Contribution.kind": ("d:contributionKind",),
    "Contribution.person": ("schema:performer",),
    "Contribution.group": ("foaf:name",),
    "Contribution.office": ("schema:roleName",),
    "Contribution.forms_of_address": ("foaf:title",),
    "EventFile.printed": ("schema:name",),
    "EventFile.number": ("schema:position",),
    "EventFile.person": ("dct:creator",),
    # programmes and cooperations
    "Programme.name": ("dct:title",),
    "Programme.countries": ("dct:spatial",),
    "Programme.predecessor": ("dct:replaces",),
    "Programme.phases": ("d:phase",),
    "Programme.organisations": ("schema:contributor",),
    "Programme.interested": ("d:interestOf",),
    "Programme.places": ("schema:location",),
    "Phase.name": ("dct:title",),
    "Phase.countries": ("dct:spatial",),
    "Cooperation.name": ("skos:prefLabel",),
    "Cooperation.ends": ("d:partner",),
    "Cooperation.institutions": ("org:hasMember",),
    "Cooperation.events": ("d:event",),
    "Cooperation.since": ("d:start",),
    # organisations, people, themes and sources
    "Organisation.name": ("skos:prefLabel", "foaf:name"),
    "Organisation.kind": ("org:classification",),
    "Organisation.country": ("dct:spatial",),
    "Organisation.part_of": ("org:subOrganizationOf",),
    "Organisation.predecessors": ("d:predecessor",),
    "Person.name": ("foaf:name",),
    "Person.family": ("foaf:familyName",),
    "Person.order": ("d:nameOrder",),
    "Theme.name": ("skos:prefLabel",),
    "Theme.other_names": ("skos:altLabel",),
    "Theme.groups": ("d:group",),
    "Source.address": ("foaf:page",),
    "Source.class": ("dct:type",),
    "Source.as_of": ("dct:modified",),
    "Source.citation": ("dct:bibliographicCitation",),
    # what sources say, where it stands in a record's own JSON
    "Evidence.for": ("d:field",),
    "Evidence.source": ("prov:wasDerivedFrom",),
    "Evidence.quote": ("prov:value",),
    "Resolution.for": ("d:field",),
    # values
    "Figure.amount": ("schema:value",),
    "Figure.unit": ("schema:unitText",),
    "Figure.as_of": ("dct:date",),
    "Place.city": ("schema:addressLocality",),
    "Place.area": ("schema:addressRegion",),
    "Place.institution": ("d:organisation",),
    "Retirement.on": ("schema:dateDeleted",),
    "Retirement.reason": ("skos:changeNote",),
    "Retirement.replaced_by": ("dct:isReplacedBy",),
}
"""The terms of the fields: by kind and key, else by key alone."""

TOLD_ELSEWHERE = frozenset(
    f"Document.{key}" for key in ("title", "media_type", "href", "path", "size", "sha256", "pages")
)
"""The fields that another node tells: of documents, what is of the title and of the file."""

DAYS: Mapping[str, str] = {
    "Event.date": "schema:startDate",
    "Event.end": "schema:endDate",
    "Period.start": "dcat:startDate",
    "Period.end": "dcat:endDate",
    "Phase.start": "dcat:startDate",
    "Phase.end": "dcat:endDate",
}
"""What a date is told by as well where it is a certain day: these terms take nothing else."""

ADDRESSES = frozenset(("href", "address", "archived"))
"""The keys whose texts are addresses of the web."""

RELATIONS: Mapping[str, tuple[str, ...]] = {
    "amends": ("eli:amends",),
    "corrects": ("eli:corrects",),
    "extends": ("eli:changes",),
    "completes": ("eli:changes",),
    "suspends": ("eli:changes",),
    "implements": ("eli:based_on",),
}
"""The terms of ELI that relations of legal resources have; of other works, and for the others, there is our own."""
