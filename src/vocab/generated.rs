//! The terms of the ontology. Generated from `ontology/` by `make gen`: do not edit.
#![allow(clippy::doc_markdown, reason = "the definitions are the ontology's own prose")]

/// The namespace.
pub const NS: &str = "https://w3id.org/concord/ns#";

/// The classes.
pub mod class {
    /// One of the three fields of action of the Regional Skills Partnership.
    pub const ACTION_FIELD: &str = "https://w3id.org/concord/ns#ActionField";

    /// One of the ten goals that the Automotive Regions Alliance fixed in June 2022.
    pub const ACTION_POINT: &str = "https://w3id.org/concord/ns#ActionPoint";

    /// Several actors meant together without being named one by one.
    pub const ACTOR_GROUP: &str = "https://w3id.org/concord/ns#ActorGroup";

    /// A document in which named parties agree on something and sign it.
    pub const AGREEMENT: &str = "https://w3id.org/concord/ns#Agreement";

    /// A lasting association of regions or organisations with a common aim.
    pub const ALLIANCE: &str = "https://w3id.org/concord/ns#Alliance";

    /// One of the six ambitions of the Regional Skills Partnership.
    pub const AMBITION: &str = "https://w3id.org/concord/ns#Ambition";

    /// The plenary or a commission of a body.
    pub const ASSEMBLY: &str = "https://w3id.org/concord/ns#Assembly";

    /// Public texts or needs on which indicators rest.
    pub const BASIS: &str = "https://w3id.org/concord/ns#Basis";

    /// A figure that somebody stated at some time, kept beside other figures on the same matter.
    pub const CLAIM: &str = "https://w3id.org/concord/ns#Claim";

    /// Matters on which figures circulate.
    pub const CLAIM_TOPIC: &str = "https://w3id.org/concord/ns#ClaimTopic";

    /// How a territory relates to a NUTS unit.
    pub const CODE_RELATION: &str = "https://w3id.org/concord/ns#CodeRelation";

    /// A commitment reported by a news item.
    pub const COMMITMENT: &str = "https://w3id.org/concord/ns#Commitment";

    /// How an actual quantity is compared with a stated one.
    pub const COMPARATOR: &str = "https://w3id.org/concord/ns#Comparator";

    /// A larger meeting with a programme, held by a body or a region.
    pub const CONFERENCE: &str = "https://w3id.org/concord/ns#Conference";

    /// A reified link from one provision to another, with its kind, source and sureness.
    pub const CORRESPONDENCE: &str = "https://w3id.org/concord/ns#Correspondence";

    /// A state, identified by its entry in the country authority table of the European Union.
    pub const COUNTRY: &str = "https://w3id.org/concord/ns#Country";

    /// An integrity constraint of the RDF Data Cube Vocabulary that a registry holds its cubes to, named by its number there.
    pub const CUBE_CONSTRAINT: &str = "https://w3id.org/concord/ns#CubeConstraint";

    /// A published table from which values are taken.
    pub const DATASET: &str = "https://w3id.org/concord/ns#Dataset";

    /// A document in which parties declare a common will.
    pub const DECLARATION: &str = "https://w3id.org/concord/ns#Declaration";

    /// One lettered point of the Leipzig Declaration.
    pub const DECLARATION_POINT: &str = "https://w3id.org/concord/ns#DeclarationPoint";

    /// How a rising value is to be read.
    pub const DIRECTION: &str = "https://w3id.org/concord/ns#Direction";

    /// A text with a title that the registry quotes or relies on.
    pub const DOCUMENT: &str = "https://w3id.org/concord/ns#Document";

    /// Something that takes place at a time and mostly at a place: a meeting, a visit, a signing.
    pub const EVENT: &str = "https://w3id.org/concord/ns#Event";

    /// A row of events of one kind, such as a yearly conference.
    pub const EVENT_SERIES: &str = "https://w3id.org/concord/ns#EventSeries";

    /// Where an event stands.
    pub const EVENT_STATUS: &str = "https://w3id.org/concord/ns#EventStatus";

    /// One commitment listed in an action field, beside its action points.
    pub const FIELD_COMMITMENT: &str = "https://w3id.org/concord/ns#FieldCommitment";

    /// The document with which a body is set up and its goals are fixed.
    pub const FOUNDING_STATEMENT: &str = "https://w3id.org/concord/ns#FoundingStatement";

    /// A means of public money, in force or asked for.
    pub const FUNDING_INSTRUMENT: &str = "https://w3id.org/concord/ns#FundingInstrument";

    /// What one revision did to one named graph.
    pub const GRAPH_CHANGE: &str = "https://w3id.org/concord/ns#GraphChange";

    /// A quantity that is followed over time for territories or bodies, with unit, source and reading direction.
    pub const INDICATOR: &str = "https://w3id.org/concord/ns#Indicator";

    /// A public institution or authority.
    pub const INSTITUTION: &str = "https://w3id.org/concord/ns#Institution";

    /// Whether an instrument exists.
    pub const INSTRUMENT_STATUS: &str = "https://w3id.org/concord/ns#InstrumentStatus";

    /// A group of members of the European Committee of the Regions; its members are persons, not regions.
    pub const INTERREGIONAL_GROUP: &str = "https://w3id.org/concord/ns#InterregionalGroup";

    /// The public start of a body, a partnership or a platform.
    pub const LAUNCH: &str = "https://w3id.org/concord/ns#Launch";

    /// A regulation, directive, decision or recommendation.
    pub const LEGAL_ACT: &str = "https://w3id.org/concord/ns#LegalAct";

    /// How one provision is linked with another.
    pub const LINK_KIND: &str = "https://w3id.org/concord/ns#LinkKind";

    /// The act by which data was brought into the registry and became a revision.
    pub const LOAD: &str = "https://w3id.org/concord/ns#Load";

    /// A coming together of members or guests for discussion.
    pub const MEETING: &str = "https://w3id.org/concord/ns#Meeting";

    /// A milestone statement that belongs to a partnership action point.
    pub const MILESTONE: &str = "https://w3id.org/concord/ns#Milestone";

    /// How people take part in an event.
    pub const MODE: &str = "https://w3id.org/concord/ns#Mode";

    /// A local administrative unit with an elected authority; as a rule it lies inside a NUTS unit and is none itself.
    pub const MUNICIPALITY: &str = "https://w3id.org/concord/ns#Municipality";

    /// A report on something that happened or was published.
    pub const NEWS_ITEM: &str = "https://w3id.org/concord/ns#NewsItem";

    /// What became of one unit of the NUTS classification in a later version: one unit of that version that holds part or all of it.
    pub const NUTS_CHANGE: &str = "https://w3id.org/concord/ns#NutsChange";

    /// How the territory of a NUTS unit goes over into a unit of a later version.
    pub const NUTS_CHANGE_KIND: &str = "https://w3id.org/concord/ns#NutsChangeKind";

    /// A statistical territory named by a code of the NUTS classification.
    pub const NUTS_UNIT: &str = "https://w3id.org/concord/ns#NutsUnit";

    /// Versions of the NUTS classification in use here.
    pub const NUTS_VERSION: &str = "https://w3id.org/concord/ns#NutsVersion";

    /// One of the ten numbered objectives of the Working Agreement.
    pub const OBJECTIVE: &str = "https://w3id.org/concord/ns#Objective";

    /// One value of an indicator for the territory where it was measured and for one period.
    pub const OBSERVATION: &str = "https://w3id.org/concord/ns#Observation";

    /// Remarks that Eurostat attaches to values.
    pub const OBSERVATION_FLAG: &str = "https://w3id.org/concord/ns#ObservationFlag";

    /// A declared cooperation of several parties under a programme.
    pub const PARTNERSHIP: &str = "https://w3id.org/concord/ns#Partnership";

    /// An action point inside an action field of the Regional Skills Partnership.
    pub const PARTNERSHIP_ACTION_POINT: &str = "https://w3id.org/concord/ns#PartnershipActionPoint";

    /// One of the three objectives of the Regional Skills Partnership.
    pub const PARTNERSHIP_OBJECTIVE: &str = "https://w3id.org/concord/ns#PartnershipObjective";

    /// A stretch of time whose ends may be open or known only roughly; ends are given with dcat:startDate and dcat:endDate.
    pub const PERIOD: &str = "https://w3id.org/concord/ns#Period";

    /// A forum or a digital service through which parties meet, share or offer something.
    pub const PLATFORM: &str = "https://w3id.org/concord/ns#Platform";

    /// A numbered session of all members of an assembly.
    pub const PLENARY_SESSION: &str = "https://w3id.org/concord/ns#PlenarySession";

    /// A policy, package or strategy to which texts refer.
    pub const POLICY: &str = "https://w3id.org/concord/ns#Policy";

    /// A practice that a region or project showed to others.
    pub const PRACTICE: &str = "https://w3id.org/concord/ns#Practice";

    /// How exactly a date is known.
    pub const PRECISION: &str = "https://w3id.org/concord/ns#Precision";

    /// An undertaking of limited duration, often with public funds.
    pub const PROJECT: &str = "https://w3id.org/concord/ns#Project";

    /// One numbered or marked piece of a document; always tied to that document, so that enumerations never mix.
    pub const PROVISION: &str = "https://w3id.org/concord/ns#Provision";

    /// How a stand-in unit compares with the territory.
    pub const PROXY_FIT: &str = "https://w3id.org/concord/ns#ProxyFit";

    /// An opening or explaining passage without a number of its own.
    pub const RECITAL: &str = "https://w3id.org/concord/ns#Recital";

    /// A territory below the state with a public authority of its own; the node stands for the area and for the authority that joins bodies in its name.
    pub const REGION: &str = "https://w3id.org/concord/ns#Region";

    /// One accepted change of the registry: numbered, immutable and complete.
    pub const REVISION: &str = "https://w3id.org/concord/ns#Revision";

    /// Parts that a member can play in a body.
    pub const ROLE: &str = "https://w3id.org/concord/ns#Role";

    /// A talk among stakeholders on equal footing, for instance on funding.
    pub const ROUNDTABLE: &str = "https://w3id.org/concord/ns#Roundtable";

    /// The signing of a document by a person for a body.
    pub const SIGNATURE: &str = "https://w3id.org/concord/ns#Signature";

    /// The act in which parties sign a document.
    pub const SIGNING: &str = "https://w3id.org/concord/ns#Signing";

    /// The four kinds of supporters that the Regional Skills Partnership names, with their sub-kinds.
    pub const STAKEHOLDER_CATEGORY: &str = "https://w3id.org/concord/ns#StakeholderCategory";

    /// A territory made of several states, such as the European Union.
    pub const STATE_UNION: &str = "https://w3id.org/concord/ns#StateUnion";

    /// How far the knowledge behind a node is settled.
    pub const STATUS: &str = "https://w3id.org/concord/ns#Status";

    /// A visit of members to a place in order to learn from its practice.
    pub const STUDY_VISIT: &str = "https://w3id.org/concord/ns#StudyVisit";

    /// From what kind of source a statement is known.
    pub const SURENESS: &str = "https://w3id.org/concord/ns#Sureness";

    /// One separately measurable quantity inside a milestone or action point.
    pub const TARGET: &str = "https://w3id.org/concord/ns#Target";

    /// The holding of a post by a region or a person over a period.
    pub const TENURE: &str = "https://w3id.org/concord/ns#Tenure";

    /// A bounded area that the registry knows by name: a country, a region, a municipality, a city or a union of states.
    pub const TERRITORY: &str = "https://w3id.org/concord/ns#Territory";

    /// The statement that, in one version of the NUTS classification, a territory is the same as a unit, part of it, or made of it together with others.
    pub const TERRITORY_CODE: &str = "https://w3id.org/concord/ns#TerritoryCode";

    /// Levels at which territories lie and figures are published.
    pub const TERRITORY_LEVEL: &str = "https://w3id.org/concord/ns#TerritoryLevel";

    /// The NUTS unit whose published figures stand in for a territory, with how well they fit it.
    pub const TERRITORY_PROXY: &str = "https://w3id.org/concord/ns#TerritoryProxy";

    /// Subjects of provisions, events and practices.
    pub const TOPIC: &str = "https://w3id.org/concord/ns#Topic";

    /// What is counted or measured.
    pub const UNIT: &str = "https://w3id.org/concord/ns#Unit";

    /// A page, press report or data file that attests a fact and is not itself modelled.
    pub const WEB_SOURCE: &str = "https://w3id.org/concord/ns#WebSource";

    /// A standing group inside a body that works on one subject.
    pub const WORKING_GROUP: &str = "https://w3id.org/concord/ns#WorkingGroup";

    /// A meeting of a working group.
    pub const WORKING_GROUP_MEETING: &str = "https://w3id.org/concord/ns#WorkingGroupMeeting";

    /// A working session on one subject, alone or inside a conference.
    pub const WORKSHOP: &str = "https://w3id.org/concord/ns#Workshop";
}

/// The properties.
pub mod property {
    /// The body, event, territory or policy that a claim or practice speaks of.
    pub const ABOUT: &str = "https://w3id.org/concord/ns#about";

    /// The body by whose help a provision is to be carried out.
    pub const ACTS_THROUGH: &str = "https://w3id.org/concord/ns#actsThrough";

    /// How many statements a change added.
    pub const ADDED_COUNT: &str = "https://w3id.org/concord/ns#addedCount";

    /// The actor at whom a provision is directed.
    pub const ADDRESSED_TO: &str = "https://w3id.org/concord/ns#addressedTo";

    /// A document adopted, signed or published at an event.
    pub const ADOPTED: &str = "https://w3id.org/concord/ns#adopted";

    /// One point of an event's programme.
    pub const AGENDA_ITEM: &str = "https://w3id.org/concord/ns#agendaItem";

    /// The document that announces an event as forthcoming.
    pub const ANNOUNCED_IN: &str = "https://w3id.org/concord/ns#announcedIn";

    /// A date, as exact as the source gives it, on which the source shows the fact to hold.
    pub const ATTESTED_ON: &str = "https://w3id.org/concord/ns#attestedOn";

    /// The quantity from which a change is counted.
    pub const BASELINE: &str = "https://w3id.org/concord/ns#baseline";

    /// Whether the baseline is known, still open, or not needed.
    pub const BASELINE_STATUS: &str = "https://w3id.org/concord/ns#baselineStatus";

    /// The public text or the need on which an indicator rests.
    pub const BASIS: &str = "https://w3id.org/concord/ns#basis";

    /// The region that holds the chair, or whose representative holds it.
    pub const CHAIR_REGION: &str = "https://w3id.org/concord/ns#chairRegion";

    /// How the territory of the former unit went over into the successor unit.
    pub const CHANGE_KIND: &str = "https://w3id.org/concord/ns#changeKind";

    /// The matter on which a figure is stated.
    pub const CLAIM_TOPIC: &str = "https://w3id.org/concord/ns#claimTopic";

    /// The person or body that stated a figure.
    pub const CLAIMANT: &str = "https://w3id.org/concord/ns#claimant";

    /// The name of the publisher or speaker where the registry has no node for it.
    pub const CLAIMANT_NAME: &str = "https://w3id.org/concord/ns#claimantName";

    /// The NUTS unit that a code statement names.
    pub const CODE: &str = "https://w3id.org/concord/ns#code";

    /// The territory that a code statement speaks of.
    pub const CODE_OF: &str = "https://w3id.org/concord/ns#codeOf";

    /// How a territory relates to the NUTS unit named beside it.
    pub const CODE_RELATION: &str = "https://w3id.org/concord/ns#codeRelation";

    /// How the actual quantity is to be compared with the stated one.
    pub const COMPARATOR: &str = "https://w3id.org/concord/ns#comparator";

    /// Leads to a statement on the same matter that cannot be true as well, or not with the same scope.
    pub const CONTRADICTS: &str = "https://w3id.org/concord/ns#contradicts";

    /// Leads to a provision with the same concern in another document.
    pub const CORRESPONDS_TO: &str = "https://w3id.org/concord/ns#correspondsTo";

    /// The body whose things count towards a target.
    pub const COUNTS_FOR: &str = "https://w3id.org/concord/ns#countsFor";

    /// The class of things that count towards a target.
    pub const COUNTS_KIND: &str = "https://w3id.org/concord/ns#countsKind";

    /// How exactly the date of the node is known.
    pub const DATE_PRECISION: &str = "https://w3id.org/concord/ns#datePrecision";

    /// Whether a higher or a lower value is the better one.
    pub const DIRECTION: &str = "https://w3id.org/concord/ns#direction";

    /// The deadline as a day or as a year, no more exact than the text.
    pub const DUE: &str = "https://w3id.org/concord/ns#due";

    /// How exactly the deadline is given.
    pub const DUE_PRECISION: &str = "https://w3id.org/concord/ns#duePrecision";

    /// The deadline exactly as the document writes it.
    pub const DUE_TEXT: &str = "https://w3id.org/concord/ns#dueText";

    /// The first day on which the period may have ended; until then it surely runs.
    pub const END_EARLIEST: &str = "https://w3id.org/concord/ns#endEarliest";

    /// The last day on which the period may have ended.
    pub const END_LATEST: &str = "https://w3id.org/concord/ns#endLatest";

    /// How exactly the end is known.
    pub const END_PRECISION: &str = "https://w3id.org/concord/ns#endPrecision";

    /// Whether an event was held, is announced, or is meant to recur.
    pub const EVENT_STATUS: &str = "https://w3id.org/concord/ns#eventStatus";

    /// Leads from a shape to the shape of the more general kind, whose fields it inherits; it checks nothing by itself.
    pub const EXTENDS_SHAPE: &str = "https://w3id.org/concord/ns#extendsShape";

    /// The finest territorial level for which a source publishes values.
    pub const FINEST_LEVEL: &str = "https://w3id.org/concord/ns#finestLevel";

    /// The words of a footnote attached to a provision.
    pub const FOOTNOTE: &str = "https://w3id.org/concord/ns#footnote";

    /// The part of the former unit's area that lies in the successor unit, from 0 to 1.
    pub const FORMER_AREA_SHARE: &str = "https://w3id.org/concord/ns#formerAreaShare";

    /// The part of the former unit's population of 2021 that lives in the successor unit, from 0 to 1.
    pub const FORMER_POPULATION_SHARE: &str = "https://w3id.org/concord/ns#formerPopulationShare";

    /// The unit of the earlier version.
    pub const FORMER_UNIT: &str = "https://w3id.org/concord/ns#formerUnit";

    /// The earlier version of the classification.
    pub const FORMER_VERSION: &str = "https://w3id.org/concord/ns#formerVersion";

    /// How often new values appear.
    pub const FREQUENCY: &str = "https://w3id.org/concord/ns#frequency";

    /// The start of a correspondence.
    pub const FROM_PROVISION: &str = "https://w3id.org/concord/ns#fromProvision";

    /// Leads from a revision to its change of one graph.
    pub const GRAPH_CHANGE: &str = "https://w3id.org/concord/ns#graphChange";

    /// The canonical hash of a graph after the change.
    pub const GRAPH_HASH: &str = "https://w3id.org/concord/ns#graphHash";

    /// The name under which a shape or property appears in the GraphQL schema.
    pub const GRAPHQL_NAME: &str = "https://w3id.org/concord/ns#graphqlName";

    /// Leads from a territory to each of its code statements.
    pub const HAS_CODE: &str = "https://w3id.org/concord/ns#hasCode";

    /// Leads from a territory to a stand-in for its figures.
    pub const HAS_PROXY: &str = "https://w3id.org/concord/ns#hasProxy";

    /// Leads from a provision to a quantity that it sets.
    pub const HAS_TARGET: &str = "https://w3id.org/concord/ns#hasTarget";

    /// The title that a document gives to a provision, as written there.
    pub const HEADING: &str = "https://w3id.org/concord/ns#heading";

    /// The region on whose ground and invitation an event is held.
    pub const HOST_REGION: &str = "https://w3id.org/concord/ns#hostRegion";

    /// Leads to an earlier provision or document that this one is to carry out.
    pub const IMPLEMENTS: &str = "https://w3id.org/concord/ns#implements";

    /// The state in which a territory lies or an undertaking is based.
    pub const IN_COUNTRY: &str = "https://w3id.org/concord/ns#inCountry";

    /// The document that holds a provision or a signature.
    pub const IN_DOCUMENT: &str = "https://w3id.org/concord/ns#inDocument";

    /// The series to which an event belongs.
    pub const IN_SERIES: &str = "https://w3id.org/concord/ns#inSeries";

    /// The indicator of which an observation is a value.
    pub const INDICATOR: &str = "https://w3id.org/concord/ns#indicator";

    /// Whether an instrument exists or is only asked for.
    pub const INSTRUMENT_STATUS: &str = "https://w3id.org/concord/ns#instrumentStatus";

    /// The body or the post on whose invitation an event takes place.
    pub const INVITED_BY: &str = "https://w3id.org/concord/ns#invitedBy";

    /// True where stand-in and territory cover the same area.
    pub const IS_EXACT: &str = "https://w3id.org/concord/ns#isExact";

    /// The body or person that leads a group, partnership or project.
    pub const LEAD_BODY: &str = "https://w3id.org/concord/ns#leadBody";

    /// The territorial level of a unit or of a territory.
    pub const LEVEL: &str = "https://w3id.org/concord/ns#level";

    /// The kind of a correspondence.
    pub const LINK_KIND: &str = "https://w3id.org/concord/ns#linkKind";

    /// A member's name exactly as the listing document writes it.
    pub const LISTED_AS: &str = "https://w3id.org/concord/ns#listedAs";

    /// The document whose list names a member.
    pub const LISTED_IN: &str = "https://w3id.org/concord/ns#listedIn";

    /// The territory for which a value was measured, which need not be the one asked for.
    pub const MEASURED_TERRITORY: &str = "https://w3id.org/concord/ns#measuredTerritory";

    /// The number that a document's list gives to a member.
    pub const MEMBER_NUMBER: &str = "https://w3id.org/concord/ns#memberNumber";

    /// A body, policy, instrument or document that a text names.
    pub const MENTIONS: &str = "https://w3id.org/concord/ns#mentions";

    /// Why a value is absent.
    pub const MISSING_REASON: &str = "https://w3id.org/concord/ns#missingReason";

    /// Whether people meet in person, online or both.
    pub const MODE: &str = "https://w3id.org/concord/ns#mode";

    /// The number or letter that the document itself gives, as a string.
    pub const NUMBER: &str = "https://w3id.org/concord/ns#number";

    /// The version of the NUTS classification in which a code is meant.
    pub const NUTS_VERSION: &str = "https://w3id.org/concord/ns#nutsVersion";

    /// The remark that the source attaches to a value.
    pub const OBS_FLAG: &str = "https://w3id.org/concord/ns#obsFlag";

    /// The value itself; absent, never zero, where none is published.
    pub const OBS_VALUE: &str = "https://w3id.org/concord/ns#obsValue";

    /// The title of the office as the source writes it.
    pub const OFFICE_TITLE: &str = "https://w3id.org/concord/ns#officeTitle";

    /// True where any interested party of the right kind may join.
    pub const OPEN_MEMBERSHIP: &str = "https://w3id.org/concord/ns#openMembership";

    /// What the wording leaves open and the registry does not decide.
    pub const OPEN_READING: &str = "https://w3id.org/concord/ns#openReading";

    /// The place of a node in its list, for sorting.
    pub const ORDER: &str = "https://w3id.org/concord/ns#order";

    /// The place of an event in its numbered series.
    pub const ORDINAL: &str = "https://w3id.org/concord/ns#ordinal";

    /// The body or region that organises an event.
    pub const ORGANISER: &str = "https://w3id.org/concord/ns#organiser";

    /// The number of pages of a document.
    pub const PAGES: &str = "https://w3id.org/concord/ns#pages";

    /// The larger provision that holds this one.
    pub const PART_OF: &str = "https://w3id.org/concord/ns#partOf";

    /// A body, region or person that took part.
    pub const PARTICIPANT: &str = "https://w3id.org/concord/ns#participant";

    /// A body with which this one is stated to work as a partner.
    pub const PARTNER_OF: &str = "https://w3id.org/concord/ns#partnerOf";

    /// A party to an agreement.
    pub const PARTY: &str = "https://w3id.org/concord/ns#party";

    /// The stretch of time in which a recurring quantity is to be reached.
    pub const PER_PERIOD: &str = "https://w3id.org/concord/ns#perPeriod";

    /// The city or territory in which an event is held.
    pub const PLACE: &str = "https://w3id.org/concord/ns#place";

    /// The office that is held during a tenure.
    pub const POST: &str = "https://w3id.org/concord/ns#post";

    /// How the stand-in unit compares with the territory that it stands for.
    pub const PROXY_FIT: &str = "https://w3id.org/concord/ns#proxyFit";

    /// The territory for which another unit's figures stand in.
    pub const PROXY_FOR: &str = "https://w3id.org/concord/ns#proxyFor";

    /// The NUTS unit whose figures are used instead.
    pub const PROXY_UNIT: &str = "https://w3id.org/concord/ns#proxyUnit";

    /// The event at which a document came into being.
    pub const PUBLISHED_AT: &str = "https://w3id.org/concord/ns#publishedAt";

    /// The year, quarter or day for which a value holds.
    pub const REF_PERIOD: &str = "https://w3id.org/concord/ns#refPeriod";

    /// The year or date for which a figure is meant.
    pub const REFERENCE_TIME: &str = "https://w3id.org/concord/ns#referenceTime";

    /// Leads to a provision or document to which the text itself points.
    pub const REFERS_TO: &str = "https://w3id.org/concord/ns#refersTo";

    /// How many statements a change removed.
    pub const REMOVED_COUNT: &str = "https://w3id.org/concord/ns#removedCount";

    /// The person who acts for a member or holder.
    pub const REPRESENTED_BY: &str = "https://w3id.org/concord/ns#representedBy";

    /// The provision that asks for an instrument.
    pub const REQUESTED_IN: &str = "https://w3id.org/concord/ns#requestedIn";

    /// When a value was taken from its source.
    pub const RETRIEVED_AT: &str = "https://w3id.org/concord/ns#retrievedAt";

    /// The running number of a revision.
    pub const REVISION_NUMBER: &str = "https://w3id.org/concord/ns#revisionNumber";

    /// The body that runs a platform, service or project.
    pub const RUN_BY: &str = "https://w3id.org/concord/ns#runBy";

    /// What the figure includes, as far as the source says.
    pub const SCOPE: &str = "https://w3id.org/concord/ns#scope";

    /// The body that runs the secretariat of another.
    pub const SECRETARIAT: &str = "https://w3id.org/concord/ns#secretariat";

    /// The objective or other provision that an indicator helps to follow.
    pub const SERVES: &str = "https://w3id.org/concord/ns#serves";

    /// The event at which a practice was shown.
    pub const SHOWN_AT: &str = "https://w3id.org/concord/ns#shownAt";

    /// The region or project that showed a practice.
    pub const SHOWN_BY: &str = "https://w3id.org/concord/ns#shownBy";

    /// The person who signs.
    pub const SIGNATORY: &str = "https://w3id.org/concord/ns#signatory";

    /// The body for which a person signs.
    pub const SIGNED_FOR: &str = "https://w3id.org/concord/ns#signedFor";

    /// The day on which a document was signed.
    pub const SIGNED_ON: &str = "https://w3id.org/concord/ns#signedOn";

    /// The table from which values of an indicator are taken.
    pub const SOURCE_DATASET: &str = "https://w3id.org/concord/ns#sourceDataset";

    /// The filter that picks the values in a table, in the table's own codes.
    pub const SOURCE_FILTER: &str = "https://w3id.org/concord/ns#sourceFilter";

    /// The kind of stakeholder that an organisation is.
    pub const STAKEHOLDER_CATEGORY: &str = "https://w3id.org/concord/ns#stakeholderCategory";

    /// The first day on which the period may have begun.
    pub const START_EARLIEST: &str = "https://w3id.org/concord/ns#startEarliest";

    /// The last day on which the period may have begun; from then on it surely runs.
    pub const START_LATEST: &str = "https://w3id.org/concord/ns#startLatest";

    /// How exactly the start is known.
    pub const START_PRECISION: &str = "https://w3id.org/concord/ns#startPrecision";

    /// The date on which a figure was stated.
    pub const STATED_ON: &str = "https://w3id.org/concord/ns#statedOn";

    /// Whether the knowledge behind a node is established or still open.
    pub const STATUS: &str = "https://w3id.org/concord/ns#status";

    /// What is missing or what a steward should check.
    pub const STATUS_NOTE: &str = "https://w3id.org/concord/ns#statusNote";

    /// The part of the successor unit's area that comes from the former unit, from 0 to 1.
    pub const SUCCESSOR_AREA_SHARE: &str = "https://w3id.org/concord/ns#successorAreaShare";

    /// The part of the successor unit's population of 2021 that comes from the former unit, from 0 to 1.
    pub const SUCCESSOR_POPULATION_SHARE: &str = "https://w3id.org/concord/ns#successorPopulationShare";

    /// The unit of the later version that holds part or all of the former unit.
    pub const SUCCESSOR_UNIT: &str = "https://w3id.org/concord/ns#successorUnit";

    /// The later version of the classification.
    pub const SUCCESSOR_VERSION: &str = "https://w3id.org/concord/ns#successorVersion";

    /// How sure the registry is of a statement.
    pub const SURENESS: &str = "https://w3id.org/concord/ns#sureness";

    /// The words of the document, unchanged, with their language.
    pub const TEXT: &str = "https://w3id.org/concord/ns#text";

    /// What an event is about, in short words.
    pub const THEME: &str = "https://w3id.org/concord/ns#theme";

    /// The end of a correspondence.
    pub const TO_PROVISION: &str = "https://w3id.org/concord/ns#toProvision";

    /// A subject that a provision, event or practice deals with.
    pub const TOPIC: &str = "https://w3id.org/concord/ns#topic";

    /// A named graph that a revision changed.
    pub const TOUCHED_GRAPH: &str = "https://w3id.org/concord/ns#touchedGraph";

    /// What is counted or measured.
    pub const UNIT: &str = "https://w3id.org/concord/ns#unit";

    /// The address at which something was or is published.
    pub const URL: &str = "https://w3id.org/concord/ns#url";

    /// The number that is stated.
    pub const VALUE: &str = "https://w3id.org/concord/ns#value";

    /// The number or phrase exactly as the source writes it.
    pub const VALUE_TEXT: &str = "https://w3id.org/concord/ns#valueText";

    /// The building or occasion at which an event is held, in the source's words.
    pub const VENUE: &str = "https://w3id.org/concord/ns#venue";

    /// A larger territory that holds this one.
    pub const WITHIN: &str = "https://w3id.org/concord/ns#within";
}

/// The individuals: schemes, concepts, datatypes.
pub mod individual {
    /// Public texts or needs on which indicators rest.
    pub const BASIS_SCHEME: &str = "https://w3id.org/concord/ns#Basis-scheme";

    /// Matters on which figures circulate.
    pub const CLAIM_TOPIC_SCHEME: &str = "https://w3id.org/concord/ns#ClaimTopic-scheme";

    /// How a territory relates to a NUTS unit.
    pub const CODE_RELATION_SCHEME: &str = "https://w3id.org/concord/ns#CodeRelation-scheme";

    /// How an actual quantity is compared with a stated one.
    pub const COMPARATOR_SCHEME: &str = "https://w3id.org/concord/ns#Comparator-scheme";

    /// How a rising value is to be read.
    pub const DIRECTION_SCHEME: &str = "https://w3id.org/concord/ns#Direction-scheme";

    /// Where an event stands.
    pub const EVENT_STATUS_SCHEME: &str = "https://w3id.org/concord/ns#EventStatus-scheme";

    /// Whether an instrument exists.
    pub const INSTRUMENT_STATUS_SCHEME: &str = "https://w3id.org/concord/ns#InstrumentStatus-scheme";

    /// How one provision is linked with another.
    pub const LINK_KIND_SCHEME: &str = "https://w3id.org/concord/ns#LinkKind-scheme";

    /// How people take part in an event.
    pub const MODE_SCHEME: &str = "https://w3id.org/concord/ns#Mode-scheme";

    /// How the territory of a NUTS unit goes over into a unit of a later version.
    pub const NUTS_CHANGE_KIND_SCHEME: &str = "https://w3id.org/concord/ns#NutsChangeKind-scheme";

    /// Versions of the NUTS classification in use here.
    pub const NUTS_VERSION_SCHEME: &str = "https://w3id.org/concord/ns#NutsVersion-scheme";

    /// Remarks that Eurostat attaches to values.
    pub const OBSERVATION_FLAG_SCHEME: &str = "https://w3id.org/concord/ns#ObservationFlag-scheme";

    /// How exactly a date is known.
    pub const PRECISION_SCHEME: &str = "https://w3id.org/concord/ns#Precision-scheme";

    /// How a stand-in unit compares with the territory.
    pub const PROXY_FIT_SCHEME: &str = "https://w3id.org/concord/ns#ProxyFit-scheme";

    /// Parts that a member can play in a body.
    pub const ROLE_SCHEME: &str = "https://w3id.org/concord/ns#Role-scheme";

    /// The four kinds of supporters that the Regional Skills Partnership names, with their sub-kinds.
    pub const STAKEHOLDER_CATEGORY_SCHEME: &str = "https://w3id.org/concord/ns#StakeholderCategory-scheme";

    /// How far the knowledge behind a node is settled.
    pub const STATUS_SCHEME: &str = "https://w3id.org/concord/ns#Status-scheme";

    /// From what kind of source a statement is known.
    pub const SURENESS_SCHEME: &str = "https://w3id.org/concord/ns#Sureness-scheme";

    /// Levels at which territories lie and figures are published.
    pub const TERRITORY_LEVEL_SCHEME: &str = "https://w3id.org/concord/ns#TerritoryLevel-scheme";

    /// Subjects of provisions, events and practices.
    pub const TOPIC_SCHEME: &str = "https://w3id.org/concord/ns#Topic-scheme";

    /// What is counted or measured.
    pub const UNIT_SCHEME: &str = "https://w3id.org/concord/ns#Unit-scheme";

    /// Use of zero- and low-emission vehicles and the measures behind it, local ones included.
    pub const BASIS_14A_A: &str = "https://w3id.org/concord/ns#basis-14a-a";

    /// Energy efficiency and affordability.
    pub const BASIS_14A_B: &str = "https://w3id.org/concord/ns#basis-14a-b";

    /// Effects on consumers and on electricity prices.
    pub const BASIS_14A_C: &str = "https://w3id.org/concord/ns#basis-14a-c";

    /// Second-hand market.
    pub const BASIS_14A_D: &str = "https://w3id.org/concord/ns#basis-14a-d";

    /// Savings of carbon dioxide through a younger fleet.
    pub const BASIS_14A_E: &str = "https://w3id.org/concord/ns#basis-14a-e";

    /// Employment in the sector, small firms above all, and the effect of retraining.
    pub const BASIS_14A_F: &str = "https://w3id.org/concord/ns#basis-14a-f";

    /// Money to soften effects in the regions and communities most affected.
    pub const BASIS_14A_G: &str = "https://w3id.org/concord/ns#basis-14a-g";

    /// Social dialogue.
    pub const BASIS_14A_H: &str = "https://w3id.org/concord/ns#basis-14a-h";

    /// A quantity that an agreement or a partnership sets for itself.
    pub const BASIS_AGREEMENT: &str = "https://w3id.org/concord/ns#basis-agreement";

    /// A denominator or background figure.
    pub const BASIS_CONTEXT: &str = "https://w3id.org/concord/ns#basis-context";

    /// Reconstructed by the registry for regions; part of no published indicator list.
    pub const BASIS_REGIONAL_REFINEMENT: &str = "https://w3id.org/concord/ns#basis-regional-refinement";

    /// Fourth of the four areas that the Commissioner named in public.
    pub const BASIS_ROUTE35_BATTERIES: &str = "https://w3id.org/concord/ns#basis-route35-batteries";

    /// Second of the four areas that the Commissioner named in public.
    pub const BASIS_ROUTE35_CHARGING: &str = "https://w3id.org/concord/ns#basis-route35-charging";

    /// Third of the four areas that the Commissioner named in public.
    pub const BASIS_ROUTE35_ELECTRICITY: &str = "https://w3id.org/concord/ns#basis-route35-electricity";

    /// First of the four areas that the Commissioner named in public.
    pub const BASIS_ROUTE35_SALES: &str = "https://w3id.org/concord/ns#basis-route35-sales";

    /// The former unit went whole into a successor unit that is made of several whole units.
    pub const CHANGE_MERGED: &str = "https://w3id.org/concord/ns#change-merged";

    /// All of the former unit lies in the successor unit, which holds nothing else; only the code is another. Known from the shared areas or from the publisher's list of changes.
    pub const CHANGE_SAME: &str = "https://w3id.org/concord/ns#change-same";

    /// A boundary moved: parts of several units were put together anew, whether or not the code changed.
    pub const CHANGE_SHIFTED: &str = "https://w3id.org/concord/ns#change-shifted";

    /// The former unit was divided; the successor unit lies wholly inside it.
    pub const CHANGE_SPLIT: &str = "https://w3id.org/concord/ns#change-split";

    /// How many took part in an event.
    pub const CLAIM_ATTENDANCE: &str = "https://w3id.org/concord/ns#claim-attendance";

    /// How much money is planned or spent.
    pub const CLAIM_BUDGET: &str = "https://w3id.org/concord/ns#claim-budget";

    /// How many recharging points there are or are needed.
    pub const CLAIM_CHARGING_POINTS: &str = "https://w3id.org/concord/ns#claim-charging-points";

    /// From how many states members or partners come.
    pub const CLAIM_COUNTRY_COUNT: &str = "https://w3id.org/concord/ns#claim-country-count";

    /// How many courses a catalogue holds.
    pub const CLAIM_COURSE_COUNT: &str = "https://w3id.org/concord/ns#claim-course-count";

    /// How much generating capacity is needed.
    pub const CLAIM_ELECTRICITY: &str = "https://w3id.org/concord/ns#claim-electricity";

    /// By how much emissions are to fall.
    pub const CLAIM_EMISSION_REDUCTION: &str = "https://w3id.org/concord/ns#claim-emission-reduction";

    /// How many jobs the change puts at risk.
    pub const CLAIM_JOBS_AT_RISK: &str = "https://w3id.org/concord/ns#claim-jobs-at-risk";

    /// How many members a body has.
    pub const CLAIM_MEMBER_COUNT: &str = "https://w3id.org/concord/ns#claim-member-count";

    /// How many partners a body or project has.
    pub const CLAIM_PARTNER_COUNT: &str = "https://w3id.org/concord/ns#claim-partner-count";

    /// Which part of output the automotive sector makes.
    pub const CLAIM_SECTOR_GDP_SHARE: &str = "https://w3id.org/concord/ns#claim-sector-gdp-share";

    /// How many people work in the automotive sector.
    pub const CLAIM_SECTOR_JOBS: &str = "https://w3id.org/concord/ns#claim-sector-jobs";

    /// Which part of all jobs is in the automotive sector.
    pub const CLAIM_SECTOR_JOBS_SHARE: &str = "https://w3id.org/concord/ns#claim-sector-jobs-share";

    /// How many people are to be trained.
    pub const CLAIM_TRAINING_NEED: &str = "https://w3id.org/concord/ns#claim-training-need";

    /// How prices of vehicle kinds differ.
    pub const CLAIM_VEHICLE_PRICE: &str = "https://w3id.org/concord/ns#claim-vehicle-price";

    /// Roughly the stated quantity.
    pub const COMPARATOR_ABOUT: &str = "https://w3id.org/concord/ns#comparator-about";

    /// The stated quantity or more.
    pub const COMPARATOR_AT_LEAST: &str = "https://w3id.org/concord/ns#comparator-at-least";

    /// Exactly the stated quantity.
    pub const COMPARATOR_EQUAL: &str = "https://w3id.org/concord/ns#comparator-equal";

    /// More than the stated quantity.
    pub const COMPARATOR_MORE_THAN: &str = "https://w3id.org/concord/ns#comparator-more-than";

    /// A growth over the baseline by the stated percentage.
    pub const COMPARATOR_RELATIVE_INCREASE: &str = "https://w3id.org/concord/ns#comparator-relative-increase";

    /// Sources contradict each other; all versions are kept.
    pub const DISPUTED: &str = "https://w3id.org/concord/ns#disputed";

    /// Attested by a source and not in doubt.
    pub const ESTABLISHED: &str = "https://w3id.org/concord/ns#established";

    /// A source announces it; that it took place is not attested.
    pub const EVENT_ANNOUNCED: &str = "https://w3id.org/concord/ns#event-announced";

    /// A source shows that it took place.
    pub const EVENT_HELD: &str = "https://w3id.org/concord/ns#event-held";

    /// Meant to be held again and again, without a date.
    pub const EVENT_RECURRING: &str = "https://w3id.org/concord/ns#event-recurring";

    /// In force.
    pub const EXISTING: &str = "https://w3id.org/concord/ns#existing";

    /// The unit is larger, and a unit of the same name covers another area in another version.
    pub const FIT_CHANGED: &str = "https://w3id.org/concord/ns#fit-changed";

    /// Same area: the value is the territory's own.
    pub const FIT_EXACT: &str = "https://w3id.org/concord/ns#fit-exact";

    /// The unit is larger than the territory.
    pub const FIT_LARGER: &str = "https://w3id.org/concord/ns#fit-larger";

    /// Only counts may be added over all such units; rates may not be averaged.
    pub const FIT_SUM_OF_COUNTS: &str = "https://w3id.org/concord/ns#fit-sum-of-counts";

    /// The value is not comparable with earlier ones.
    pub const FLAG_B: &str = "https://w3id.org/concord/ns#flag-b";

    /// The value is withheld.
    pub const FLAG_C: &str = "https://w3id.org/concord/ns#flag-c";

    /// The value follows another definition.
    pub const FLAG_D: &str = "https://w3id.org/concord/ns#flag-d";

    /// The value is an estimate.
    pub const FLAG_E: &str = "https://w3id.org/concord/ns#flag-e";

    /// The value is a forecast.
    pub const FLAG_F: &str = "https://w3id.org/concord/ns#flag-f";

    /// The metadata explain the value.
    pub const FLAG_I: &str = "https://w3id.org/concord/ns#flag-i";

    /// The value was filled in by rule.
    pub const FLAG_M: &str = "https://w3id.org/concord/ns#flag-m";

    /// The value is too small to matter.
    pub const FLAG_N: &str = "https://w3id.org/concord/ns#flag-n";

    /// The value may still change.
    pub const FLAG_P: &str = "https://w3id.org/concord/ns#flag-p";

    /// The value was changed after publication.
    pub const FLAG_R: &str = "https://w3id.org/concord/ns#flag-r";

    /// The value was estimated by Eurostat.
    pub const FLAG_S: &str = "https://w3id.org/concord/ns#flag-s";

    /// The value rests on thin data.
    pub const FLAG_U: &str = "https://w3id.org/concord/ns#flag-u";

    /// The value was dropped for lack of cases.
    pub const FLAG_X: &str = "https://w3id.org/concord/ns#flag-x";

    /// The value rests on few cases.
    pub const FLAG_Y: &str = "https://w3id.org/concord/ns#flag-y";

    /// No such value can exist.
    pub const FLAG_Z: &str = "https://w3id.org/concord/ns#flag-z";

    /// A rising value is good.
    pub const HIGHER_IS_BETTER: &str = "https://w3id.org/concord/ns#higher-is-better";

    /// An alliance as a whole, apart from any territory.
    pub const LEVEL_ALLIANCE: &str = "https://w3id.org/concord/ns#level-alliance";

    /// The Union as a whole.
    pub const LEVEL_EU: &str = "https://w3id.org/concord/ns#level-eu";

    /// Municipalities and the like, below NUTS 3.
    pub const LEVEL_LAU: &str = "https://w3id.org/concord/ns#level-lau";

    /// Countries.
    pub const LEVEL_NUTS0: &str = "https://w3id.org/concord/ns#level-nuts0";

    /// Major socio-economic regions.
    pub const LEVEL_NUTS1: &str = "https://w3id.org/concord/ns#level-nuts1";

    /// Basic regions for regional policy.
    pub const LEVEL_NUTS2: &str = "https://w3id.org/concord/ns#level-nuts2";

    /// Small regions.
    pub const LEVEL_NUTS3: &str = "https://w3id.org/concord/ns#level-nuts3";

    /// An area made of several units of one level that is no unit itself.
    pub const LEVEL_SET: &str = "https://w3id.org/concord/ns#level-set";

    /// A single place, such as a plant or a charging point.
    pub const LEVEL_SITE: &str = "https://w3id.org/concord/ns#level-site";

    /// Both share a concern, as read by the registry.
    pub const LINK_CORRESPONDS: &str = "https://w3id.org/concord/ns#link-corresponds";

    /// The first is to carry out the second.
    pub const LINK_IMPLEMENTS: &str = "https://w3id.org/concord/ns#link-implements";

    /// The first points to the second in its own words.
    pub const LINK_REFERS_TO: &str = "https://w3id.org/concord/ns#link-refers-to";

    /// A falling value is good.
    pub const LOWER_IS_BETTER: &str = "https://w3id.org/concord/ns#lower-is-better";

    /// Some meet in one place and some over the network.
    pub const MODE_HYBRID: &str = "https://w3id.org/concord/ns#mode-hybrid";

    /// All meet in one place.
    pub const MODE_IN_PERSON: &str = "https://w3id.org/concord/ns#mode-in-person";

    /// All meet over the network.
    pub const MODE_ONLINE: &str = "https://w3id.org/concord/ns#mode-online";

    /// Neither: the indicator gives context.
    pub const NEUTRAL: &str = "https://w3id.org/concord/ns#neutral";

    /// The statement makes sense without it.
    pub const NOT_NEEDED: &str = "https://w3id.org/concord/ns#not-needed";

    /// The classification in force from 1 January 2021 to 31 December 2023.
    pub const NUTS_2021: &str = "https://w3id.org/concord/ns#nuts-2021";

    /// The classification in force from 1 January 2024.
    pub const NUTS_2024: &str = "https://w3id.org/concord/ns#nuts-2024";

    /// Known to be missing or not yet sourced; a steward is to fill it.
    pub const PENDING: &str = "https://w3id.org/concord/ns#pending";

    /// Known only roughly.
    pub const PRECISION_APPROXIMATE: &str = "https://w3id.org/concord/ns#precision-approximate";

    /// Known to the day.
    pub const PRECISION_DAY: &str = "https://w3id.org/concord/ns#precision-day";

    /// Known to the month.
    pub const PRECISION_MONTH: &str = "https://w3id.org/concord/ns#precision-month";

    /// Not yet ended as far as the source knows.
    pub const PRECISION_OPEN: &str = "https://w3id.org/concord/ns#precision-open";

    /// Not known.
    pub const PRECISION_UNKNOWN: &str = "https://w3id.org/concord/ns#precision-unknown";

    /// Known to the year.
    pub const PRECISION_YEAR: &str = "https://w3id.org/concord/ns#precision-year";

    /// Put forward by the registry and not adopted by any body.
    pub const PROPOSED: &str = "https://w3id.org/concord/ns#proposed";

    /// The territory lies inside the unit and is smaller.
    pub const RELATION_PART_OF: &str = "https://w3id.org/concord/ns#relation-part-of";

    /// Territory and unit cover the same area.
    pub const RELATION_SAME: &str = "https://w3id.org/concord/ns#relation-same";

    /// The territory is made of all units so related to it in the same version.
    pub const RELATION_UNION_OF: &str = "https://w3id.org/concord/ns#relation-union-of";

    /// Asked for by a text; it does not exist by that alone.
    pub const REQUESTED: &str = "https://w3id.org/concord/ns#requested";

    /// Presides over the body.
    pub const ROLE_CHAIR: &str = "https://w3id.org/concord/ns#role-chair";

    /// Presides together with others or stands in.
    pub const ROLE_CO_CHAIR: &str = "https://w3id.org/concord/ns#role-co-chair";

    /// Founded the body.
    pub const ROLE_FOUNDER: &str = "https://w3id.org/concord/ns#role-founder";

    /// Leads the group.
    pub const ROLE_LEADER: &str = "https://w3id.org/concord/ns#role-leader";

    /// Belongs to the body.
    pub const ROLE_MEMBER: &str = "https://w3id.org/concord/ns#role-member";

    /// Holds a public office.
    pub const ROLE_OFFICE_HOLDER: &str = "https://w3id.org/concord/ns#role-office-holder";

    /// Heads the body under this title.
    pub const ROLE_PRESIDENT: &str = "https://w3id.org/concord/ns#role-president";

    /// Deputy of the president.
    pub const ROLE_VICE_PRESIDENT: &str = "https://w3id.org/concord/ns#role-vice-president";

    /// Makers of vehicles.
    pub const STAKEHOLDER_AUTOMOTIVE_COMPANIES: &str = "https://w3id.org/concord/ns#stakeholder-automotive-companies";

    /// Bodies that teach and train.
    pub const STAKEHOLDER_EDUCATION: &str = "https://w3id.org/concord/ns#stakeholder-education";

    /// Companies of the automotive sector.
    pub const STAKEHOLDER_INDUSTRY: &str = "https://w3id.org/concord/ns#stakeholder-industry";

    /// Unions of workers.
    pub const STAKEHOLDER_LABOUR_UNIONS: &str = "https://w3id.org/concord/ns#stakeholder-labour-unions";

    /// Providers of learning at any age.
    pub const STAKEHOLDER_LIFELONG_LEARNING: &str = "https://w3id.org/concord/ns#stakeholder-lifelong-learning";

    /// Authorities of regions.
    pub const STAKEHOLDER_REGIONAL_GOVERNMENT: &str = "https://w3id.org/concord/ns#stakeholder-regional-government";

    /// Organisations of labour.
    pub const STAKEHOLDER_SOCIAL_PARTNERS: &str = "https://w3id.org/concord/ns#stakeholder-social-partners";

    /// Companies that supply makers.
    pub const STAKEHOLDER_SUPPLY_CHAIN: &str = "https://w3id.org/concord/ns#stakeholder-supply-chain";

    /// Institutions of higher education.
    pub const STAKEHOLDER_UNIVERSITIES: &str = "https://w3id.org/concord/ns#stakeholder-universities";

    /// Providers of vocational education and training.
    pub const STAKEHOLDER_VET: &str = "https://w3id.org/concord/ns#stakeholder-vet";

    /// An official or first-party page or data file says so.
    pub const SURENESS_A: &str = "https://w3id.org/concord/ns#sureness-A";

    /// The press or another second-hand source says so.
    pub const SURENESS_B: &str = "https://w3id.org/concord/ns#sureness-B";

    /// The registry infers it from better attested statements; to be read with care.
    pub const SURENESS_C: &str = "https://w3id.org/concord/ns#sureness-C";

    /// The source document itself says so.
    pub const SURENESS_S: &str = "https://w3id.org/concord/ns#sureness-S";

    /// Speaking up towards institutions.
    pub const TOPIC_ADVOCACY: &str = "https://w3id.org/concord/ns#topic-advocacy";

    /// Standing in world markets.
    pub const TOPIC_COMPETITIVENESS: &str = "https://w3id.org/concord/ns#topic-competitiveness";

    /// Automation, artificial intelligence and smart manufacturing.
    pub const TOPIC_DIGITAL: &str = "https://w3id.org/concord/ns#topic-digital";

    /// Schools, vocational training, universities and lifelong learning.
    pub const TOPIC_EDUCATION: &str = "https://w3id.org/concord/ns#topic-education";

    /// Jobs and the labour market.
    pub const TOPIC_EMPLOYMENT: &str = "https://w3id.org/concord/ns#topic-employment";

    /// Sharing of knowledge and work across regions.
    pub const TOPIC_EXCHANGE: &str = "https://w3id.org/concord/ns#topic-exchange";

    /// Public and private money.
    pub const TOPIC_FUNDING: &str = "https://w3id.org/concord/ns#topic-funding";

    /// Chairs, secretariats, meetings and working methods.
    pub const TOPIC_GOVERNANCE: &str = "https://w3id.org/concord/ns#topic-governance";

    /// Climate and environment policy.
    pub const TOPIC_GREEN_DEAL: &str = "https://w3id.org/concord/ns#topic-green-deal";

    /// Descriptions of jobs and of what they ask for.
    pub const TOPIC_JOB_PROFILES: &str = "https://w3id.org/concord/ns#topic-job-profiles";

    /// A change that leaves no region or worker behind.
    pub const TOPIC_JUST_TRANSITION: &str = "https://w3id.org/concord/ns#topic-just-transition";

    /// Indicators by which change is followed.
    pub const TOPIC_KPI: &str = "https://w3id.org/concord/ns#topic-kpi";

    /// Records of small volumes of learning.
    pub const TOPIC_MICROCREDENTIALS: &str = "https://w3id.org/concord/ns#topic-microcredentials";

    /// Observation of effects and progress.
    pub const TOPIC_MONITORING: &str = "https://w3id.org/concord/ns#topic-monitoring";

    /// Acceptance of degrees and awards across borders.
    pub const TOPIC_RECOGNITION: &str = "https://w3id.org/concord/ns#topic-recognition";

    /// Research, technology and innovation.
    pub const TOPIC_RESEARCH: &str = "https://w3id.org/concord/ns#topic-research";

    /// Training, reskilling and upskilling of people.
    pub const TOPIC_SKILLS: &str = "https://w3id.org/concord/ns#topic-skills";

    /// Knowledge of the supply of and demand for skills.
    pub const TOPIC_SKILLS_INTELLIGENCE: &str = "https://w3id.org/concord/ns#topic-skills-intelligence";

    /// Small and medium-sized enterprises and the supply industry.
    pub const TOPIC_SMES: &str = "https://w3id.org/concord/ns#topic-smes";

    /// Rules for public support to firms.
    pub const TOPIC_STATE_AID: &str = "https://w3id.org/concord/ns#topic-state-aid";

    /// Suppliers and critical materials.
    pub const TOPIC_SUPPLY_CHAIN: &str = "https://w3id.org/concord/ns#topic-supply-chain";

    /// Study of effects by region.
    pub const TOPIC_TERRITORIAL_IMPACT: &str = "https://w3id.org/concord/ns#topic-territorial-impact";

    /// Recharging points for vehicles.
    pub const UNIT_CHARGING_POINTS: &str = "https://w3id.org/concord/ns#unit-charging-points";

    /// Training courses.
    pub const UNIT_COURSES: &str = "https://w3id.org/concord/ns#unit-courses";

    /// Euro at current prices.
    pub const UNIT_EURO: &str = "https://w3id.org/concord/ns#unit-euro";

    /// Work volume in full-time posts.
    pub const UNIT_FULL_TIME_EQUIVALENT: &str = "https://w3id.org/concord/ns#unit-full-time-equivalent";

    /// Electric power, in gigawatts.
    pub const UNIT_GIGAWATT: &str = "https://w3id.org/concord/ns#unit-gigawatt";

    /// Battery capacity made in a year.
    pub const UNIT_GIGAWATT_HOUR_PER_YEAR: &str = "https://w3id.org/concord/ns#unit-gigawatt-hour-per-year";

    /// Jobs or persons employed.
    pub const UNIT_JOBS: &str = "https://w3id.org/concord/ns#unit-jobs";

    /// Meetings.
    pub const UNIT_MEETINGS: &str = "https://w3id.org/concord/ns#unit-meetings";

    /// Electric power, in megawatts.
    pub const UNIT_MEGAWATT: &str = "https://w3id.org/concord/ns#unit-megawatt";

    /// Members of a body.
    pub const UNIT_MEMBERS: &str = "https://w3id.org/concord/ns#unit-members";

    /// Euro at current prices, in millions.
    pub const UNIT_MILLION_EURO: &str = "https://w3id.org/concord/ns#unit-million-euro";

    /// A plain count.
    pub const UNIT_NUMBER: &str = "https://w3id.org/concord/ns#unit-number";

    /// Organisations.
    pub const UNIT_ORGANISATIONS: &str = "https://w3id.org/concord/ns#unit-organisations";

    /// A count for each thousand inhabitants.
    pub const UNIT_PER_THOUSAND_INHABITANTS: &str = "https://w3id.org/concord/ns#unit-per-thousand-inhabitants";

    /// Parts per hundred.
    pub const UNIT_PERCENT: &str = "https://w3id.org/concord/ns#unit-percent";

    /// Human beings.
    pub const UNIT_PERSONS: &str = "https://w3id.org/concord/ns#unit-persons";

    /// An artificial currency unit per head that levels out price differences.
    pub const UNIT_PPS_PER_INHABITANT: &str = "https://w3id.org/concord/ns#unit-pps-per-inhabitant";

    /// Regions.
    pub const UNIT_REGIONS: &str = "https://w3id.org/concord/ns#unit-regions";

    /// States.
    pub const UNIT_STATES: &str = "https://w3id.org/concord/ns#unit-states";

    /// Study visits.
    pub const UNIT_STUDY_VISITS: &str = "https://w3id.org/concord/ns#unit-study-visits";

    /// Human beings, in thousands.
    pub const UNIT_THOUSAND_PERSONS: &str = "https://w3id.org/concord/ns#unit-thousand-persons";

    /// A factor of multiplication.
    pub const UNIT_TIMES: &str = "https://w3id.org/concord/ns#unit-times";

    /// Vehicles.
    pub const UNIT_VEHICLES: &str = "https://w3id.org/concord/ns#unit-vehicles";

    /// Workshops.
    pub const UNIT_WORKSHOPS: &str = "https://w3id.org/concord/ns#unit-workshops";
}
