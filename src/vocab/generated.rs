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

    /// Age groups by which figures on persons are broken down.
    pub const AGE_GROUP: &str = "https://w3id.org/concord/ns#AgeGroup";

    /// A document in which named parties agree on something and sign it.
    pub const AGREEMENT: &str = "https://w3id.org/concord/ns#Agreement";

    /// A lasting association of regions or organisations with a common aim.
    pub const ALLIANCE: &str = "https://w3id.org/concord/ns#Alliance";

    /// One of the six ambitions of the Regional Skills Partnership.
    pub const AMBITION: &str = "https://w3id.org/concord/ns#Ambition";

    /// The lists of activities that experience alone may open.
    pub const ANNEX_IV_LIST: &str = "https://w3id.org/concord/ns#AnnexIVList";

    /// A title that the Directive itself recognises for one activity on account of harmonised training.
    pub const ANNEX_V_ENTRY: &str = "https://w3id.org/concord/ns#AnnexVEntry";

    /// What a person holds and where and how they want to work, as far as an assessment needs it; it names no person.
    pub const APPLICATION: &str = "https://w3id.org/concord/ns#Application";

    /// The plenary or a commission of a body.
    pub const ASSEMBLY: &str = "https://w3id.org/concord/ns#Assembly";

    /// The outcome that the rules give for one application, with its basis and its trace; it informs and decides nothing.
    pub const ASSESSMENT: &str = "https://w3id.org/concord/ns#Assessment";

    /// What an application lacks, or what whoever decides on it has to know besides.
    pub const ASSESSMENT_NOTE: &str = "https://w3id.org/concord/ns#AssessmentNote";

    /// The reasoned view of a named body on whether a matter is covered; it goes before a computed figure.
    pub const ASSESSOR_JUDGEMENT: &str = "https://w3id.org/concord/ns#AssessorJudgement";

    /// One title that an applicant holds, with its date and its standing.
    pub const AWARD: &str = "https://w3id.org/concord/ns#Award";

    /// Whether an award stands.
    pub const AWARD_STATUS: &str = "https://w3id.org/concord/ns#AwardStatus";

    /// Public texts or needs on which indicators rest.
    pub const BASIS: &str = "https://w3id.org/concord/ns#Basis";

    /// A figure that somebody stated at some time, kept beside other figures on the same matter.
    pub const CLAIM: &str = "https://w3id.org/concord/ns#Claim";

    /// Matters on which figures circulate.
    pub const CLAIM_TOPIC: &str = "https://w3id.org/concord/ns#ClaimTopic";

    /// What a cell of a column says, and the entry of the code list that it means.
    pub const CODE_MATCH: &str = "https://w3id.org/concord/ns#CodeMatch";

    /// How a territory relates to a NUTS unit.
    pub const CODE_RELATION: &str = "https://w3id.org/concord/ns#CodeRelation";

    /// A commitment reported by a news item.
    pub const COMMITMENT: &str = "https://w3id.org/concord/ns#Commitment";

    /// A common set of knowledge, skills and competences that gives access in every member state; none is in force for a vehicle trade.
    pub const COMMON_TRAINING_FRAMEWORK: &str = "https://w3id.org/concord/ns#CommonTrainingFramework";

    /// How an actual quantity is compared with a stated one.
    pub const COMPARATOR: &str = "https://w3id.org/concord/ns#Comparator";

    /// Why a host state may ask for a compensation measure.
    pub const COMPENSATION_GROUND: &str = "https://w3id.org/concord/ns#CompensationGround";

    /// A body that decides on recognition for one state and some activities.
    pub const COMPETENT_AUTHORITY: &str = "https://w3id.org/concord/ns#CompetentAuthority";

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

    /// An assessment that a competent authority has made its own.
    pub const DECISION: &str = "https://w3id.org/concord/ns#Decision";

    /// A document in which parties declare a common will.
    pub const DECLARATION: &str = "https://w3id.org/concord/ns#Declaration";

    /// One lettered point of the Leipzig Declaration.
    pub const DECLARATION_POINT: &str = "https://w3id.org/concord/ns#DeclarationPoint";

    /// How a rising value is to be read.
    pub const DIRECTION: &str = "https://w3id.org/concord/ns#Direction";

    /// A text with a title that the registry quotes or relies on.
    pub const DOCUMENT: &str = "https://w3id.org/concord/ns#Document";

    /// An act of the Union by which attestations of one kind count in every member state for one activity.
    pub const EU_INSTRUMENT: &str = "https://w3id.org/concord/ns#EUInstrument";

    /// Groups of levels of the International Standard Classification of Education of 2011 by which figures on persons are broken down.
    pub const EDUCATION_LEVEL: &str = "https://w3id.org/concord/ns#EducationLevel";

    /// One version of the ESCO classification, or a cut of one, as far as a graph of the registry holds it.
    pub const ESCO_RELEASE: &str = "https://w3id.org/concord/ns#EscoRelease";

    /// Something that takes place at a time and mostly at a place: a meeting, a visit, a signing.
    pub const EVENT: &str = "https://w3id.org/concord/ns#Event";

    /// A row of events of one kind, such as a yearly conference.
    pub const EVENT_SERIES: &str = "https://w3id.org/concord/ns#EventSeries";

    /// Where an event stands.
    pub const EVENT_STATUS: &str = "https://w3id.org/concord/ns#EventStatus";

    /// A period of professional work in one activity, one state and one capacity.
    pub const EXPERIENCE: &str = "https://w3id.org/concord/ns#Experience";

    /// In which capacity experience was gained, as Articles 16 to 19 tell them apart.
    pub const EXPERIENCE_CAPACITY: &str = "https://w3id.org/concord/ns#ExperienceCapacity";

    /// One of the alternative sets of conditions under which experience alone gives access to an activity of Annex IV.
    pub const EXPERIENCE_LIMB: &str = "https://w3id.org/concord/ns#ExperienceLimb";

    /// One commitment listed in an action field, beside its action points.
    pub const FIELD_COMMITMENT: &str = "https://w3id.org/concord/ns#FieldCommitment";

    /// How the values of an indicator are computed from those of others for the same territory and period.
    pub const FORMULA: &str = "https://w3id.org/concord/ns#Formula";

    /// Computations by which indicators are derived from others.
    pub const FORMULA_KIND: &str = "https://w3id.org/concord/ns#FormulaKind";

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

    /// An ESCO occupation with what a body or a region changes of its skills, for a version, a time and a territory. Only the differences are kept, so that a new ESCO release carries over.
    pub const JOB_PROFILE: &str = "https://w3id.org/concord/ns#JobProfile";

    /// How many vacancies, employed or unemployed people of an occupation, or graduates of a training offer, there are in a territory and a year.
    pub const LABOUR_COUNT: &str = "https://w3id.org/concord/ns#LabourCount";

    /// What a labour count counts.
    pub const LABOUR_KIND: &str = "https://w3id.org/concord/ns#LabourKind";

    /// The public start of a body, a partnership or a platform.
    pub const LAUNCH: &str = "https://w3id.org/concord/ns#Launch";

    /// The text of a legal act as it is in force for some time, with the parameters that the assessment rules read from it.
    pub const LAW_VERSION: &str = "https://w3id.org/concord/ns#LawVersion";

    /// A regulation, directive, decision or recommendation.
    pub const LEGAL_ACT: &str = "https://w3id.org/concord/ns#LegalAct";

    /// How one provision is linked with another.
    pub const LINK_KIND: &str = "https://w3id.org/concord/ns#LinkKind";

    /// The entry of an agreement that sets one title equal to one reference qualification.
    pub const LISTING: &str = "https://w3id.org/concord/ns#Listing";

    /// The act by which data was brought into the registry and became a revision.
    pub const LOAD: &str = "https://w3id.org/concord/ns#Load";

    /// A dimension of the observations of a rule: the column that tells it, or one entry of its code list for all rows.
    pub const MAPPING_BREAKDOWN: &str = "https://w3id.org/concord/ns#MappingBreakdown";

    /// A column of a table and the contents that a cell of it must have one of.
    pub const MAPPING_CONDITION: &str = "https://w3id.org/concord/ns#MappingCondition";

    /// A part of a mapping: some rows of a table, and the indicator of which they are values.
    pub const MAPPING_RULE: &str = "https://w3id.org/concord/ns#MappingRule";

    /// A version of the NUTS classification in which a table means its codes, or those of them that begin in a certain way.
    pub const MAPPING_VERSION: &str = "https://w3id.org/concord/ns#MappingVersion";

    /// The weights by which the coverage of a matter by skills is computed.
    pub const MATCH_PROFILE: &str = "https://w3id.org/concord/ns#MatchProfile";

    /// A field of knowledge, skills and competence in the sense of Article 14: the unit in which trainings are compared.
    pub const MATTER: &str = "https://w3id.org/concord/ns#Matter";

    /// The hours that the training of the host state gives to one matter.
    pub const MATTER_HOURS: &str = "https://w3id.org/concord/ns#MatterHours";

    /// Who chooses between an adaptation period and an aptitude test.
    pub const MEASURE_CHOICE: &str = "https://w3id.org/concord/ns#MeasureChoice";

    /// A coming together of members or guests for discussion.
    pub const MEETING: &str = "https://w3id.org/concord/ns#Meeting";

    /// A milestone statement that belongs to a partnership action point.
    pub const MILESTONE: &str = "https://w3id.org/concord/ns#Milestone";

    /// How people take part in an event.
    pub const MODE: &str = "https://w3id.org/concord/ns#Mode";

    /// A local administrative unit with an elected authority; as a rule it lies inside a NUTS unit and is none itself.
    pub const MUNICIPALITY: &str = "https://w3id.org/concord/ns#Municipality";

    /// Whether the Directive covers a person on account of nationality.
    pub const NATIONALITY_GROUP: &str = "https://w3id.org/concord/ns#NationalityGroup";

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

    /// One value of an indicator for the territory where it was measured and for one period, or the reason why there is none; a qb:Observation where it has a value and a data set.
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

    /// Three levels of mastering a skill, as the reference framework of the DRIVES project distinguishes them.
    pub const PROFICIENCY: &str = "https://w3id.org/concord/ns#Proficiency";

    /// An undertaking of limited duration, often with public funds.
    pub const PROJECT: &str = "https://w3id.org/concord/ns#Project";

    /// One numbered or marked piece of a document; always tied to that document, so that enumerations never mix.
    pub const PROVISION: &str = "https://w3id.org/concord/ns#Provision";

    /// How a stand-in unit compares with the territory.
    pub const PROXY_FIT: &str = "https://w3id.org/concord/ns#ProxyFit";

    /// The five classes in which outcomes are counted in public.
    pub const PUBLIC_OUTCOME: &str = "https://w3id.org/concord/ns#PublicOutcome";

    /// In which role an activity is pursued; states regulate some modes and leave others free.
    pub const PURSUIT_MODE: &str = "https://w3id.org/concord/ns#PursuitMode";

    /// One edition of a title as it is awarded under one set of rules; a successor inherits none of its listings.
    pub const QUALIFICATION_VERSION: &str = "https://w3id.org/concord/ns#QualificationVersion";

    /// An opening or explaining passage without a number of its own.
    pub const RECITAL: &str = "https://w3id.org/concord/ns#Recital";

    /// A dated statement on which a recognition assessment may rest, with its citation and its sureness.
    pub const RECOGNITION_FACT: &str = "https://w3id.org/concord/ns#RecognitionFact";

    /// What an assessment may come to; each has one public class or none.
    pub const RECOGNITION_OUTCOME: &str = "https://w3id.org/concord/ns#RecognitionOutcome";

    /// What recognition is asked for, or what an agreement gives; the answer to one is never the answer to another.
    pub const RECOGNITION_PURPOSE: &str = "https://w3id.org/concord/ns#RecognitionPurpose";

    /// A question put to every application; the trace of an assessment tells what each found.
    pub const RECOGNITION_RULE: &str = "https://w3id.org/concord/ns#RecognitionRule";

    /// The title of the host state with which a foreign title is compared.
    pub const REFERENCE_QUALIFICATION: &str = "https://w3id.org/concord/ns#ReferenceQualification";

    /// The statement that one level of a national framework stands at one level of the European framework, or at none.
    pub const REFERENCING_STATEMENT: &str = "https://w3id.org/concord/ns#ReferencingStatement";

    /// A territory below the state with a public authority of its own; the node stands for the area and for the authority that joins bodies in its name.
    pub const REGION: &str = "https://w3id.org/concord/ns#Region";

    /// A kind of work for which some state may demand a qualification; it is no occupation of a classification.
    pub const REGULATED_ACTIVITY: &str = "https://w3id.org/concord/ns#RegulatedActivity";

    /// What one state demands of whoever pursues an activity in certain modes, from one date to another.
    pub const REGULATION: &str = "https://w3id.org/concord/ns#Regulation";

    /// What is known of whether a state regulates an activity in certain modes: yes, no, or not yet established.
    pub const REGULATION_STATEMENT: &str = "https://w3id.org/concord/ns#RegulationStatement";

    /// One accepted change of the registry: numbered, immutable and complete.
    pub const REVISION: &str = "https://w3id.org/concord/ns#Revision";

    /// Parts that a member can play in a body.
    pub const ROLE: &str = "https://w3id.org/concord/ns#Role";

    /// A talk among stakeholders on equal footing, for instance on funding.
    pub const ROUNDTABLE: &str = "https://w3id.org/concord/ns#Roundtable";

    /// What the evaluation of one rule found.
    pub const RULE_VERDICT: &str = "https://w3id.org/concord/ns#RuleVerdict";

    /// A numbered edition of the assessment rules with the parameters that are proposals of the registry and not law.
    pub const RULESET: &str = "https://w3id.org/concord/ns#Ruleset";

    /// Sexes by which figures on persons are broken down.
    pub const SEX: &str = "https://w3id.org/concord/ns#Sex";

    /// The signing of a document by a person for a body.
    pub const SIGNATURE: &str = "https://w3id.org/concord/ns#Signature";

    /// The act in which parties sign a document.
    pub const SIGNING: &str = "https://w3id.org/concord/ns#Signing";

    /// One difference of a job profile from its occupation: a skill added, taken out or weighed otherwise, with reason and source.
    pub const SKILL_CHANGE: &str = "https://w3id.org/concord/ns#SkillChange";

    /// What a job profile does with a skill of its occupation.
    pub const SKILL_CHANGE_KIND: &str = "https://w3id.org/concord/ns#SkillChangeKind";

    /// The two ways in which ESCO relates a skill to an occupation.
    pub const SKILL_IMPORTANCE: &str = "https://w3id.org/concord/ns#SkillImportance";

    /// The four kinds of supporters that the Regional Skills Partnership names, with their sub-kinds.
    pub const STAKEHOLDER_CATEGORY: &str = "https://w3id.org/concord/ns#StakeholderCategory";

    /// A territory made of several states, such as the European Union.
    pub const STATE_UNION: &str = "https://w3id.org/concord/ns#StateUnion";

    /// A group of states, or a part of a state, for which a statistical office publishes figures and which no other kind of territory describes.
    pub const STATISTICAL_AREA: &str = "https://w3id.org/concord/ns#StatisticalArea";

    /// How far the knowledge behind a node is settled.
    pub const STATUS: &str = "https://w3id.org/concord/ns#Status";

    /// A visit of members to a place in order to learn from its practice.
    pub const STUDY_VISIT: &str = "https://w3id.org/concord/ns#StudyVisit";

    /// From what kind of source a statement is known.
    pub const SURENESS: &str = "https://w3id.org/concord/ns#Sureness";

    /// A description of a foreign table that says which of its rows are which observations.
    pub const TABLE_MAPPING: &str = "https://w3id.org/concord/ns#TableMapping";

    /// One separately measurable quantity inside a milestone or action point.
    pub const TARGET: &str = "https://w3id.org/concord/ns#Target";

    /// On which date a listing has to stand.
    pub const TEMPORAL_RULE: &str = "https://w3id.org/concord/ns#TemporalRule";

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

    /// One rule as it was evaluated: what it read, what it found, and which provision it rests on.
    pub const TRACE_STEP: &str = "https://w3id.org/concord/ns#TraceStep";

    /// A course with its provider, its outcomes as ESCO skills, and the elements of the Council Recommendation of 16 June 2022 on micro-credentials as far as they concern an offer.
    pub const TRAINING_OFFER: &str = "https://w3id.org/concord/ns#TrainingOffer";

    /// What is counted or measured.
    pub const UNIT: &str = "https://w3id.org/concord/ns#Unit";

    /// The record that a body has formally validated knowledge of a matter, wherever it was acquired.
    pub const VALIDATED_MATTER: &str = "https://w3id.org/concord/ns#ValidatedMatter";

    /// Types of road vehicles by which figures are broken down.
    pub const VEHICLE_TYPE: &str = "https://w3id.org/concord/ns#VehicleType";

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

    /// The separable activity that partial access opens.
    pub const ACCESSIBLE_ACTIVITY: &str = "https://w3id.org/concord/ns#accessibleActivity";

    /// Within how many months the authority acknowledges an application.
    pub const ACKNOWLEDGE_MONTHS: &str = "https://w3id.org/concord/ns#acknowledgeMonths";

    /// The activity that an application, a rule or an experience is about.
    pub const ACTIVITY: &str = "https://w3id.org/concord/ns#activity";

    /// The body by whose help a provision is to be carried out.
    pub const ACTS_THROUGH: &str = "https://w3id.org/concord/ns#actsThrough";

    /// How many months an adaptation period takes at most.
    pub const ADAPTATION_MONTHS: &str = "https://w3id.org/concord/ns#adaptationMonths";

    /// The longest adaptation period that may be asked for.
    pub const ADAPTATION_MONTHS_MAX: &str = "https://w3id.org/concord/ns#adaptationMonthsMax";

    /// How many statements a change added.
    pub const ADDED_COUNT: &str = "https://w3id.org/concord/ns#addedCount";

    /// The actor at whom a provision is directed.
    pub const ADDRESSED_TO: &str = "https://w3id.org/concord/ns#addressedTo";

    /// Whether the values of parts in this unit add up to the value of the whole; a unit of which nothing is said does not.
    pub const ADDS_UP: &str = "https://w3id.org/concord/ns#addsUp";

    /// A document adopted, signed or published at an event.
    pub const ADOPTED: &str = "https://w3id.org/concord/ns#adopted";

    /// That an assessment informs and only an authority decides.
    pub const ADVISORY_NOTICE: &str = "https://w3id.org/concord/ns#advisoryNotice";

    /// The age group of the persons that a value speaks of.
    pub const AGE: &str = "https://w3id.org/concord/ns#age";

    /// One point of an event's programme.
    pub const AGENDA_ITEM: &str = "https://w3id.org/concord/ns#agendaItem";

    /// The list of Annex IV that an entry or a limb belongs to.
    pub const ANNEX_IV: &str = "https://w3id.org/concord/ns#annexIV";

    /// The document that announces an event as forthcoming.
    pub const ANNOUNCED_IN: &str = "https://w3id.org/concord/ns#announcedIn";

    /// Whether national law leaves the choice of the measure to the applicant.
    pub const APPLICANT_CHOICE: &str = "https://w3id.org/concord/ns#applicantChoice";

    /// The version of the law in force on the date of the application.
    pub const APPLIED_LAW: &str = "https://w3id.org/concord/ns#appliedLaw";

    /// The edition of the rules that was applied.
    pub const APPLIED_RULESET: &str = "https://w3id.org/concord/ns#appliedRuleset";

    /// A state that the law binds.
    pub const APPLIES_IN: &str = "https://w3id.org/concord/ns#appliesIn";

    /// Within how many months an aptitude test is on offer.
    pub const APTITUDE_TEST_MONTHS: &str = "https://w3id.org/concord/ns#aptitudeTestMonths";

    /// The level that the home state attests: 1 for (a) up to 5 for (e); it never follows from a level of the European framework.
    pub const ART11: &str = "https://w3id.org/concord/ns#art11";

    /// The level of Article 11 that the home authority attests in this case.
    pub const ART11_ATTESTED: &str = "https://w3id.org/concord/ns#art11Attested";

    /// Whether an authority may refuse a holder of level (a) where level (e) is required.
    pub const ART134: &str = "https://w3id.org/concord/ns#art134";

    /// The time whose knowledge counts.
    pub const AS_OF_KNOWN: &str = "https://w3id.org/concord/ns#asOfKnown";

    /// The canonical hash of the facts of recognition that were read.
    pub const ASSESSED_FACTS: &str = "https://w3id.org/concord/ns#assessedFacts";

    /// The revision of the registry whose facts were read.
    pub const ASSESSED_REVISION: &str = "https://w3id.org/concord/ns#assessedRevision";

    /// How it is found out whether the outcomes are reached.
    pub const ASSESSMENT_TYPE: &str = "https://w3id.org/concord/ns#assessmentType";

    /// The kind of attestation that an instrument makes count everywhere.
    pub const ATTESTATION_TYPE: &str = "https://w3id.org/concord/ns#attestationType";

    /// A date, as exact as the source gives it, on which the source shows the fact to hold.
    pub const ATTESTED_ON: &str = "https://w3id.org/concord/ns#attestedOn";

    /// The day on which a title was awarded.
    pub const AWARD_DATE: &str = "https://w3id.org/concord/ns#awardDate";

    /// The credential that the training leads to.
    pub const AWARD_TITLE: &str = "https://w3id.org/concord/ns#awardTitle";

    /// The organisation that awards the credential at the end.
    pub const AWARDING_BODY: &str = "https://w3id.org/concord/ns#awardingBody";

    /// The quantity from which a change is counted.
    pub const BASELINE: &str = "https://w3id.org/concord/ns#baseline";

    /// Whether the baseline is known, still open, or not needed.
    pub const BASELINE_STATUS: &str = "https://w3id.org/concord/ns#baselineStatus";

    /// The public text or the need on which an indicator rests.
    pub const BASIS: &str = "https://w3id.org/concord/ns#basis";

    /// The rule and the kind of law that an outcome rests on, as a short code.
    pub const BASIS_CODE: &str = "https://w3id.org/concord/ns#basisCode";

    /// In which capacity experience was gained, or has to be gained for a limb.
    pub const CAPACITY: &str = "https://w3id.org/concord/ns#capacity";

    /// What a cell holds, without white space around it.
    pub const CELL: &str = "https://w3id.org/concord/ns#cell";

    /// The region that holds the chair, or whose representative holds it.
    pub const CHAIR_REGION: &str = "https://w3id.org/concord/ns#chairRegion";

    /// How the territory of the former unit went over into the successor unit.
    pub const CHANGE_KIND: &str = "https://w3id.org/concord/ns#changeKind";

    /// Why the profile differs from ESCO; for an added skill, what ESCO lacks.
    pub const CHANGE_REASON: &str = "https://w3id.org/concord/ns#changeReason";

    /// The skill that a job profile adds, takes out or weighs otherwise.
    pub const CHANGED_SKILL: &str = "https://w3id.org/concord/ns#changedSkill";

    /// The legal act or official text on which a fact rests.
    pub const CITES: &str = "https://w3id.org/concord/ns#cites";

    /// The matter on which a figure is stated.
    pub const CLAIM_TOPIC: &str = "https://w3id.org/concord/ns#claimTopic";

    /// The person or body that stated a figure.
    pub const CLAIMANT: &str = "https://w3id.org/concord/ns#claimant";

    /// The name of the publisher or speaker where the registry has no node for it.
    pub const CLAIMANT_NAME: &str = "https://w3id.org/concord/ns#claimantName";

    /// The level of the European Qualifications Framework that the profile or the offer itself claims; ESCO gives occupations none.
    pub const CLAIMED_EQF_LEVEL: &str = "https://w3id.org/concord/ns#claimedEqfLevel";

    /// The document that a claimed EQF level is taken from.
    pub const CLAIMED_EQF_SOURCE: &str = "https://w3id.org/concord/ns#claimedEqfSource";

    /// The NUTS unit that a code statement names.
    pub const CODE: &str = "https://w3id.org/concord/ns#code";

    /// The code of the territory in the source, where the value was carried over to the unit that has the same territory in a later version.
    pub const CODE_AS_GIVEN: &str = "https://w3id.org/concord/ns#codeAsGiven";

    /// What one content of the column means; contents that no match names are looked up among the notations of the code list.
    pub const CODE_MATCH: &str = "https://w3id.org/concord/ns#codeMatch";

    /// The territory that a code statement speaks of.
    pub const CODE_OF: &str = "https://w3id.org/concord/ns#codeOf";

    /// How the codes begin that are meant in this version; all others, where it is absent.
    pub const CODE_PREFIX: &str = "https://w3id.org/concord/ns#codePrefix";

    /// How a territory relates to the NUTS unit named beside it.
    pub const CODE_RELATION: &str = "https://w3id.org/concord/ns#codeRelation";

    /// The name of a column of a table.
    pub const COLUMN: &str = "https://w3id.org/concord/ns#column";

    /// How the actual quantity is to be compared with the stated one.
    pub const COMPARATOR: &str = "https://w3id.org/concord/ns#comparator";

    /// Why compensation may be asked for.
    pub const COMPENSATION_GROUND: &str = "https://w3id.org/concord/ns#compensationGround";

    /// An activity that an authority decides on.
    pub const COMPETENT_FOR: &str = "https://w3id.org/concord/ns#competentFor";

    /// The entry of a code list that is meant.
    pub const CONCEPT: &str = "https://w3id.org/concord/ns#concept";

    /// How sure the source itself is of a fact: high, medium, low, or synthetic for what was made for tests.
    pub const CONFIDENCE: &str = "https://w3id.org/concord/ns#confidence";

    /// Whether the months follow one another without a gap.
    pub const CONSECUTIVE: &str = "https://w3id.org/concord/ns#consecutive";

    /// Leads to a statement on the same matter that cannot be true as well, or not with the same scope.
    pub const CONTRADICTS: &str = "https://w3id.org/concord/ns#contradicts";

    /// Leads to a provision with the same concern in another document.
    pub const CORRESPONDS_TO: &str = "https://w3id.org/concord/ns#correspondsTo";

    /// What a participant pays, euro; 0 where the training is free.
    pub const COST_EURO: &str = "https://w3id.org/concord/ns#costEuro";

    /// How many there are.
    pub const COUNT_VALUE: &str = "https://w3id.org/concord/ns#countValue";

    /// The year that a labour count is made for.
    pub const COUNT_YEAR: &str = "https://w3id.org/concord/ns#countYear";

    /// The territory that a labour count was made for.
    pub const COUNTED_IN: &str = "https://w3id.org/concord/ns#countedIn";

    /// The occupation whose vacancies or people are counted.
    pub const COUNTED_OCCUPATION: &str = "https://w3id.org/concord/ns#countedOccupation";

    /// The training offer whose graduates are counted.
    pub const COUNTED_OFFER: &str = "https://w3id.org/concord/ns#countedOffer";

    /// The state in which experience was gained.
    pub const COUNTRY: &str = "https://w3id.org/concord/ns#country";

    /// The body whose things count towards a target.
    pub const COUNTS_FOR: &str = "https://w3id.org/concord/ns#countsFor";

    /// The class of things that count towards a target.
    pub const COUNTS_KIND: &str = "https://w3id.org/concord/ns#countsKind";

    /// A matter that the training of a title covers.
    pub const COVERS_MATTER: &str = "https://w3id.org/concord/ns#coversMatter";

    /// Hours of the curriculum.
    pub const CURRICULUM_HOURS: &str = "https://w3id.org/concord/ns#curriculumHours";

    /// The day of an application or of a validation.
    pub const DATE: &str = "https://w3id.org/concord/ns#date";

    /// How exactly the date of the node is known.
    pub const DATE_PRECISION: &str = "https://w3id.org/concord/ns#datePrecision";

    /// Within how many months of the complete file the authority decides.
    pub const DECIDE_MONTHS: &str = "https://w3id.org/concord/ns#decideMonths";

    /// What is divided by in a ratio, a share or a value per head; what is taken away in a difference.
    pub const DENOMINATOR: &str = "https://w3id.org/concord/ns#denominator";

    /// The property that a breakdown fills.
    pub const DIMENSION: &str = "https://w3id.org/concord/ns#dimension";

    /// Whether a higher or a lower value is the better one.
    pub const DIRECTION: &str = "https://w3id.org/concord/ns#direction";

    /// Whether all papers of Annex VII are there.
    pub const DOCUMENTS_COMPLETE: &str = "https://w3id.org/concord/ns#documentsComplete";

    /// The deadline as a day or as a year, no more exact than the text.
    pub const DUE: &str = "https://w3id.org/concord/ns#due";

    /// How exactly the deadline is given.
    pub const DUE_PRECISION: &str = "https://w3id.org/concord/ns#duePrecision";

    /// The deadline exactly as the document writes it.
    pub const DUE_TEXT: &str = "https://w3id.org/concord/ns#dueText";

    /// From how many months on a training counts as shorter.
    pub const DURATION_GAP_MONTHS: &str = "https://w3id.org/concord/ns#durationGapMonths";

    /// Whether a shorter training alone may call for compensation.
    pub const DURATION_GROUND: &str = "https://w3id.org/concord/ns#durationGround";

    /// Whether national law names the length of training among the things to be compared.
    pub const DURATION_MATTERS: &str = "https://w3id.org/concord/ns#durationMatters";

    /// The highest level of education of the persons that a value speaks of.
    pub const EDUCATION_LEVEL: &str = "https://w3id.org/concord/ns#educationLevel";

    /// What an agreement gives.
    pub const EFFECT: &str = "https://w3id.org/concord/ns#effect";

    /// The last day of a period.
    pub const END_DATE: &str = "https://w3id.org/concord/ns#endDate";

    /// The first day on which the period may have ended; until then it surely runs.
    pub const END_EARLIEST: &str = "https://w3id.org/concord/ns#endEarliest";

    /// The last day on which the period may have ended.
    pub const END_LATEST: &str = "https://w3id.org/concord/ns#endLatest";

    /// How exactly the end is known.
    pub const END_PRECISION: &str = "https://w3id.org/concord/ns#endPrecision";

    /// A member state that recognises the award as equivalent with the same rights (Article 12).
    pub const EQUAL_TREATMENT_IN: &str = "https://w3id.org/concord/ns#equalTreatmentIn";

    /// The version of ESCO that a job profile was written against, as ESCO numbers it.
    pub const ESCO_VERSION: &str = "https://w3id.org/concord/ns#escoVersion";

    /// The code of a territory in the tables of Eurostat, where it is no NUTS unit.
    pub const EUROSTAT_CODE: &str = "https://w3id.org/concord/ns#eurostatCode";

    /// Whether an event was held, is announced, or is meant to recur.
    pub const EVENT_STATUS: &str = "https://w3id.org/concord/ns#eventStatus";

    /// A document that proves a statement.
    pub const EVIDENCE: &str = "https://w3id.org/concord/ns#evidence";

    /// A period of work of the applicant.
    pub const EXPERIENCE: &str = "https://w3id.org/concord/ns#experience";

    /// Leads from a shape to the shape of the more general kind, whose fields it inherits; it checks nothing by itself.
    pub const EXTENDS_SHAPE: &str = "https://w3id.org/concord/ns#extendsShape";

    /// By how many months the time limit may be extended in the general system.
    pub const EXTENSION_MONTHS: &str = "https://w3id.org/concord/ns#extensionMonths";

    /// The territory whose figures are published for this area: the Union, for the area of its present members.
    pub const FIGURES_FOR: &str = "https://w3id.org/concord/ns#figuresFor";

    /// The graph of the registry that holds what the release says.
    pub const FILLS_GRAPH: &str = "https://w3id.org/concord/ns#fillsGraph";

    /// What the rule read and computed, in a short phrase.
    pub const FINDING: &str = "https://w3id.org/concord/ns#finding";

    /// The finest territorial level for which a source publishes values.
    pub const FINEST_LEVEL: &str = "https://w3id.org/concord/ns#finestLevel";

    /// The period of every row of a rule, where no column tells it.
    pub const FIXED_PERIOD: &str = "https://w3id.org/concord/ns#fixedPeriod";

    /// The column that holds the flags; OBS_FLAG where it is absent and the table has one.
    pub const FLAG_COLUMN: &str = "https://w3id.org/concord/ns#flagColumn";

    /// The words of a footnote attached to a provision.
    pub const FOOTNOTE: &str = "https://w3id.org/concord/ns#footnote";

    /// The activity that the training of a title aims at.
    pub const FOR_ACTIVITY: &str = "https://w3id.org/concord/ns#forActivity";

    /// The part of the former unit's area that lies in the successor unit, from 0 to 1.
    pub const FORMER_AREA_SHARE: &str = "https://w3id.org/concord/ns#formerAreaShare";

    /// The part of the former unit's population of 2021 that lives in the successor unit, from 0 to 1.
    pub const FORMER_POPULATION_SHARE: &str = "https://w3id.org/concord/ns#formerPopulationShare";

    /// The unit of the earlier version.
    pub const FORMER_UNIT: &str = "https://w3id.org/concord/ns#formerUnit";

    /// The earlier version of the classification.
    pub const FORMER_VERSION: &str = "https://w3id.org/concord/ns#formerVersion";

    /// How the values of a derived indicator follow from those of others.
    pub const FORMULA: &str = "https://w3id.org/concord/ns#formula";

    /// Which computation a formula stands for.
    pub const FORMULA_KIND: &str = "https://w3id.org/concord/ns#formulaKind";

    /// The national qualifications framework of a level.
    pub const FRAMEWORK: &str = "https://w3id.org/concord/ns#framework";

    /// What the published list calls the framework.
    pub const FRAMEWORK_NAME: &str = "https://w3id.org/concord/ns#frameworkName";

    /// How often new values appear.
    pub const FREQUENCY: &str = "https://w3id.org/concord/ns#frequency";

    /// The start of a correspondence.
    pub const FROM_PROVISION: &str = "https://w3id.org/concord/ns#fromProvision";

    /// The title that a listing names.
    pub const FROM_TITLE: &str = "https://w3id.org/concord/ns#fromTitle";

    /// The indicator of which the rows of a rule are values.
    pub const GIVES_INDICATOR: &str = "https://w3id.org/concord/ns#givesIndicator";

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

    /// The level of Article 11 that the applicant holds: 1 for (a) up to 5 for (e).
    pub const HELD_ART11: &str = "https://w3id.org/concord/ns#heldArt11";

    /// An award of the applicant.
    pub const HOLDS: &str = "https://w3id.org/concord/ns#holds";

    /// A mode in which the holder may pursue the activity in the home state.
    pub const HOME_ACCESS_TO: &str = "https://w3id.org/concord/ns#homeAccessTo";

    /// The state in which recognition is asked for, or whose rule or title a fact is.
    pub const HOST: &str = "https://w3id.org/concord/ns#host";

    /// The region on whose ground and invitation an event is held.
    pub const HOST_REGION: &str = "https://w3id.org/concord/ns#hostRegion";

    /// How long the training of the host state spends on one matter.
    pub const HOURS_OF_MATTER: &str = "https://w3id.org/concord/ns#hoursOfMatter";

    /// How many hours of curriculum one month of adaptation stands for.
    pub const HOURS_PER_MONTH: &str = "https://w3id.org/concord/ns#hoursPerMonth";

    /// Leads to an earlier provision or document that this one is to carry out.
    pub const IMPLEMENTS: &str = "https://w3id.org/concord/ns#implements";

    /// The agreement that a listing belongs to.
    pub const IN_AGREEMENT: &str = "https://w3id.org/concord/ns#inAgreement";

    /// A shared catalogue that lists the offer, such as the Skills Hub.
    pub const IN_CATALOGUE: &str = "https://w3id.org/concord/ns#inCatalogue";

    /// The state in which a territory lies or an undertaking is based.
    pub const IN_COUNTRY: &str = "https://w3id.org/concord/ns#inCountry";

    /// The document that holds a provision or a signature.
    pub const IN_DOCUMENT: &str = "https://w3id.org/concord/ns#inDocument";

    /// The series to which an event belongs.
    pub const IN_SERIES: &str = "https://w3id.org/concord/ns#inSeries";

    /// The indicator of which an observation is a value.
    pub const INDICATOR: &str = "https://w3id.org/concord/ns#indicator";

    /// What is missing or unknown, as a short code and what it is about.
    pub const INFORMATION_NEEDED: &str = "https://w3id.org/concord/ns#informationNeeded";

    /// Whether an instrument exists or is only asked for.
    pub const INSTRUMENT_STATUS: &str = "https://w3id.org/concord/ns#instrumentStatus";

    /// The data set to which the observations of a rule belong.
    pub const INTO_DATASET: &str = "https://w3id.org/concord/ns#intoDataset";

    /// The body or the post on whose invitation an event takes place.
    pub const INVITED_BY: &str = "https://w3id.org/concord/ns#invitedBy";

    /// The kind of attestation that a title is.
    pub const IS_ATTESTATION: &str = "https://w3id.org/concord/ns#isAttestation";

    /// Whether the graph holds only part of the release.
    pub const IS_CUT: &str = "https://w3id.org/concord/ns#isCut";

    /// True where stand-in and territory cover the same area.
    pub const IS_EXACT: &str = "https://w3id.org/concord/ns#isExact";

    /// Whether the award is a micro-credential by the Council Recommendation of 16 June 2022.
    pub const IS_MICRO_CREDENTIAL: &str = "https://w3id.org/concord/ns#isMicroCredential";

    /// Whether the state regulates the activity in these modes; absent where it is not established.
    pub const IS_REGULATED: &str = "https://w3id.org/concord/ns#isRegulated";

    /// Whether people come to harm where the skill is missing; a broader skill never stands in for such a one.
    pub const IS_SAFETY_CRITICAL: &str = "https://w3id.org/concord/ns#isSafetyCritical";

    /// The state that a title is awarded in.
    pub const ISSUED_IN: &str = "https://w3id.org/concord/ns#issuedIn";

    /// A state whose titles an agreement covers.
    pub const ISSUERS: &str = "https://w3id.org/concord/ns#issuers";

    /// Whether vacancies, employed people, unemployed people or graduates are counted.
    pub const LABOUR_KIND: &str = "https://w3id.org/concord/ns#labourKind";

    /// Whether the work was lawful where it was done; it counts as such unless the contrary is said.
    pub const LAWFUL: &str = "https://w3id.org/concord/ns#lawful";

    /// The body or person that leads a group, partnership or project.
    pub const LEAD_BODY: &str = "https://w3id.org/concord/ns#leadBody";

    /// A skill that those who finish the training have.
    pub const LEARNING_OUTCOME: &str = "https://w3id.org/concord/ns#learningOutcome";

    /// Why the rows of a rule are no observations of the registry.
    pub const LEAVE_OUT_REASON: &str = "https://w3id.org/concord/ns#leaveOutReason";

    /// The territorial level of a unit or of a territory.
    pub const LEVEL: &str = "https://w3id.org/concord/ns#level";

    /// The kind of a correspondence.
    pub const LINK_KIND: &str = "https://w3id.org/concord/ns#linkKind";

    /// A member's name exactly as the listing document writes it.
    pub const LISTED_AS: &str = "https://w3id.org/concord/ns#listedAs";

    /// The document whose list names a member.
    pub const LISTED_IN: &str = "https://w3id.org/concord/ns#listedIn";

    /// A title that an instrument names.
    pub const LISTED_TITLE: &str = "https://w3id.org/concord/ns#listedTitle";

    /// The part of a territorial impact of which a low value of the indicator is a sign.
    pub const LOWERS_IMPACT: &str = "https://w3id.org/concord/ns#lowersImpact";

    /// A further dimension of the observations of a rule.
    pub const MAPPING_BREAKDOWN: &str = "https://w3id.org/concord/ns#mappingBreakdown";

    /// A rule of a mapping; each row of the table belongs to one at most.
    pub const MAPPING_RULE: &str = "https://w3id.org/concord/ns#mappingRule";

    /// In which NUTS version the codes of the table are meant.
    pub const MAPPING_VERSION: &str = "https://w3id.org/concord/ns#mappingVersion";

    /// The matter that a validation, a judgement or a figure is about.
    pub const MATTER: &str = "https://w3id.org/concord/ns#matter";

    /// By how many levels of Article 11 the level held may lie below the level required; 9 where there is no limit.
    pub const MAX_LEVEL_GAP: &str = "https://w3id.org/concord/ns#maxLevelGap";

    /// Who chooses the measure.
    pub const MEASURE_CHOICE: &str = "https://w3id.org/concord/ns#measureChoice";

    /// The territory for which a value was measured, which need not be the one asked for.
    pub const MEASURED_TERRITORY: &str = "https://w3id.org/concord/ns#measuredTerritory";

    /// The number that a document's list gives to a member.
    pub const MEMBER_NUMBER: &str = "https://w3id.org/concord/ns#memberNumber";

    /// The state of a national framework.
    pub const MEMBER_STATE: &str = "https://w3id.org/concord/ns#memberState";

    /// A body, policy, instrument or document that a text names.
    pub const MENTIONS: &str = "https://w3id.org/concord/ns#mentions";

    /// How a matter was validated.
    pub const METHOD: &str = "https://w3id.org/concord/ns#method";

    /// Months of employed work in the activity that a limb demands besides.
    pub const MIN_EMPLOYED_MONTHS: &str = "https://w3id.org/concord/ns#minEmployedMonths";

    /// Consecutive full-time months that a limb demands in its capacity.
    pub const MIN_MONTHS: &str = "https://w3id.org/concord/ns#minMonths";

    /// Full-time months within the last ten years that Article 13(2) demands.
    pub const MIN_MONTHS_UNREGULATED: &str = "https://w3id.org/concord/ns#minMonthsUnregulated";

    /// Months with technical duties that a limb demands.
    pub const MIN_TECHNICAL_MONTHS: &str = "https://w3id.org/concord/ns#minTechnicalMonths";

    /// Months of prior training in the activity that a limb demands.
    pub const MIN_TRAINING_MONTHS: &str = "https://w3id.org/concord/ns#minTrainingMonths";

    /// The data set that gives no value where one might be looked for.
    pub const MISSING_FROM: &str = "https://w3id.org/concord/ns#missingFrom";

    /// A matter that is not covered.
    pub const MISSING_MATTER: &str = "https://w3id.org/concord/ns#missingMatter";

    /// Why a value is absent.
    pub const MISSING_REASON: &str = "https://w3id.org/concord/ns#missingReason";

    /// In which way something is done: whether people meet in person, online or both, or in which role an activity is pursued.
    pub const MODE: &str = "https://w3id.org/concord/ns#mode";

    /// Months of experience, full-time or converted to it.
    pub const MONTHS: &str = "https://w3id.org/concord/ns#months";

    /// Those of the months that lie within ten years before the application.
    pub const MONTHS_LAST10Y: &str = "https://w3id.org/concord/ns#monthsLast10y";

    /// By what the result of a formula is multiplied, such as 100 for per cent; 1 where it is absent.
    pub const MULTIPLIER: &str = "https://w3id.org/concord/ns#multiplier";

    /// Another way in that national law offers, told as information.
    pub const NATIONAL_ALTERNATIVE: &str = "https://w3id.org/concord/ns#nationalAlternative";

    /// The group of nationality of the applicant; never more than that.
    pub const NATIONALITY: &str = "https://w3id.org/concord/ns#nationality";

    /// The number or letter that the document itself gives, as a string.
    pub const NUMBER: &str = "https://w3id.org/concord/ns#number";

    /// What is divided in a ratio, a share or a value per head; what is reduced in a difference.
    pub const NUMERATOR: &str = "https://w3id.org/concord/ns#numerator";

    /// The version of the NUTS classification in which a code is meant.
    pub const NUTS_VERSION: &str = "https://w3id.org/concord/ns#nutsVersion";

    /// The remark that the source attaches to a value.
    pub const OBS_FLAG: &str = "https://w3id.org/concord/ns#obsFlag";

    /// The value itself; absent, never zero, where none is published.
    pub const OBS_VALUE: &str = "https://w3id.org/concord/ns#obsValue";

    /// The ESCO occupation that a job profile starts from.
    pub const OCCUPATION: &str = "https://w3id.org/concord/ns#occupation";

    /// The application that was assessed.
    pub const OF_APPLICATION: &str = "https://w3id.org/concord/ns#ofApplication";

    /// The title of the office as the source writes it.
    pub const OFFICE_TITLE: &str = "https://w3id.org/concord/ns#officeTitle";

    /// The date on which law and facts had to hold.
    pub const ON_DATE: &str = "https://w3id.org/concord/ns#onDate";

    /// The code of a territory whose rows are taken; where some are named, those of all others are left out.
    pub const ONLY_TERRITORY: &str = "https://w3id.org/concord/ns#onlyTerritory";

    /// Whether an agreement extends to titles that a party has itself recognised.
    pub const ONWARD: &str = "https://w3id.org/concord/ns#onward";

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

    /// What the rules give.
    pub const OUTCOME: &str = "https://w3id.org/concord/ns#outcome";

    /// The number of pages of a document.
    pub const PAGES: &str = "https://w3id.org/concord/ns#pages";

    /// The larger provision that holds this one.
    pub const PART_OF: &str = "https://w3id.org/concord/ns#partOf";

    /// Whether the text itself provides for partial access (Article 4f).
    pub const PARTIAL_ACCESS: &str = "https://w3id.org/concord/ns#partialAccess";

    /// From which share of missing matters on compensation amounts to the full programme; an assessor confirms.
    pub const PARTIAL_ACCESS_SHARE: &str = "https://w3id.org/concord/ns#partialAccessShare";

    /// A body, region or person that took part.
    pub const PARTICIPANT: &str = "https://w3id.org/concord/ns#participant";

    /// Whether the training is in person, online or both.
    pub const PARTICIPATION_FORM: &str = "https://w3id.org/concord/ns#participationForm";

    /// A body with which this one is stated to work as a partner.
    pub const PARTNER_OF: &str = "https://w3id.org/concord/ns#partnerOf";

    /// A party to an agreement.
    pub const PARTY: &str = "https://w3id.org/concord/ns#party";

    /// The stretch of time in which a recurring quantity is to be reached.
    pub const PER_PERIOD: &str = "https://w3id.org/concord/ns#perPeriod";

    /// The column that holds the periods; TIME_PERIOD where it is absent.
    pub const PERIOD_COLUMN: &str = "https://w3id.org/concord/ns#periodColumn";

    /// A region or municipality in which a project is tried out.
    pub const PILOT_IN: &str = "https://w3id.org/concord/ns#pilotIn";

    /// The city or territory in which an event is held.
    pub const PLACE: &str = "https://w3id.org/concord/ns#place";

    /// The office that is held during a tenure.
    pub const POST: &str = "https://w3id.org/concord/ns#post";

    /// How well the skill must be mastered.
    pub const PROFICIENCY: &str = "https://w3id.org/concord/ns#proficiency";

    /// The organisation that gives the training, as it calls itself.
    pub const PROVIDER_NAME: &str = "https://w3id.org/concord/ns#providerName";

    /// The place in the cited text, as it is quoted.
    pub const PROVISION: &str = "https://w3id.org/concord/ns#provision";

    /// How the stand-in unit compares with the territory that it stands for.
    pub const PROXY_FIT: &str = "https://w3id.org/concord/ns#proxyFit";

    /// The territory for which another unit's figures stand in.
    pub const PROXY_FOR: &str = "https://w3id.org/concord/ns#proxyFor";

    /// The NUTS unit whose figures are used instead.
    pub const PROXY_UNIT: &str = "https://w3id.org/concord/ns#proxyUnit";

    /// The class in which an outcome is counted in public.
    pub const PUBLIC_OUTCOME: &str = "https://w3id.org/concord/ns#publicOutcome";

    /// The event at which a document came into being.
    pub const PUBLISHED_AT: &str = "https://w3id.org/concord/ns#publishedAt";

    /// What recognition is asked for.
    pub const PURPOSE: &str = "https://w3id.org/concord/ns#purpose";

    /// The version of the title that was awarded.
    pub const QUALIFICATION: &str = "https://w3id.org/concord/ns#qualification";

    /// What underpins the quality of the credential.
    pub const QUALITY_ASSURANCE: &str = "https://w3id.org/concord/ns#qualityAssurance";

    /// The part of a territorial impact of which a high value of the indicator is a sign.
    pub const RAISES_IMPACT: &str = "https://w3id.org/concord/ns#raisesImpact";

    /// Why the outcome is what it is, in words.
    pub const REASON: &str = "https://w3id.org/concord/ns#reason";

    /// How many years before the application the experience may have ended at most; absent where there is no such limit.
    pub const RECENCY_YEARS: &str = "https://w3id.org/concord/ns#recencyYears";

    /// A state in which an agreement makes titles count.
    pub const RECOGNISERS: &str = "https://w3id.org/concord/ns#recognisers";

    /// The year, quarter or day for which a value holds.
    pub const REF_PERIOD: &str = "https://w3id.org/concord/ns#refPeriod";

    /// The title of the host state that equivalence is asked with.
    pub const REFERENCE: &str = "https://w3id.org/concord/ns#reference";

    /// The year or date for which a figure is meant.
    pub const REFERENCE_TIME: &str = "https://w3id.org/concord/ns#referenceTime";

    /// Leads to a provision or document to which the text itself points.
    pub const REFERS_TO: &str = "https://w3id.org/concord/ns#refersTo";

    /// Whether the title certifies regulated education and training.
    pub const REGULATED_TRAINING: &str = "https://w3id.org/concord/ns#regulatedTraining";

    /// What the applicant can do.
    pub const REMEDY: &str = "https://w3id.org/concord/ns#remedy";

    /// How many statements a change removed.
    pub const REMOVED_COUNT: &str = "https://w3id.org/concord/ns#removedCount";

    /// The person who acts for a member or holder.
    pub const REPRESENTED_BY: &str = "https://w3id.org/concord/ns#representedBy";

    /// The provision that asks for an instrument.
    pub const REQUESTED_IN: &str = "https://w3id.org/concord/ns#requestedIn";

    /// The level of Article 11 that the host state requires: 1 for (a) up to 5 for (e).
    pub const REQUIRED_ART11: &str = "https://w3id.org/concord/ns#requiredArt11";

    /// The length of the training in the host state.
    pub const REQUIRED_MONTHS: &str = "https://w3id.org/concord/ns#requiredMonths";

    /// A matter essential for the activity or title in the host state.
    pub const REQUIRES_MATTER: &str = "https://w3id.org/concord/ns#requiresMatter";

    /// A fact that an outcome rests on.
    pub const RESTS_ON: &str = "https://w3id.org/concord/ns#restsOn";

    /// When a value, or all values of a data set, were taken from their source.
    pub const RETRIEVED_AT: &str = "https://w3id.org/concord/ns#retrievedAt";

    /// The running number of a revision.
    pub const REVISION_NUMBER: &str = "https://w3id.org/concord/ns#revisionNumber";

    /// The number of the rule.
    pub const RULE: &str = "https://w3id.org/concord/ns#rule";

    /// The number of an edition of the rules.
    pub const RULESET_VERSION: &str = "https://w3id.org/concord/ns#rulesetVersion";

    /// The body that runs a platform, service or project.
    pub const RUN_BY: &str = "https://w3id.org/concord/ns#runBy";

    /// What the figure includes, as far as the source says.
    pub const SCOPE: &str = "https://w3id.org/concord/ns#scope";

    /// How many people can take part in one run.
    pub const SEATS: &str = "https://w3id.org/concord/ns#seats";

    /// The body that runs the secretariat of another.
    pub const SECRETARIAT: &str = "https://w3id.org/concord/ns#secretariat";

    /// A part of the activity that can be pursued on its own.
    pub const SEPARABLE_ACTIVITY: &str = "https://w3id.org/concord/ns#separableActivity";

    /// The objective or other provision that an indicator helps to follow.
    pub const SERVES: &str = "https://w3id.org/concord/ns#serves";

    /// The sex of the persons that a value speaks of.
    pub const SEX: &str = "https://w3id.org/concord/ns#sex";

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

    /// A difference of a job profile from its occupation.
    pub const SKILL_CHANGE: &str = "https://w3id.org/concord/ns#skillChange";

    /// Whether a skill is added, taken out or weighed otherwise.
    pub const SKILL_CHANGE_KIND: &str = "https://w3id.org/concord/ns#skillChangeKind";

    /// Whether the profile needs the skill or can do without it.
    pub const SKILL_IMPORTANCE: &str = "https://w3id.org/concord/ns#skillImportance";

    /// How much a skill counts in shares, from 0 to 1,000 with at most three decimals; without one, an essential skill counts 1 and an optional one 0.3.
    pub const SKILL_WEIGHT: &str = "https://w3id.org/concord/ns#skillWeight";

    /// The table from which values of an indicator are taken.
    pub const SOURCE_DATASET: &str = "https://w3id.org/concord/ns#sourceDataset";

    /// The filter that picks the values in a table, in the table's own codes.
    pub const SOURCE_FILTER: &str = "https://w3id.org/concord/ns#sourceFilter";

    /// The kind of stakeholder that an organisation is.
    pub const STAKEHOLDER_CATEGORY: &str = "https://w3id.org/concord/ns#stakeholderCategory";

    /// The first day of a period.
    pub const START_DATE: &str = "https://w3id.org/concord/ns#startDate";

    /// The first day on which the period may have begun.
    pub const START_EARLIEST: &str = "https://w3id.org/concord/ns#startEarliest";

    /// The last day on which the period may have begun; from then on it surely runs.
    pub const START_LATEST: &str = "https://w3id.org/concord/ns#startLatest";

    /// How exactly the start is known.
    pub const START_PRECISION: &str = "https://w3id.org/concord/ns#startPrecision";

    /// The date on which a figure was stated.
    pub const STATED_ON: &str = "https://w3id.org/concord/ns#statedOn";

    /// Whether the knowledge behind a node is established or still open; of an award, whether it stands.
    pub const STATUS: &str = "https://w3id.org/concord/ns#status";

    /// What is missing or what a steward should check.
    pub const STATUS_NOTE: &str = "https://w3id.org/concord/ns#statusNote";

    /// A rule as it was evaluated.
    pub const STEP: &str = "https://w3id.org/concord/ns#step";

    /// The version that came after.
    pub const SUCCEEDED_BY: &str = "https://w3id.org/concord/ns#succeededBy";

    /// The part of the successor unit's area that comes from the former unit, from 0 to 1.
    pub const SUCCESSOR_AREA_SHARE: &str = "https://w3id.org/concord/ns#successorAreaShare";

    /// The part of the successor unit's population of 2021 that comes from the former unit, from 0 to 1.
    pub const SUCCESSOR_POPULATION_SHARE: &str = "https://w3id.org/concord/ns#successorPopulationShare";

    /// The unit of the later version that holds part or all of the former unit.
    pub const SUCCESSOR_UNIT: &str = "https://w3id.org/concord/ns#successorUnit";

    /// The later version of the classification.
    pub const SUCCESSOR_VERSION: &str = "https://w3id.org/concord/ns#successorVersion";

    /// What is added up in a sum.
    pub const SUMMAND: &str = "https://w3id.org/concord/ns#summand";

    /// How sure the registry is of a statement.
    pub const SURENESS: &str = "https://w3id.org/concord/ns#sureness";

    /// Months of an executive position with technical duties.
    pub const TECHNICAL_MONTHS: &str = "https://w3id.org/concord/ns#technicalMonths";

    /// On which date a listing has to stand; the date of the application where nothing is said.
    pub const TEMPORAL_RULE: &str = "https://w3id.org/concord/ns#temporalRule";

    /// The column that holds the codes of territories; geo where it is absent.
    pub const TERRITORY_COLUMN: &str = "https://w3id.org/concord/ns#territoryColumn";

    /// The words of the document, unchanged, with their language.
    pub const TEXT: &str = "https://w3id.org/concord/ns#text";

    /// What an event is about, in short words.
    pub const THEME: &str = "https://w3id.org/concord/ns#theme";

    /// How many months a state must certify that permitted pursuit on third-country evidence (Article 3(3)).
    pub const THIRD_COUNTRY_MONTHS: &str = "https://w3id.org/concord/ns#thirdCountryMonths";

    /// The member state that permitted pursuit of the activity on evidence from a third country.
    pub const THIRD_COUNTRY_PERMITTED_BY: &str = "https://w3id.org/concord/ns#thirdCountryPermittedBy";

    /// The end of a correspondence.
    pub const TO_PROVISION: &str = "https://w3id.org/concord/ns#toProvision";

    /// The reference qualification that a listing sets it equal to.
    pub const TO_REFERENCE: &str = "https://w3id.org/concord/ns#toReference";

    /// A subject that a provision, event or practice deals with.
    pub const TOPIC: &str = "https://w3id.org/concord/ns#topic";

    /// The entry of a code list of a breakdown that stands for all of it.
    pub const TOTAL_CODE: &str = "https://w3id.org/concord/ns#totalCode";

    /// A named graph that a revision changed.
    pub const TOUCHED_GRAPH: &str = "https://w3id.org/concord/ns#touchedGraph";

    /// The length of the training that a title certifies.
    pub const TRAINING_MONTHS: &str = "https://w3id.org/concord/ns#trainingMonths";

    /// What is counted or measured.
    pub const UNIT: &str = "https://w3id.org/concord/ns#unit";

    /// The column that holds the unit of each value; unit where it is absent and the table has one.
    pub const UNIT_COLUMN: &str = "https://w3id.org/concord/ns#unitColumn";

    /// The address at which something was or is published.
    pub const URL: &str = "https://w3id.org/concord/ns#url";

    /// The first day on which a fact holds.
    pub const VALID_FROM: &str = "https://w3id.org/concord/ns#validFrom";

    /// The first day on which a fact does not hold any more; 9999-12-31 where no end is set.
    pub const VALID_TO: &str = "https://w3id.org/concord/ns#validTo";

    /// A matter that a body has formally validated, or the record of it.
    pub const VALIDATED: &str = "https://w3id.org/concord/ns#validated";

    /// The body that validated a matter.
    pub const VALIDATED_BY: &str = "https://w3id.org/concord/ns#validatedBy";

    /// The number that is stated.
    pub const VALUE: &str = "https://w3id.org/concord/ns#value";

    /// The column that holds the values; OBS_VALUE where it is absent.
    pub const VALUE_COLUMN: &str = "https://w3id.org/concord/ns#valueColumn";

    /// The number or phrase exactly as the source writes it.
    pub const VALUE_TEXT: &str = "https://w3id.org/concord/ns#valueText";

    /// The type of the vehicles that a value speaks of.
    pub const VEHICLE_TYPE: &str = "https://w3id.org/concord/ns#vehicleType";

    /// The building or occasion at which an event is held, in the source's words.
    pub const VENUE: &str = "https://w3id.org/concord/ns#venue";

    /// What the rule found.
    pub const VERDICT: &str = "https://w3id.org/concord/ns#verdict";

    /// The NUTS version in which the source means the code as given.
    pub const VERSION_AS_GIVEN: &str = "https://w3id.org/concord/ns#versionAsGiven";

    /// The indicator that counts what a rate is a rate of, or stands closest to it, so that a mean of rates can be weighted.
    pub const WEIGHTED_BY: &str = "https://w3id.org/concord/ns#weightedBy";

    /// A condition that a row of the rule fulfils; all of them must hold.
    pub const WHERE: &str = "https://w3id.org/concord/ns#where";

    /// A larger territory that holds this one.
    pub const WITHIN: &str = "https://w3id.org/concord/ns#within";

    /// Which part of full time was worked, above 0 and at most 1.
    pub const WORK_SHARE: &str = "https://w3id.org/concord/ns#workShare";

    /// The notional workload in credits of the European Credit Transfer and Accumulation System.
    pub const WORKLOAD_ECTS: &str = "https://w3id.org/concord/ns#workloadEcts";

    /// The notional workload of the whole training, hours.
    pub const WORKLOAD_HOURS: &str = "https://w3id.org/concord/ns#workloadHours";
}

/// The individuals: schemes, concepts, datatypes.
pub mod individual {
    /// To settle and pursue a regulated activity.
    pub const ACCESS: &str = "https://w3id.org/concord/ns#Access";

    /// Age groups by which figures on persons are broken down.
    pub const AGE_GROUP_SCHEME: &str = "https://w3id.org/concord/ns#AgeGroup-scheme";

    /// The lists of activities that experience alone may open.
    pub const ANNEX_IV_LIST_SCHEME: &str = "https://w3id.org/concord/ns#AnnexIVList-scheme";

    /// What an application lacks, or what whoever decides on it has to know besides.
    pub const ASSESSMENT_NOTE_SCHEME: &str = "https://w3id.org/concord/ns#AssessmentNote-scheme";

    /// A national of a third country to whom Union law gives equal treatment.
    pub const ASSIMILATED: &str = "https://w3id.org/concord/ns#Assimilated";

    /// A legal instrument forces the result without a comparison of trainings.
    pub const AUTOMATIC: &str = "https://w3id.org/concord/ns#Automatic";

    /// Whether an award stands.
    pub const AWARD_STATUS_SCHEME: &str = "https://w3id.org/concord/ns#AwardStatus-scheme";

    /// Public texts or needs on which indicators rest.
    pub const BASIS_SCHEME: &str = "https://w3id.org/concord/ns#Basis-scheme";

    /// Matters on which figures circulate.
    pub const CLAIM_TOPIC_SCHEME: &str = "https://w3id.org/concord/ns#ClaimTopic-scheme";

    /// How a territory relates to a NUTS unit.
    pub const CODE_RELATION_SCHEME: &str = "https://w3id.org/concord/ns#CodeRelation-scheme";

    /// How an actual quantity is compared with a stated one.
    pub const COMPARATOR_SCHEME: &str = "https://w3id.org/concord/ns#Comparator-scheme";

    /// Named matters are to be made up by an adaptation period or an aptitude test.
    pub const COMPENSATION: &str = "https://w3id.org/concord/ns#Compensation";

    /// Why a host state may ask for a compensation measure.
    pub const COMPENSATION_GROUND_SCHEME: &str = "https://w3id.org/concord/ns#CompensationGround-scheme";

    /// How a rising value is to be read.
    pub const DIRECTION_SCHEME: &str = "https://w3id.org/concord/ns#Direction-scheme";

    /// A person whom the Directive covers by nationality.
    pub const EU: &str = "https://w3id.org/concord/ns#EU";

    /// Groups of levels of the International Standard Classification of Education of 2011 by which figures on persons are broken down.
    pub const EDUCATION_LEVEL_SCHEME: &str = "https://w3id.org/concord/ns#EducationLevel-scheme";

    /// As an employee who is not responsible for the workshop.
    pub const EMPLOYED: &str = "https://w3id.org/concord/ns#Employed";

    /// As an employee.
    pub const EMPLOYED_CAP: &str = "https://w3id.org/concord/ns#EmployedCap";

    /// To have a title set equal to one of the host state.
    pub const EQUIVALENCE: &str = "https://w3id.org/concord/ns#Equivalence";

    /// Where an event stands.
    pub const EVENT_STATUS_SCHEME: &str = "https://w3id.org/concord/ns#EventStatus-scheme";

    /// In an executive position with technical duties.
    pub const EXECUTIVE_CAP: &str = "https://w3id.org/concord/ns#ExecutiveCap";

    /// In which capacity experience was gained, as Articles 16 to 19 tell them apart.
    pub const EXPERIENCE_CAPACITY_SCHEME: &str = "https://w3id.org/concord/ns#ExperienceCapacity-scheme";

    /// The award was given for a time that has ended.
    pub const EXPIRED: &str = "https://w3id.org/concord/ns#Expired";

    /// The document is no true one.
    pub const FORGED: &str = "https://w3id.org/concord/ns#Forged";

    /// Computations by which indicators are derived from others.
    pub const FORMULA_KIND_SCHEME: &str = "https://w3id.org/concord/ns#FormulaKind-scheme";

    /// No substantial difference remains uncompensated.
    pub const FULL: &str = "https://w3id.org/concord/ns#Full";

    /// To be admitted to further learning.
    pub const FURTHER_STUDY: &str = "https://w3id.org/concord/ns#FurtherStudy";

    /// What the impact of a change on a territory is made of.
    pub const IMPACT_SCHEME: &str = "https://w3id.org/concord/ns#Impact-scheme";

    /// No award is valid.
    pub const INADMISSIBLE: &str = "https://w3id.org/concord/ns#Inadmissible";

    /// Whether an instrument exists.
    pub const INSTRUMENT_STATUS_SCHEME: &str = "https://w3id.org/concord/ns#InstrumentStatus-scheme";

    /// What a labour count counts.
    pub const LABOUR_KIND_SCHEME: &str = "https://w3id.org/concord/ns#LabourKind-scheme";

    /// An agreement recognises the level of a degree and nothing else; it is no purpose of an application.
    pub const LEVEL_ONLY: &str = "https://w3id.org/concord/ns#LevelOnly";

    /// How one provision is linked with another.
    pub const LINK_KIND_SCHEME: &str = "https://w3id.org/concord/ns#LinkKind-scheme";

    /// Activities under Article 17.
    pub const LIST_I: &str = "https://w3id.org/concord/ns#ListI";

    /// Activities under Article 18.
    pub const LIST_II: &str = "https://w3id.org/concord/ns#ListII";

    /// Activities under Article 19.
    pub const LIST_III: &str = "https://w3id.org/concord/ns#ListIII";

    /// As the person responsible for the workshop.
    pub const MANAGER: &str = "https://w3id.org/concord/ns#Manager";

    /// As head of an undertaking, its deputy with equal responsibility, or head of a department.
    pub const MANAGER_CAP: &str = "https://w3id.org/concord/ns#ManagerCap";

    /// Who chooses between an adaptation period and an aptitude test.
    pub const MEASURE_CHOICE_SCHEME: &str = "https://w3id.org/concord/ns#MeasureChoice-scheme";

    /// How people take part in an event.
    pub const MODE_SCHEME: &str = "https://w3id.org/concord/ns#Mode-scheme";

    /// Whether the Directive covers a person on account of nationality.
    pub const NATIONALITY_GROUP_SCHEME: &str = "https://w3id.org/concord/ns#NationalityGroup-scheme";

    /// Something is missing or unknown; it is named, and no time limit runs.
    pub const NEEDS_INFORMATION: &str = "https://w3id.org/concord/ns#NeedsInformation";

    /// The activity is not regulated in this mode at this date, so that no recognition is needed.
    pub const NOT_REQUIRED: &str = "https://w3id.org/concord/ns#NotRequired";

    /// How the territory of a NUTS unit goes over into a unit of a later version.
    pub const NUTS_CHANGE_KIND_SCHEME: &str = "https://w3id.org/concord/ns#NutsChangeKind-scheme";

    /// Versions of the NUTS classification in use here.
    pub const NUTS_VERSION_SCHEME: &str = "https://w3id.org/concord/ns#NutsVersion-scheme";

    /// Remarks that Eurostat attaches to values.
    pub const OBSERVATION_FLAG_SCHEME: &str = "https://w3id.org/concord/ns#ObservationFlag-scheme";

    /// Access to a separable part of the activity under the home title.
    pub const PARTIAL_ACCESS: &str = "https://w3id.org/concord/ns#PartialAccess";

    /// Named matters are not covered; the work itself stays open, and making them up is free.
    pub const PARTIAL_EQUIVALENCE: &str = "https://w3id.org/concord/ns#PartialEquivalence";

    /// How exactly a date is known.
    pub const PRECISION_SCHEME: &str = "https://w3id.org/concord/ns#Precision-scheme";

    /// Three levels of mastering a skill, as the reference framework of the DRIVES project distinguishes them.
    pub const PROFICIENCY_SCHEME: &str = "https://w3id.org/concord/ns#Proficiency-scheme";

    /// How a stand-in unit compares with the territory.
    pub const PROXY_FIT_SCHEME: &str = "https://w3id.org/concord/ns#ProxyFit-scheme";

    /// The five classes in which outcomes are counted in public.
    pub const PUBLIC_OUTCOME_SCHEME: &str = "https://w3id.org/concord/ns#PublicOutcome-scheme";

    /// In which role an activity is pursued; states regulate some modes and leave others free.
    pub const PURSUIT_MODE_SCHEME: &str = "https://w3id.org/concord/ns#PursuitMode-scheme";

    /// What an assessment may come to; each has one public class or none.
    pub const RECOGNITION_OUTCOME_SCHEME: &str = "https://w3id.org/concord/ns#RecognitionOutcome-scheme";

    /// What recognition is asked for, or what an agreement gives; the answer to one is never the answer to another.
    pub const RECOGNITION_PURPOSE_SCHEME: &str = "https://w3id.org/concord/ns#RecognitionPurpose-scheme";

    /// A question put to every application; the trace of an assessment tells what each found.
    pub const RECOGNITION_RULE_SCHEME: &str = "https://w3id.org/concord/ns#RecognitionRule-scheme";

    /// An authority may refuse; the remedy is named.
    pub const REFUSAL: &str = "https://w3id.org/concord/ns#Refusal";

    /// The issuer has taken the award back.
    pub const REVOKED: &str = "https://w3id.org/concord/ns#Revoked";

    /// Parts that a member can play in a body.
    pub const ROLE_SCHEME: &str = "https://w3id.org/concord/ns#Role-scheme";

    /// What the evaluation of one rule found.
    pub const RULE_VERDICT_SCHEME: &str = "https://w3id.org/concord/ns#RuleVerdict-scheme";

    /// On one’s own account.
    pub const SELF_EMPLOYED: &str = "https://w3id.org/concord/ns#SelfEmployed";

    /// On one’s own account.
    pub const SELF_EMPLOYED_CAP: &str = "https://w3id.org/concord/ns#SelfEmployedCap";

    /// To work in the host state now and then from abroad.
    pub const SERVICES: &str = "https://w3id.org/concord/ns#Services";

    /// Occasional work needs a declaration and no recognition.
    pub const SERVICES_DECLARATION: &str = "https://w3id.org/concord/ns#ServicesDeclaration";

    /// Sexes by which figures on persons are broken down.
    pub const SEX_SCHEME: &str = "https://w3id.org/concord/ns#Sex-scheme";

    /// What a job profile does with a skill of its occupation.
    pub const SKILL_CHANGE_KIND_SCHEME: &str = "https://w3id.org/concord/ns#SkillChangeKind-scheme";

    /// The two ways in which ESCO relates a skill to an occupation.
    pub const SKILL_IMPORTANCE_SCHEME: &str = "https://w3id.org/concord/ns#SkillImportance-scheme";

    /// The four kinds of supporters that the Regional Skills Partnership names, with their sub-kinds.
    pub const STAKEHOLDER_CATEGORY_SCHEME: &str = "https://w3id.org/concord/ns#StakeholderCategory-scheme";

    /// How far the knowledge behind a node is settled.
    pub const STATUS_SCHEME: &str = "https://w3id.org/concord/ns#Status-scheme";

    /// From what kind of source a statement is known.
    pub const SURENESS_SCHEME: &str = "https://w3id.org/concord/ns#Sureness-scheme";

    /// The award does not count for the time being.
    pub const SUSPENDED: &str = "https://w3id.org/concord/ns#Suspended";

    /// On which date a listing has to stand.
    pub const TEMPORAL_RULE_SCHEME: &str = "https://w3id.org/concord/ns#TemporalRule-scheme";

    /// Levels at which territories lie and figures are published.
    pub const TERRITORY_LEVEL_SCHEME: &str = "https://w3id.org/concord/ns#TerritoryLevel-scheme";

    /// A person whom the Directive does not cover.
    pub const THIRD_COUNTRY: &str = "https://w3id.org/concord/ns#ThirdCountry";

    /// Subjects of provisions, events and practices.
    pub const TOPIC_SCHEME: &str = "https://w3id.org/concord/ns#Topic-scheme";

    /// To show what a title stands for, without a verdict.
    pub const TRANSPARENCY: &str = "https://w3id.org/concord/ns#Transparency";

    /// The issuer was not entitled to award the title on that date.
    pub const UNACCREDITED: &str = "https://w3id.org/concord/ns#Unaccredited";

    /// What is counted or measured.
    pub const UNIT_SCHEME: &str = "https://w3id.org/concord/ns#Unit-scheme";

    /// The award stands.
    pub const VALID: &str = "https://w3id.org/concord/ns#Valid";

    /// Types of road vehicles by which figures are broken down.
    pub const VEHICLE_TYPE_SCHEME: &str = "https://w3id.org/concord/ns#VehicleType-scheme";

    /// Persons from 15 to 24 years of age.
    pub const AGE_15_24: &str = "https://w3id.org/concord/ns#age-15-24";

    /// Persons from 15 to 29 years of age.
    pub const AGE_15_29: &str = "https://w3id.org/concord/ns#age-15-29";

    /// Persons from 15 to 74 years of age.
    pub const AGE_15_74: &str = "https://w3id.org/concord/ns#age-15-74";

    /// Persons of 15 years of age and over.
    pub const AGE_15_OVER: &str = "https://w3id.org/concord/ns#age-15-over";

    /// Persons from 20 to 64 years of age.
    pub const AGE_20_64: &str = "https://w3id.org/concord/ns#age-20-64";

    /// Persons from 25 to 64 years of age.
    pub const AGE_25_64: &str = "https://w3id.org/concord/ns#age-25-64";

    /// Persons of every age.
    pub const AGE_TOTAL: &str = "https://w3id.org/concord/ns#age-total";

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

    /// The applicant chooses.
    pub const CHOICE_APPLICANT: &str = "https://w3id.org/concord/ns#choice-applicant";

    /// The host state may impose an adaptation period and an aptitude test.
    pub const CHOICE_BOTH: &str = "https://w3id.org/concord/ns#choice-both";

    /// The host state stipulates one of the two.
    pub const CHOICE_HOST: &str = "https://w3id.org/concord/ns#choice-host";

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

    /// Levels 5 to 8.
    pub const EDUCATION_HIGH: &str = "https://w3id.org/concord/ns#education-high";

    /// Levels 0 to 2.
    pub const EDUCATION_LOW: &str = "https://w3id.org/concord/ns#education-low";

    /// Levels 3 and 4.
    pub const EDUCATION_MEDIUM: &str = "https://w3id.org/concord/ns#education-medium";

    /// Persons of every level of education.
    pub const EDUCATION_TOTAL: &str = "https://w3id.org/concord/ns#education-total";

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

    /// A plausible judgement made so that the rules can be tried; it is to be replaced by that of a competent authority.
    pub const FIXTURE: &str = "https://w3id.org/concord/ns#fixture";

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

    /// The numerator less the denominator.
    pub const FORMULA_DIFFERENCE: &str = "https://w3id.org/concord/ns#formula-difference";

    /// A quantity divided by a number of persons.
    pub const FORMULA_PER_CAPITA: &str = "https://w3id.org/concord/ns#formula-per-capita";

    /// The numerator divided by the denominator.
    pub const FORMULA_RATIO: &str = "https://w3id.org/concord/ns#formula-ratio";

    /// A part divided by the whole that holds it.
    pub const FORMULA_SHARE: &str = "https://w3id.org/concord/ns#formula-share";

    /// All summands together.
    pub const FORMULA_SUM: &str = "https://w3id.org/concord/ns#formula-sum";

    /// The training was at least one year shorter; a ground of the text of 2005 alone.
    pub const GROUND_DURATION: &str = "https://w3id.org/concord/ns#ground-duration";

    /// The training covered substantially different matters.
    pub const GROUND_MATTERS: &str = "https://w3id.org/concord/ns#ground-matters";

    /// A rising value is good.
    pub const HIGHER_IS_BETTER: &str = "https://w3id.org/concord/ns#higher-is-better";

    /// What a territory has to adapt to the change.
    pub const IMPACT_ADAPTIVE_CAPACITY: &str = "https://w3id.org/concord/ns#impact-adaptive-capacity";

    /// How much of a territory the change reaches.
    pub const IMPACT_EXPOSURE: &str = "https://w3id.org/concord/ns#impact-exposure";

    /// How hard the change would be for those whom it reaches.
    pub const IMPACT_SENSITIVITY: &str = "https://w3id.org/concord/ns#impact-sensitivity";

    /// Usually needed, whoever the employer and wherever the work.
    pub const IMPORTANCE_ESSENTIAL: &str = "https://w3id.org/concord/ns#importance-essential";

    /// Needed by some employers or in some places.
    pub const IMPORTANCE_OPTIONAL: &str = "https://w3id.org/concord/ns#importance-optional";

    /// People who work in the occupation.
    pub const LABOUR_EMPLOYED: &str = "https://w3id.org/concord/ns#labour-employed";

    /// People who finished a training in the year.
    pub const LABOUR_GRADUATES: &str = "https://w3id.org/concord/ns#labour-graduates";

    /// People who look for work in the occupation.
    pub const LABOUR_UNEMPLOYED: &str = "https://w3id.org/concord/ns#labour-unemployed";

    /// Jobs that are offered and not filled.
    pub const LABOUR_VACANCIES: &str = "https://w3id.org/concord/ns#labour-vacancies";

    /// An alliance as a whole, apart from any territory.
    pub const LEVEL_ALLIANCE: &str = "https://w3id.org/concord/ns#level-alliance";

    /// The Union as a whole.
    pub const LEVEL_EU: &str = "https://w3id.org/concord/ns#level-eu";

    /// Several states together that are not the whole Union.
    pub const LEVEL_GROUP: &str = "https://w3id.org/concord/ns#level-group";

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

    /// The listing has to be valid when the application is made.
    pub const LISTING_AT_APPLICATION: &str = "https://w3id.org/concord/ns#listingAtApplication";

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

    /// The activity is missing.
    pub const NOTE_ACTIVITY_MISSING: &str = "https://w3id.org/concord/ns#note-activity-missing";

    /// The registry does not know this activity.
    pub const NOTE_ACTIVITY_UNKNOWN: &str = "https://w3id.org/concord/ns#note-activity-unknown";

    /// An assessor has to confirm this.
    pub const NOTE_ASSESSOR_CONFIRMS: &str = "https://w3id.org/concord/ns#note-assessor-confirms";

    /// An act of the Union demands an attestation that is not among the titles.
    pub const NOTE_ATTESTATION_MISSING: &str = "https://w3id.org/concord/ns#note-attestation-missing";

    /// The authority may refuse; it does not have to.
    pub const NOTE_AUTHORITY_MAY_REFUSE: &str = "https://w3id.org/concord/ns#note-authority-may-refuse";

    /// The title was awarded after the date of the application.
    pub const NOTE_AWARD_AFTER_APPLICATION: &str = "https://w3id.org/concord/ns#note-award-after-application";

    /// The day on which the title was awarded is missing.
    pub const NOTE_AWARD_DATE_MISSING: &str = "https://w3id.org/concord/ns#note-award-date-missing";

    /// This title does not stand.
    pub const NOTE_AWARD_INVALID: &str = "https://w3id.org/concord/ns#note-award-invalid";

    /// No title is given.
    pub const NOTE_AWARD_MISSING: &str = "https://w3id.org/concord/ns#note-award-missing";

    /// Whether the title stands is not stated.
    pub const NOTE_AWARD_STATUS_MISSING: &str = "https://w3id.org/concord/ns#note-award-status-missing";

    /// The registry does not know this standing of a title.
    pub const NOTE_AWARD_STATUS_UNKNOWN: &str = "https://w3id.org/concord/ns#note-award-status-unknown";

    /// Whoever refuses has to show a substantial difference.
    pub const NOTE_BURDEN_OF_PROOF_ON_AUTHORITY: &str = "https://w3id.org/concord/ns#note-burden-of-proof-on-authority";

    /// In which role the work was done is missing; the period does not count.
    pub const NOTE_CAPACITY_MISSING: &str = "https://w3id.org/concord/ns#note-capacity-missing";

    /// An agreement with another state lists the title; it has no effect in the host state.
    pub const NOTE_CHAIN_WITHOUT_EFFECT: &str = "https://w3id.org/concord/ns#note-chain-without-effect";

    /// The state in which the work was done is missing; the period does not count.
    pub const NOTE_COUNTRY_MISSING: &str = "https://w3id.org/concord/ns#note-country-missing";

    /// The date of the application is missing.
    pub const NOTE_DATE_MISSING: &str = "https://w3id.org/concord/ns#note-date-missing";

    /// The documents are not complete.
    pub const NOTE_DOCUMENTS_INCOMPLETE: &str = "https://w3id.org/concord/ns#note-documents-incomplete";

    /// The work lies after the date of the application.
    pub const NOTE_EXPERIENCE_AFTER_APPLICATION: &str = "https://w3id.org/concord/ns#note-experience-after-application";

    /// Days and months of this period contradict each other.
    pub const NOTE_EXPERIENCE_CONTRADICTORY: &str = "https://w3id.org/concord/ns#note-experience-contradictory";

    /// The host state is missing.
    pub const NOTE_HOST_MISSING: &str = "https://w3id.org/concord/ns#note-host-missing";

    /// The registry knows nothing of this host state.
    pub const NOTE_HOST_UNKNOWN: &str = "https://w3id.org/concord/ns#note-host-unknown";

    /// The period ends before it starts.
    pub const NOTE_INTERVAL_ENDS_BEFORE_START: &str = "https://w3id.org/concord/ns#note-interval-ends-before-start";

    /// No version of the law is recorded for that day.
    pub const NOTE_LAW_UNKNOWN: &str = "https://w3id.org/concord/ns#note-law-unknown";

    /// The level of Article 11 is not recorded.
    pub const NOTE_LEVEL_UNKNOWN: &str = "https://w3id.org/concord/ns#note-level-unknown";

    /// The registry does not know this matter.
    pub const NOTE_MATTER_UNKNOWN: &str = "https://w3id.org/concord/ns#note-matter-unknown";

    /// Nobody has recorded which matters this title covers.
    pub const NOTE_MATTERS_OF_TITLE_UNKNOWN: &str = "https://w3id.org/concord/ns#note-matters-of-title-unknown";

    /// The mode of pursuit is missing.
    pub const NOTE_MODE_MISSING: &str = "https://w3id.org/concord/ns#note-mode-missing";

    /// The registry does not know this mode of pursuit.
    pub const NOTE_MODE_UNKNOWN: &str = "https://w3id.org/concord/ns#note-mode-unknown";

    /// Neither days nor months are given; the period does not count.
    pub const NOTE_MONTHS_UNKNOWN: &str = "https://w3id.org/concord/ns#note-months-unknown";

    /// The host state offers another way besides.
    pub const NOTE_NATIONAL_ALTERNATIVE: &str = "https://w3id.org/concord/ns#note-national-alternative";

    /// Who you are for the Directive (nationality) is missing.
    pub const NOTE_NATIONALITY_MISSING: &str = "https://w3id.org/concord/ns#note-nationality-missing";

    /// The registry does not know this group of nationality.
    pub const NOTE_NATIONALITY_UNKNOWN: &str = "https://w3id.org/concord/ns#note-nationality-unknown";

    /// This shows what the title stands for and is no verdict.
    pub const NOTE_NO_VERDICT: &str = "https://w3id.org/concord/ns#note-no-verdict";

    /// Work that was not lawful does not count.
    pub const NOTE_NOT_LAWFUL: &str = "https://w3id.org/concord/ns#note-not-lawful";

    /// What is asked is missing: choose one of the purposes.
    pub const NOTE_PURPOSE_MISSING: &str = "https://w3id.org/concord/ns#note-purpose-missing";

    /// The registry does not know this purpose.
    pub const NOTE_PURPOSE_UNKNOWN: &str = "https://w3id.org/concord/ns#note-purpose-unknown";

    /// The title of the host state to compare with is missing.
    pub const NOTE_REFERENCE_MISSING: &str = "https://w3id.org/concord/ns#note-reference-missing";

    /// The title compared with is not awarded any more.
    pub const NOTE_REFERENCE_NOT_IN_FORCE: &str = "https://w3id.org/concord/ns#note-reference-not-in-force";

    /// The title to compare with belongs to another state.
    pub const NOTE_REFERENCE_OF_OTHER_HOST: &str = "https://w3id.org/concord/ns#note-reference-of-other-host";

    /// The registry does not know the title to compare with.
    pub const NOTE_REFERENCE_UNKNOWN: &str = "https://w3id.org/concord/ns#note-reference-unknown";

    /// No regulation is recorded; that is no proof that there is none.
    pub const NOTE_REGULATION_NOT_RECORDED: &str = "https://w3id.org/concord/ns#note-regulation-not-recorded";

    /// Whether the state regulates the activity is not established.
    pub const NOTE_REGULATION_UNKNOWN: &str = "https://w3id.org/concord/ns#note-regulation-unknown";

    /// What the state requires is not recorded.
    pub const NOTE_REQUIREMENTS_UNKNOWN: &str = "https://w3id.org/concord/ns#note-requirements-unknown";

    /// No edition of the rules is recorded for that day.
    pub const NOTE_RULESET_UNKNOWN: &str = "https://w3id.org/concord/ns#note-ruleset-unknown";

    /// A year of work in the last ten years is not shown; the state may ask for it.
    pub const NOTE_SERVICES_YEAR_NOT_SHOWN: &str = "https://w3id.org/concord/ns#note-services-year-not-shown";

    /// Which title it is, is missing.
    pub const NOTE_TITLE_MISSING: &str = "https://w3id.org/concord/ns#note-title-missing";

    /// This title was not awarded on that day.
    pub const NOTE_TITLE_NOT_AWARDED_THEN: &str = "https://w3id.org/concord/ns#note-title-not-awarded-then";

    /// The registry does not know this title.
    pub const NOTE_TITLE_UNKNOWN: &str = "https://w3id.org/concord/ns#note-title-unknown";

    /// The training is shorter than that of the host state.
    pub const NOTE_TRAINING_SHORTER: &str = "https://w3id.org/concord/ns#note-training-shorter";

    /// The validation lies after the date of the application.
    pub const NOTE_VALIDATION_AFTER_APPLICATION: &str = "https://w3id.org/concord/ns#note-validation-after-application";

    /// No body that validated is named.
    pub const NOTE_VALIDATION_WITHOUT_BODY: &str = "https://w3id.org/concord/ns#note-validation-without-body";

    /// Work is not affected by this.
    pub const NOTE_WORK_UNAFFECTED: &str = "https://w3id.org/concord/ns#note-work-unaffected";

    /// The classification in force from 1 January 2012 to 31 December 2014.
    pub const NUTS_2010: &str = "https://w3id.org/concord/ns#nuts-2010";

    /// The classification in force from 1 January 2015 to 31 December 2017.
    pub const NUTS_2013: &str = "https://w3id.org/concord/ns#nuts-2013";

    /// The classification in force from 1 January 2018 to 31 December 2020.
    pub const NUTS_2016: &str = "https://w3id.org/concord/ns#nuts-2016";

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

    /// Knows what the skill is about and when it is needed.
    pub const PROFICIENCY_AWARENESS: &str = "https://w3id.org/concord/ns#proficiency-awareness";

    /// Does it in unusual cases, and teaches others.
    pub const PROFICIENCY_EXPERT: &str = "https://w3id.org/concord/ns#proficiency-expert";

    /// Does what the skill says without help.
    pub const PROFICIENCY_PRACTITIONER: &str = "https://w3id.org/concord/ns#proficiency-practitioner";

    /// Put forward by the registry and not adopted by any body.
    pub const PROPOSED: &str = "https://w3id.org/concord/ns#proposed";

    /// Recognised by force of an instrument.
    pub const PUBLIC_AUTOMATIC: &str = "https://w3id.org/concord/ns#public-automatic";

    /// Recognised once named matters are made up.
    pub const PUBLIC_COMPENSATION: &str = "https://w3id.org/concord/ns#public-compensation";

    /// Recognised after comparison.
    pub const PUBLIC_FULL: &str = "https://w3id.org/concord/ns#public-full";

    /// Recognised for a part of the activity.
    pub const PUBLIC_PARTIAL_ACCESS: &str = "https://w3id.org/concord/ns#public-partial-access";

    /// Not recognised.
    pub const PUBLIC_REFUSAL: &str = "https://w3id.org/concord/ns#public-refusal";

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

    /// Whether the file names what the rules read, and by when the authority answers.
    pub const RULE_R00: &str = "https://w3id.org/concord/ns#rule-R00";

    /// Whom the Directive or another text entitles to ask.
    pub const RULE_R01: &str = "https://w3id.org/concord/ns#rule-R01";

    /// Whether the host state regulates the activity at all.
    pub const RULE_R03: &str = "https://w3id.org/concord/ns#rule-R03";

    /// Whether work now and then from another state needs more than a declaration.
    pub const RULE_R04: &str = "https://w3id.org/concord/ns#rule-R04";

    /// Whether an act of the Union recognises an attestation by itself.
    pub const RULE_R10: &str = "https://w3id.org/concord/ns#rule-R10";

    /// Whether the title is listed with minimum training in Annex V.
    pub const RULE_R11: &str = "https://w3id.org/concord/ns#rule-R11";

    /// Whether a common training framework or test covers the title.
    pub const RULE_R12: &str = "https://w3id.org/concord/ns#rule-R12";

    /// Whether years of work suffice by the lists of Annex IV.
    pub const RULE_R13: &str = "https://w3id.org/concord/ns#rule-R13";

    /// Whether the level held lies so far below the level required that the state may refuse.
    pub const RULE_R13_4: &str = "https://w3id.org/concord/ns#rule-R13.4";

    /// Whether an agreement in force between the states lists the title.
    pub const RULE_R14: &str = "https://w3id.org/concord/ns#rule-R14";

    /// Whether another state treats the title as its own, so that it counts as that.
    pub const RULE_R15: &str = "https://w3id.org/concord/ns#rule-R15";

    /// Whether the general system applies, because no automatic way does.
    pub const RULE_R20: &str = "https://w3id.org/concord/ns#rule-R20";

    /// Which essential matters of the reference the training leaves out.
    pub const RULE_R21: &str = "https://w3id.org/concord/ns#rule-R21";

    /// Which of these stay open after validated experience and learning.
    pub const RULE_R22: &str = "https://w3id.org/concord/ns#rule-R22";

    /// Which compensation the host state may ask for, and who chooses it.
    pub const RULE_R23: &str = "https://w3id.org/concord/ns#rule-R23";

    /// Whether a separable part of the activity stands open.
    pub const RULE_R24: &str = "https://w3id.org/concord/ns#rule-R24";

    /// Whether the two trainings concern the same profession.
    pub const RULE_R25: &str = "https://w3id.org/concord/ns#rule-R25";

    /// What the Treaty asks of the state where the Directive does not reach.
    pub const RULE_R26: &str = "https://w3id.org/concord/ns#rule-R26";

    /// Whether the title counts like one of the host state without a listing.
    pub const RULE_R30: &str = "https://w3id.org/concord/ns#rule-R30";

    /// Whether the title opens further learning.
    pub const RULE_R40: &str = "https://w3id.org/concord/ns#rule-R40";

    /// What the title stands for in frameworks that compare levels.
    pub const RULE_R50: &str = "https://w3id.org/concord/ns#rule-R50";

    /// Women and girls.
    pub const SEX_FEMALE: &str = "https://w3id.org/concord/ns#sex-female";

    /// Men and boys.
    pub const SEX_MALE: &str = "https://w3id.org/concord/ns#sex-male";

    /// Women and men together.
    pub const SEX_TOTAL: &str = "https://w3id.org/concord/ns#sex-total";

    /// The profile needs a skill that ESCO does not give the occupation.
    pub const SKILL_ADDED: &str = "https://w3id.org/concord/ns#skill-added";

    /// The profile does without a skill that ESCO gives the occupation.
    pub const SKILL_REMOVED: &str = "https://w3id.org/concord/ns#skill-removed";

    /// The skill stays with another importance, weight, proficiency or safety mark.
    pub const SKILL_REWEIGHTED: &str = "https://w3id.org/concord/ns#skill-reweighted";

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

    /// The listing has to be valid when the title was awarded.
    pub const TITLE_AT_AWARD: &str = "https://w3id.org/concord/ns#titleAtAward";

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

    /// Euro for each inhabitant.
    pub const UNIT_EURO_PER_INHABITANT: &str = "https://w3id.org/concord/ns#unit-euro-per-inhabitant";

    /// Work volume in full-time posts.
    pub const UNIT_FULL_TIME_EQUIVALENT: &str = "https://w3id.org/concord/ns#unit-full-time-equivalent";

    /// Electric power, in gigawatts.
    pub const UNIT_GIGAWATT: &str = "https://w3id.org/concord/ns#unit-gigawatt";

    /// Battery capacity made in a year.
    pub const UNIT_GIGAWATT_HOUR_PER_YEAR: &str = "https://w3id.org/concord/ns#unit-gigawatt-hour-per-year";

    /// Area in hectares for each farm.
    pub const UNIT_HECTARES_PER_HOLDING: &str = "https://w3id.org/concord/ns#unit-hectares-per-holding";

    /// A value in per cent of that of 1990.
    pub const UNIT_INDEX_1990: &str = "https://w3id.org/concord/ns#unit-index-1990";

    /// A value in per cent of the mean of 2015.
    pub const UNIT_INDEX_2015: &str = "https://w3id.org/concord/ns#unit-index-2015";

    /// A value in per cent of that of the European Union.
    pub const UNIT_INDEX_EU: &str = "https://w3id.org/concord/ns#unit-index-eu";

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

    /// A count for each hundred thousand inhabitants.
    pub const UNIT_PER_HUNDRED_THOUSAND_INHABITANTS: &str = "https://w3id.org/concord/ns#unit-per-hundred-thousand-inhabitants";

    /// A count for each million inhabitants.
    pub const UNIT_PER_MILLION_INHABITANTS: &str = "https://w3id.org/concord/ns#unit-per-million-inhabitants";

    /// A count for each thousand inhabitants.
    pub const UNIT_PER_THOUSAND_INHABITANTS: &str = "https://w3id.org/concord/ns#unit-per-thousand-inhabitants";

    /// Parts per hundred.
    pub const UNIT_PERCENT: &str = "https://w3id.org/concord/ns#unit-percent";

    /// The difference of two values in per cent.
    pub const UNIT_PERCENTAGE_POINTS: &str = "https://w3id.org/concord/ns#unit-percentage-points";

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

    /// Animals in thousands.
    pub const UNIT_THOUSAND_HEAD: &str = "https://w3id.org/concord/ns#unit-thousand-head";

    /// Human beings, in thousands.
    pub const UNIT_THOUSAND_PERSONS: &str = "https://w3id.org/concord/ns#unit-thousand-persons";

    /// A factor of multiplication.
    pub const UNIT_TIMES: &str = "https://w3id.org/concord/ns#unit-times";

    /// Metric tonnes for each inhabitant.
    pub const UNIT_TONNES_PER_INHABITANT: &str = "https://w3id.org/concord/ns#unit-tonnes-per-inhabitant";

    /// Vehicles.
    pub const UNIT_VEHICLES: &str = "https://w3id.org/concord/ns#unit-vehicles";

    /// Workshops.
    pub const UNIT_WORKSHOPS: &str = "https://w3id.org/concord/ns#unit-workshops";

    /// Time in years.
    pub const UNIT_YEARS: &str = "https://w3id.org/concord/ns#unit-years";

    /// Cars for the carriage of persons.
    pub const VEHICLE_CAR: &str = "https://w3id.org/concord/ns#vehicle-car";

    /// Vehicles for the carriage of goods.
    pub const VEHICLE_LORRY: &str = "https://w3id.org/concord/ns#vehicle-lorry";

    /// Two-wheeled motor vehicles.
    pub const VEHICLE_MOTORCYCLE: &str = "https://w3id.org/concord/ns#vehicle-motorcycle";

    /// Vehicles of every type.
    pub const VEHICLE_TOTAL: &str = "https://w3id.org/concord/ns#vehicle-total";

    /// The rule gives the outcome.
    pub const VERDICT_DECIDES: &str = "https://w3id.org/concord/ns#verdict-decides";

    /// Its conditions hold, and another rule gives the outcome.
    pub const VERDICT_MET: &str = "https://w3id.org/concord/ns#verdict-met";

    /// The rule does not speak of such an application.
    pub const VERDICT_NOT_APPLICABLE: &str = "https://w3id.org/concord/ns#verdict-not-applicable";

    /// Its conditions do not hold.
    pub const VERDICT_NOT_MET: &str = "https://w3id.org/concord/ns#verdict-not-met";

    /// The registry does not know enough to say.
    pub const VERDICT_UNKNOWN: &str = "https://w3id.org/concord/ns#verdict-unknown";
}
