"""The field's closed lists, each with the code of the EU authority table where one exists.

All of them stand here, however many lines that takes: a list is looked up and compared with its neighbours.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class InstrumentKind(StrEnum):
    """What an instrument is, by the word that it or its source uses, the nearest if none is the same.

    A title does not decide its legal nature.
    """

    AGREEMENT = "agreement"
    """It is called an agreement or accord."""
    TREATY = "treaty"
    """It is called a treaty."""
    CONVENTION = "convention"
    """It is called a convention."""
    PROTOCOL = "protocol"
    """It is called a protocol."""
    MEMORANDUM_OF_UNDERSTANDING = "memorandum-of-understanding"
    """It is called a memorandum of understanding."""
    MEMORANDUM_OF_AGREEMENT = "memorandum-of-agreement"
    """It is called a memorandum of agreement."""
    MEMORANDUM_OF_COOPERATION = "memorandum-of-cooperation"
    """It is called a memorandum of cooperation."""
    LETTER_OF_INTENT = "letter-of-intent"
    """It is called a letter of intent, and the parties have signed one text."""
    EXCHANGE_OF_LETTERS_OF_INTENT = "exchange-of-letters-of-intent"
    """Each party signed a letter of intent of its own."""
    EXCHANGE_OF_LETTERS = "exchange-of-letters"
    """Letters that propose and accept the same."""
    EXCHANGE_OF_NOTES = "exchange-of-notes"
    """Diplomatic notes that propose and accept the same."""
    ARRANGEMENT = "arrangement"
    """It is called an arrangement."""
    DECLARATION = "declaration"
    """It is called a declaration."""
    JOINT_DECLARATION = "joint-declaration"
    """It is called a joint declaration."""
    JOINT_STATEMENT = "joint-statement"
    """It is called a joint statement or communiqué."""
    AGREED_MINUTES = "agreed-minutes"
    """It is called agreed minutes or a record of discussions."""
    ACTION_PLAN = "action-plan"
    """It is called an action plan."""
    ROADMAP = "roadmap"
    """It is called a roadmap."""
    PROGRAMME = "programme"
    """It is called a programme of cooperation or of work."""
    TWINNING = "twinning"
    """Cities or regions made themselves twins, sisters or partners by it."""
    AMENDMENT = "amendment"
    """It is called an amendment, and changes an earlier instrument."""
    OTHER = "other"
    """One that this list has no near word for; ``designation`` says what it is called."""
    UNKNOWN = "unknown"
    """What it is called is not known, or sources disagree."""

    @property
    def eu_code(self) -> str:
        """The code of the Publications Office's resource-type table; empty where it has none."""
        return {
            InstrumentKind.TREATY: "TREATY",
            InstrumentKind.CONVENTION: "CONVENTION",
            InstrumentKind.PROTOCOL: "PROT",
            InstrumentKind.MEMORANDUM_OF_UNDERSTANDING: "MEMORANDUM_UNDERST",
            InstrumentKind.EXCHANGE_OF_LETTERS_OF_INTENT: "EXCH_LET",
            InstrumentKind.EXCHANGE_OF_LETTERS: "EXCH_LET",
            InstrumentKind.ARRANGEMENT: "ARRANG",
            InstrumentKind.DECLARATION: "DECLAR",
        }.get(self, "")


class Answer(StrEnum):
    """An answer that may be unknown, which is never the same as no."""

    YES = "yes"
    """Yes."""
    NO = "no"
    """No."""
    UNKNOWN = "unknown"
    """Nobody knows, or no source tells."""


class Status(StrEnum):
    """Where an agreement stands today."""

    PLANNED = "planned"
    """It is not signed; an approval of the signing does not change that."""
    NOT_IN_FORCE = "not-in-force"
    """It is signed and has not taken effect."""
    ACTIVE = "active"
    """It holds."""
    SUSPENDED = "suspended"
    """It holds, and its effects rest."""
    SUPERSEDED = "superseded"
    """Another one took its place."""
    ENDED = "ended"
    """It no longer holds."""
    UNKNOWN = "unknown"
    """No source tells."""


class Side(StrEnum):
    """The side a party stands on."""

    EU = "eu"
    """The own side, in a registry of the EU's agreements."""
    OWN = "own"
    """The own side: that whose registry it is."""
    PARTNER = "partner"
    """The other side."""
    PARTY = "party"
    """No side is the registry's own: all parties have this one."""


class Capacity(StrEnum):
    """In what capacity somebody is named among the parties."""

    PARTY = "party"
    """As a party."""
    DEPOSITARY = "depositary"
    """As who keeps the text and tells of acts (VCLT 76, 77)."""
    WITNESS = "witness"
    """As a witness of the signing."""
    GUARANTOR = "guarantor"
    """As who guarantees that it is kept."""
    HOST = "host"
    """As who hosts what it founds, or the signing."""


class ActionKind(StrEnum):
    """What a party did with an agreement after it was signed (VCLT 11-18, 24, 39, 54-57)."""

    RATIFICATION = "ratification"
    """It ratified."""
    ACCEPTANCE = "acceptance"
    """It accepted."""
    APPROVAL = "approval"
    """It approved, as an act of consent to be bound; the approval of a signing is none."""
    ACCESSION = "accession"
    """It acceded."""
    SUCCESSION = "succession"
    """It succeeded another state."""
    NOTIFICATION = "notification"
    """It notified that its procedures are complete."""
    PROVISIONAL_APPLICATION = "provisional-application"
    """It applied it before it took effect."""
    ENTRY_INTO_FORCE = "entry-into-force"
    """It took effect for it."""
    EXTENSION = "extension"
    """It was extended in time."""
    SUSPENSION = "suspension"
    """Its effects were suspended."""
    WITHDRAWAL = "withdrawal"
    """The party withdrew."""
    DENUNCIATION = "denunciation"
    """The party denounced it."""
    TERMINATION = "termination"
    """It was ended."""


class Renewal(StrEnum):
    """What the text says of a renewal behind the end of its term."""

    TACIT = "tacit"
    """It is renewed if nobody objects."""
    BY_AGREEMENT = "by-agreement"
    """It is renewed if the parties agree."""
    NONE = "none"
    """It is not renewed."""
    UNKNOWN = "unknown"
    """No source tells."""


class TermStart(StrEnum):
    """From when a term is counted."""

    SIGNATURE = "signature"
    """From the signature."""
    EFFECT = "effect"
    """From when it takes effect."""


class Access(StrEnum):
    """Who can read a text."""

    PUBLIC = "public"
    """Everybody."""
    ON_REQUEST = "on-request"
    """Whoever asks for it."""
    RESTRICTED = "restricted"
    """Some alone."""
    NOT_PUBLISHED = "not-published"
    """It was never published."""


class DocumentRole(StrEnum):
    """What a document is of the agreement."""

    MAIN = "main"
    """The text itself."""
    TRANSLATION = "translation"
    """A translation of it, which is never authentic."""
    ANNEX = "annex"
    """An annex, or a part of the text that stands apart."""
    CONSOLIDATED = "consolidated"
    """The text with its amendments worked in."""
    SUMMARY = "summary"
    """A summary."""


class TitleUse(StrEnum):
    """How another title is used."""

    SHORT = "short"
    """The short title."""
    POPULAR = "popular"
    """What people call it."""
    FORMER = "former"
    """What it was called before."""


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
    """They signed it."""
    EXCHANGED = "exchanged"
    """They exchanged it."""
    ADOPTED = "adopted"
    """They adopted it."""
    ESTABLISHED = "established"
    """The source says that a dialogue was established, and names no act of signing."""


class RelationKind(StrEnum):
    """How an agreement relates to another one (JOLux, CDM)."""

    FOLLOWS = "follows"
    """It comes after the other one, in the same dialogue."""
    IMPLEMENTS = "implements"
    """It carries the other one out."""
    BASED_ON = "based-on"
    """The other one is the framework or the power that it rests on."""
    AMENDS = "amends"
    """It changes the other one."""
    RENEWS = "renews"
    """It gives the other one a new term."""
    EXTENDS = "extends"
    """It widens the scope of the other one: its parties or subjects."""
    COMPLETES = "completes"
    """It adds to the other one."""
    CORRECTS = "corrects"
    """It mends an error of the other one."""
    CONFIRMS = "confirms"
    """It says that the other one holds."""
    SUPERSEDES = "supersedes"
    """It takes the other one's place."""
    SUSPENDS = "suspends"
    """It lets the effects of the other one rest."""
    TERMINATES = "terminates"
    """It ends the other one."""
    ACCOMPANIES = "accompanies"
    """It is of one day or package with the other one; either of the two may say so."""

    @property
    def inverse(self) -> str:
        """The relation read from the other end."""
        return {
            RelationKind.FOLLOWS: "followed-by",
            RelationKind.IMPLEMENTS: "implemented-by",
            RelationKind.BASED_ON: "basis-of",
            RelationKind.AMENDS: "amended-by",
            RelationKind.RENEWS: "renewed-by",
            RelationKind.EXTENDS: "extended-by",
            RelationKind.COMPLETES: "completed-by",
            RelationKind.CORRECTS: "corrected-by",
            RelationKind.CONFIRMS: "confirmed-by",
            RelationKind.SUPERSEDES: "superseded-by",
            RelationKind.SUSPENDS: "suspended-by",
            RelationKind.TERMINATES: "terminated-by",
            RelationKind.ACCOMPANIES: "accompanies",
        }[self]


class SourceClass(StrEnum):
    """How far a source can be relied on."""

    OFFICIAL = "official"
    """A host of the EU, of a government or of an international organisation."""
    SCHOLARLY = "scholarly"
    """A work of scholarship."""
    PRESS = "press"
    """A named broadcaster, agency or paper."""
    REPRINT = "reprint"
    """A third host that carries a text of an official one."""
    PROJECT = "project"
    """The site of a project that a party funds."""
    MIRROR = "mirror"
    """A copy on an unrelated host; evidence for the text of a document itself only."""
    UNKNOWN = "unknown"
    """Nobody has judged it yet."""


class EvidenceBasis(StrEnum):
    """What part of a source says it."""

    TEXT = "text"
    """The text of the source."""
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
    """An institution of the EU (TEU 13)."""
    EU_DEPARTMENT = "eu-department"
    """A department of one, such as a directorate-general."""
    EU_BODY = "eu-body"
    """An agency, office or other body of the EU."""
    INTERNATIONAL_ORGANISATION = "international-organisation"
    """An organisation of states."""
    GOVERNMENT = "government"
    """A state, or its government."""
    MINISTRY = "ministry"
    """A ministry or department of a government."""
    AGENCY = "agency"
    """An agency, commission or office under a government."""
    REPRESENTATIVE_OFFICE = "representative-office"
    """An office that represents somebody abroad and is no embassy."""
    PARLIAMENT = "parliament"
    """A parliament."""
    STATE_OR_PROVINCE = "state-or-province"
    """A state of a federation, a province, a land, or its government."""
    REGIONAL_AUTHORITY = "regional-authority"
    """The government of a region that is no state of a federation."""
    CITY_AUTHORITY = "city-authority"
    """A city's government, or a body of it."""
    UNIVERSITY = "university"
    """A university or college."""
    RESEARCH_INSTITUTE = "research-institute"
    """An institute or academy that does research."""
    COMPANY = "company"
    """A company, whoever owns it."""
    BANK = "bank"
    """A bank, also one of several states."""
    FOUNDATION = "foundation"
    """A foundation."""
    ASSOCIATION = "association"
    """An association or network."""
    UNKNOWN = "unknown"
    """What it is is not known."""

    @property
    def stands_for_itself(self) -> bool:
        """Whether a party of this kind is shown by its own name and not by its country's."""
        return self in _STANDING_FOR_THEMSELVES


_STANDING_FOR_THEMSELVES = frozenset(
    {
        OrganisationKind.STATE_OR_PROVINCE,
        OrganisationKind.REGIONAL_AUTHORITY,
        OrganisationKind.CITY_AUTHORITY,
        OrganisationKind.REPRESENTATIVE_OFFICE,
        OrganisationKind.PARLIAMENT,
        OrganisationKind.UNIVERSITY,
        OrganisationKind.COMPANY,
        OrganisationKind.BANK,
        OrganisationKind.FOUNDATION,
    }
)


class NameUse(StrEnum):
    """How a name of an organisation is used."""

    OFFICIAL = "official"
    """The organisation's name, in one of its own languages."""
    TRANSLATED = "translated"
    """Its name in another language."""
    ACRONYM = "acronym"
    """An acronym or abbreviation."""
    PRINTED = "printed"
    """As some source prints it, which is not how the organisation calls itself."""
    FORMER = "former"
    """A name that it had before."""


class PublicationKind(StrEnum):
    """What a publication is."""

    BROCHURE = "brochure"
    """A brochure."""
    POSTER = "poster"
    """A poster."""
    REPORT = "report"
    """A report."""
    STUDY = "study"
    """A study."""
    GUIDELINES = "guidelines"
    """Guidelines."""
    UNKNOWN = "unknown"
    """What it is is not known."""


class MediaType(StrEnum):
    """The format of a document's file, as an IANA media type."""

    PDF = "application/pdf"
    """A PDF."""
    HTML = "text/html"
    """A web page."""
    TEXT = "text/plain"
    """Plain text."""
    XHTML = "application/xhtml+xml"
    """A web page in XHTML."""
    DOC = "application/msword"
    """A file of Word up to 2003."""
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    """A file of Word since 2007."""
    ODT = "application/vnd.oasis.opendocument.text"
    """A file of OpenDocument text."""
    RTF = "application/rtf"
    """A file in Rich Text Format."""

    @property
    def eu_code(self) -> str:
        """The code of the Publications Office's file-type table."""
        return {MediaType.TEXT: "TXT"}.get(self, self.name)


class Bound(StrEnum):
    """How a printed number bounds the true one."""

    EXACT = "exact"
    """The number itself."""
    MORE_THAN = "more-than"
    """``over 60``, ``more than 120``"""
    AT_LEAST = "at-least"
    """``80+``, ``≥35%``"""
    AROUND = "around"
    """``around 50``"""
    AT_MOST = "at-most"
    """That number or less."""
    LESS_THAN = "less-than"
    """Less than that number."""


class EventKind(StrEnum):
    """What an event is."""

    WEBINAR = "webinar"
    """A seminar online."""
    WORKSHOP = "workshop"
    """A workshop."""
    SEMINAR = "seminar"
    """A seminar."""
    HIGH_LEVEL_DIALOGUE = "high-level-dialogue"
    """A dialogue of those in charge."""
    SUMMIT = "summit"
    """A summit."""
    EXHIBITION = "exhibition"
    """An exhibition."""
    STUDY_TOUR = "study-tour"
    """A visit to learn."""
    LAUNCH = "launch"
    """A programme or policy was launched."""
    RECOGNITION = "recognition"
    """A status was given."""
    PROJECT = "project"
    """An action of some length."""
    SERIES = "series"
    """Events that come again and again, none of them dated."""
    TRAINING = "training"
    """A training."""
    MEETING = "meeting"
    """A meeting."""
    UNKNOWN = "unknown"
    """What it was is not known."""


class ContributionKind(StrEnum):
    """What somebody contributed to an event."""

    OPENING = "opening"
    """Opening words."""
    STATEMENT = "statement"
    """A statement."""
    SPEAKER = "speaker"
    """A speech, or a seat on a panel."""
    MODERATOR = "moderator"
    """The moderation."""
    PRESENTATION = "presentation"
    """A presentation."""


class ProgrammeKind(StrEnum):
    """What a programme is."""

    PROGRAMME = "programme"
    """A programme."""
    PLATFORM = "platform"
    """A platform or network."""
    INSTRUMENT = "instrument"
    """A fund that pays for programmes."""
    POLICY = "policy"
    """A policy."""
    STRATEGY = "strategy"
    """A strategy."""
    PROJECT = "project"
    """A project."""
    AREA = "area"
    """A part of a city that is developed under a name."""
    UNKNOWN = "unknown"
    """What it is is not known."""


class FundingRole(StrEnum):
    """What an organisation does for a programme."""

    FUNDER = "funder"
    """It paid."""
    MANAGER = "manager"
    """It managed."""
    IMPLEMENTER = "implementer"
    """It carried out."""


class CooperationBasis(StrEnum):
    """What a cooperation rests on."""

    FORMAL_PAIRING = "formal-pairing"
    """A pairing of a programme, with an agreement of its own."""
    PROJECT = "project"
    """A project."""
    INSTITUTIONAL_MEMORANDUM = "institutional-memorandum"
    """A memorandum of institutions, planned or signed."""
    SUPPORT = "support"
    """One end supports the other."""
    UNKNOWN = "unknown"
    """What it rests on is not known."""


class MemorandumState(StrEnum):
    """Whether a cooperation has a memorandum."""

    NONE = "none"
    """No source speaks of one, where one would."""
    PLANNED = "planned"
    """It is to be signed."""
    SIGNED = "signed"
    """It is signed."""
    UNKNOWN = "unknown"
    """Whether there is one is not known."""


class NameOrder(StrEnum):
    """Which part of a name stands first."""

    GIVEN_FIRST = "given-first"
    """The given name first."""
    FAMILY_FIRST = "family-first"
    """The family name first."""
    UNKNOWN = "unknown"
    """The order is not known."""


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
        "agreement",
        "treaty",
        "convention",
        "protocol",
        "memorandum-of-understanding",
        "memorandum-of-agreement",
        "memorandum-of-cooperation",
        "letter-of-intent",
        "exchange-of-letters-of-intent",
        "exchange-of-letters",
        "exchange-of-notes",
        "arrangement",
        "declaration",
        "joint-declaration",
        "joint-statement",
        "agreed-minutes",
        "action-plan",
        "roadmap",
        "programme",
        "twinning",
        "amendment",
        "other",
        "unknown",
    ]
)
"""A member of :class:`InstrumentKind`, or its word."""

StatusWord: TypeAlias = (
    Status | Literal["planned", "not-in-force", "active", "suspended", "superseded", "ended", "unknown"]
)
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
        "eu-body",
        "international-organisation",
        "government",
        "ministry",
        "agency",
        "representative-office",
        "parliament",
        "state-or-province",
        "regional-authority",
        "city-authority",
        "university",
        "research-institute",
        "company",
        "bank",
        "foundation",
        "association",
        "unknown",
    ]
)
"""A member of :class:`OrganisationKind`, or its word."""

SourceClassWord: TypeAlias = (
    SourceClass | Literal["official", "scholarly", "press", "reprint", "project", "mirror", "unknown"]
)
"""A member of :class:`SourceClass`, or its word."""

DocumentRoleWord: TypeAlias = DocumentRole | Literal["main", "translation", "annex", "consolidated", "summary"]
"""A member of :class:`DocumentRole`, or its word."""
