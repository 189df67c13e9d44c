"""The field's closed lists, each with the code of the EU authority table where one exists.

All of them stand here, however many lines that takes: a list is looked up and compared with its neighbours.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class InstrumentKind(StrEnum):
    """What an instrument is, by what it is called: a title does not decide its legal nature."""

    MEMORANDUM_OF_UNDERSTANDING = "memorandum-of-understanding"
    LETTER_OF_INTENT = "letter-of-intent"
    EXCHANGE_OF_LETTERS_OF_INTENT = "exchange-of-letters-of-intent"
    EXCHANGE_OF_LETTERS = "exchange-of-letters"
    ARRANGEMENT = "arrangement"
    DECLARATION = "declaration"
    JOINT_DECLARATION = "joint-declaration"
    ACTION_PLAN = "action-plan"
    OTHER = "other"
    """One that this list lacks (protocol, charter …); a note says what it is called."""
    UNKNOWN = "unknown"

    @property
    def eu_code(self) -> str:
        """The code of the Publications Office's resource-type table; empty where it has none."""
        return {
            InstrumentKind.MEMORANDUM_OF_UNDERSTANDING: "MEMORANDUM_UNDERST",
            InstrumentKind.EXCHANGE_OF_LETTERS_OF_INTENT: "EXCH_LET",
            InstrumentKind.EXCHANGE_OF_LETTERS: "EXCH_LET",
            InstrumentKind.ARRANGEMENT: "ARRANG",
        }.get(self, "")


class Answer(StrEnum):
    """An answer that may be unknown, which is never the same as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Where an agreement stands today."""

    ACTIVE = "active"
    ENDED = "ended"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """The side a party stands on."""

    EU = "eu"
    OWN = "own"
    """The side whose registry it is, where that is not the EU."""
    PARTNER = "partner"


class TitleBasis(StrEnum):
    """Whose words a title is."""

    OFFICIAL = "official"
    """The document's own title."""
    RENDERED = "rendered"
    """The document's own title as somebody else puts it, shortened or translated."""
    DESCRIPTIVE = "descriptive"
    """A description by this registry or by a source."""


class Act(StrEnum):
    """What the parties did with the text, in the source's word."""

    SIGNED = "signed"
    EXCHANGED = "exchanged"
    ADOPTED = "adopted"
    ESTABLISHED = "established"
    """The source says that a dialogue was established, and names no act of signing."""


class RelationKind(StrEnum):
    """How an agreement relates to an earlier one (JOLux, CDM)."""

    FOLLOWS = "follows"
    IMPLEMENTS = "implements"
    AMENDS = "amends"
    EXTENDS = "extends"
    COMPLETES = "completes"
    CORRECTS = "corrects"
    SUPERSEDES = "supersedes"
    SUSPENDS = "suspends"

    @property
    def inverse(self) -> str:
        """The relation read from the other end."""
        return {
            RelationKind.FOLLOWS: "followed-by",
            RelationKind.IMPLEMENTS: "implemented-by",
            RelationKind.AMENDS: "amended-by",
            RelationKind.EXTENDS: "extended-by",
            RelationKind.COMPLETES: "completed-by",
            RelationKind.CORRECTS: "corrected-by",
            RelationKind.SUPERSEDES: "superseded-by",
            RelationKind.SUSPENDS: "suspended-by",
        }[self]


class SourceClass(StrEnum):
    """How far a source can be relied on."""

    OFFICIAL = "official"
    """A host of the EU, of a government or of an international organisation."""
    PRESS = "press"
    """A named broadcaster, agency or paper."""
    REPRINT = "reprint"
    """A third host that carries a text of the Commission or of a government."""
    PROJECT = "project"
    """The site of a project that the EU funds."""
    MIRROR = "mirror"
    """A copy on an unrelated host; evidence for the text of a document itself only."""
    UNKNOWN = "unknown"
    """Nobody has judged it yet."""


class EvidenceBasis(StrEnum):
    """What part of a source says it."""

    TEXT = "text"
    CAPTION = "caption"
    """The caption of a picture."""
    LINK_NAME = "link-name"
    """The name of a link to a file."""
    ADDRESS = "address"
    """The page's address."""


class ResolutionOutcome(StrEnum):
    """What came of a dispute."""

    CHOSEN = "chosen"
    """The value of the record was chosen, for the reason given."""
    OPEN = "open"
    """None was chosen; the reason says why not."""


class OrganisationKind(StrEnum):
    """What an organisation is."""

    EU_INSTITUTION = "eu-institution"
    EU_DEPARTMENT = "eu-department"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    AGENCY = "agency"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    CITY_AUTHORITY = "city-authority"
    """A city's government, or a body of it."""
    UNIVERSITY = "university"
    RESEARCH_INSTITUTE = "research-institute"
    COMPANY = "company"
    ASSOCIATION = "association"
    UNKNOWN = "unknown"


class NameUse(StrEnum):
    """How a name of an organisation is used."""

    OFFICIAL = "official"
    """The organisation's name, in one of its own languages."""
    TRANSLATED = "translated"
    """Its name in another language."""
    ACRONYM = "acronym"
    PRINTED = "printed"
    """As some source prints it, which is not how the organisation calls itself."""
    FORMER = "former"


class PublicationKind(StrEnum):
    """What a publication is."""

    BROCHURE = "brochure"
    POSTER = "poster"
    REPORT = "report"
    STUDY = "study"
    GUIDELINES = "guidelines"
    UNKNOWN = "unknown"


class MediaType(StrEnum):
    """The format of a document's file, as an IANA media type."""

    PDF = "application/pdf"
    HTML = "text/html"
    TEXT = "text/plain"
    XHTML = "application/xhtml+xml"
    DOC = "application/msword"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    RTF = "application/rtf"

    @property
    def eu_code(self) -> str:
        """The code of the Publications Office's file-type table."""
        return {MediaType.TEXT: "TXT"}.get(self, self.name)


class Bound(StrEnum):
    """How a printed number bounds the true one."""

    EXACT = "exact"
    MORE_THAN = "more-than"
    """``over 60``, ``more than 120``"""
    AT_LEAST = "at-least"
    """``80+``, ``≥35%``"""
    AROUND = "around"
    """``around 50``"""
    AT_MOST = "at-most"
    LESS_THAN = "less-than"


class EventKind(StrEnum):
    """What an event is."""

    WEBINAR = "webinar"
    WORKSHOP = "workshop"
    SEMINAR = "seminar"
    HIGH_LEVEL_DIALOGUE = "high-level-dialogue"
    SUMMIT = "summit"
    EXHIBITION = "exhibition"
    STUDY_TOUR = "study-tour"
    LAUNCH = "launch"
    """A programme or policy was launched."""
    RECOGNITION = "recognition"
    """A status was given."""
    PROJECT = "project"
    """An action of some length."""
    SERIES = "series"
    """Events that come again and again, none of them dated."""
    TRAINING = "training"
    MEETING = "meeting"
    UNKNOWN = "unknown"


class ContributionKind(StrEnum):
    """What somebody contributed to an event."""

    OPENING = "opening"
    STATEMENT = "statement"
    SPEAKER = "speaker"
    MODERATOR = "moderator"
    PRESENTATION = "presentation"


class ProgrammeKind(StrEnum):
    """What a programme is."""

    PROGRAMME = "programme"
    PLATFORM = "platform"
    INSTRUMENT = "instrument"
    """A fund that pays for programmes."""
    POLICY = "policy"
    STRATEGY = "strategy"
    PROJECT = "project"
    AREA = "area"
    """A part of a city that is developed under a name."""
    UNKNOWN = "unknown"


class FundingRole(StrEnum):
    """What an organisation does for a programme."""

    FUNDER = "funder"
    MANAGER = "manager"
    IMPLEMENTER = "implementer"


class CooperationBasis(StrEnum):
    """What a cooperation rests on."""

    FORMAL_PAIRING = "formal-pairing"
    """A pairing of a programme, with an agreement of its own."""
    PROJECT = "project"
    INSTITUTIONAL_MEMORANDUM = "institutional-memorandum"
    """A memorandum of institutions, planned or signed."""
    SUPPORT = "support"
    """One end supports the other."""
    UNKNOWN = "unknown"


class MemorandumState(StrEnum):
    """Whether a cooperation has a memorandum."""

    NONE = "none"
    """No source speaks of one, where one would."""
    PLANNED = "planned"
    """It is to be signed."""
    SIGNED = "signed"
    UNKNOWN = "unknown"


class NameOrder(StrEnum):
    """Which part of a name stands first."""

    GIVEN_FIRST = "given-first"
    FAMILY_FIRST = "family-first"
    UNKNOWN = "unknown"


class ThemeGroup(StrEnum):
    """The list of a page that a theme stands in."""

    FEATURES = "features"
    """Features of regional policy that are of interest to third countries."""
    NEIGHBOURHOOD = "neighbourhood"
    """Concepts promoted in the European Neighbourhood."""
    VALUES = "values"
    """Values projected."""
    GOVERNANCE = "governance"
    """Levels of governance."""
    EVENTS = "events"
    """Themes of programmes and events."""


# The words as a type checker knows them, for whoever writes them as plain text.

InstrumentKindWord: TypeAlias = (
    InstrumentKind
    | Literal[
        "memorandum-of-understanding",
        "letter-of-intent",
        "exchange-of-letters-of-intent",
        "exchange-of-letters",
        "arrangement",
        "declaration",
        "joint-declaration",
        "action-plan",
        "other",
        "unknown",
    ]
)
"""A member of :class:`InstrumentKind`, or its word."""

StatusWord: TypeAlias = Status | Literal["active", "ended", "superseded", "suspended", "unknown"]
"""A member of :class:`Status`, or its word."""

PublicationKindWord: TypeAlias = (
    PublicationKind | Literal["brochure", "poster", "report", "study", "guidelines", "unknown"]
)
"""A member of :class:`PublicationKind`, or its word."""

EventKindWord: TypeAlias = (
    EventKind
    | Literal[
        "webinar",
        "workshop",
        "seminar",
        "high-level-dialogue",
        "summit",
        "exhibition",
        "study-tour",
        "launch",
        "recognition",
        "project",
        "series",
        "training",
        "meeting",
        "unknown",
    ]
)
"""A member of :class:`EventKind`, or its word."""

ProgrammeKindWord: TypeAlias = (
    ProgrammeKind | Literal["programme", "platform", "instrument", "policy", "strategy", "project", "area", "unknown"]
)
"""A member of :class:`ProgrammeKind`, or its word."""

CooperationBasisWord: TypeAlias = (
    CooperationBasis | Literal["formal-pairing", "project", "institutional-memorandum", "support", "unknown"]
)
"""A member of :class:`CooperationBasis`, or its word."""

OrganisationKindWord: TypeAlias = (
    OrganisationKind
    | Literal[
        "eu-institution",
        "eu-department",
        "government",
        "ministry",
        "agency",
        "international-organisation",
        "city-authority",
        "university",
        "research-institute",
        "company",
        "association",
        "unknown",
    ]
)
"""A member of :class:`OrganisationKind`, or its word."""

SourceClassWord: TypeAlias = SourceClass | Literal["official", "press", "reprint", "project", "mirror", "unknown"]
"""A member of :class:`SourceClass`, or its word."""
