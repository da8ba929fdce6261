//! The part of the standard vocabularies that the code names.

macro_rules! vocabularies {
    ($($(#[$doc:meta])* $name:ident $ns:literal { $($constant:ident $local:literal)* })*) => {
        $(
            $(#[$doc])*
            pub mod $name {
                /// The namespace.
                pub const NS: &str = $ns;
                $(
                    #[doc = concat!("`<", $ns, $local, ">`")]
                    pub const $constant: &str = concat!($ns, $local);
                )*
            }
        )*
    };
}

vocabularies! {
    /// RDF 1.1 and 1.2.
    rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        TYPE "type"
        PROPERTY "Property"
        STATEMENT "Statement"
        SUBJECT "subject"
        PREDICATE "predicate"
        OBJECT "object"
        FIRST "first"
        REST "rest"
        NIL "nil"
        REIFIES "reifies"
        LANG_STRING "langString"
        DIR_LANG_STRING "dirLangString"
    }
    /// RDF Schema.
    rdfs "http://www.w3.org/2000/01/rdf-schema#" {
        CLASS "Class"
        RESOURCE "Resource"
        DATATYPE "Datatype"
        LABEL "label"
        COMMENT "comment"
        SUB_CLASS_OF "subClassOf"
        SUB_PROPERTY_OF "subPropertyOf"
        DOMAIN "domain"
        RANGE "range"
        SEE_ALSO "seeAlso"
        IS_DEFINED_BY "isDefinedBy"
    }
    /// The Web Ontology Language.
    owl "http://www.w3.org/2002/07/owl#" {
        CLASS "Class"
        ONTOLOGY "Ontology"
        OBJECT_PROPERTY "ObjectProperty"
        DATATYPE_PROPERTY "DatatypeProperty"
        ANNOTATION_PROPERTY "AnnotationProperty"
        EQUIVALENT_CLASS "equivalentClass"
        EQUIVALENT_PROPERTY "equivalentProperty"
        INVERSE_OF "inverseOf"
        SAME_AS "sameAs"
        UNION_OF "unionOf"
        VERSION_INFO "versionInfo"
        DEPRECATED "deprecated"
    }
    /// XML Schema datatypes.
    xsd "http://www.w3.org/2001/XMLSchema#" {
        STRING "string"
        BOOLEAN "boolean"
        INTEGER "integer"
        DECIMAL "decimal"
        DOUBLE "double"
        FLOAT "float"
        LONG "long"
        INT "int"
        NON_NEGATIVE_INTEGER "nonNegativeInteger"
        POSITIVE_INTEGER "positiveInteger"
        DATE "date"
        DATE_TIME "dateTime"
        DATE_TIME_STAMP "dateTimeStamp"
        TIME "time"
        DURATION "duration"
        DAY_TIME_DURATION "dayTimeDuration"
        YEAR_MONTH_DURATION "yearMonthDuration"
        G_YEAR "gYear"
        G_YEAR_MONTH "gYearMonth"
        ANY_URI "anyURI"
        HEX_BINARY "hexBinary"
    }
    /// SKOS: concepts, labels, notes and matches.
    skos "http://www.w3.org/2004/02/skos/core#" {
        CONCEPT "Concept"
        CONCEPT_SCHEME "ConceptScheme"
        PREF_LABEL "prefLabel"
        ALT_LABEL "altLabel"
        HIDDEN_LABEL "hiddenLabel"
        NOTATION "notation"
        DEFINITION "definition"
        NOTE "note"
        SCOPE_NOTE "scopeNote"
        EXAMPLE "example"
        IN_SCHEME "inScheme"
        HAS_TOP_CONCEPT "hasTopConcept"
        TOP_CONCEPT_OF "topConceptOf"
        BROADER "broader"
        NARROWER "narrower"
        RELATED "related"
        EXACT_MATCH "exactMatch"
        CLOSE_MATCH "closeMatch"
        BROAD_MATCH "broadMatch"
        NARROW_MATCH "narrowMatch"
        RELATED_MATCH "relatedMatch"
    }
    /// Dublin Core terms.
    dcterms "http://purl.org/dc/terms/" {
        TITLE "title"
        DESCRIPTION "description"
        IDENTIFIER "identifier"
        LANGUAGE "language"
        SOURCE "source"
        CREATOR "creator"
        PUBLISHER "publisher"
        LICENSE "license"
        CREATED "created"
        ISSUED "issued"
        MODIFIED "modified"
        SUBJECT "subject"
        CONFORMS_TO "conformsTo"
        IS_PART_OF "isPartOf"
        HAS_PART "hasPart"
        REFERENCES "references"
        FORMAT "format"
    }
    /// PROV-O: who did what, when, from which source.
    prov "http://www.w3.org/ns/prov#" {
        ENTITY "Entity"
        ACTIVITY "Activity"
        AGENT "Agent"
        SOFTWARE_AGENT "SoftwareAgent"
        WAS_GENERATED_BY "wasGeneratedBy"
        WAS_DERIVED_FROM "wasDerivedFrom"
        WAS_REVISION_OF "wasRevisionOf"
        WAS_ATTRIBUTED_TO "wasAttributedTo"
        WAS_ASSOCIATED_WITH "wasAssociatedWith"
        HAD_PRIMARY_SOURCE "hadPrimarySource"
        USED "used"
        GENERATED "generated"
        GENERATED_AT_TIME "generatedAtTime"
        STARTED_AT_TIME "startedAtTime"
        ENDED_AT_TIME "endedAtTime"
        AT_TIME "atTime"
    }
    /// The organisation ontology: memberships and posts.
    org "http://www.w3.org/ns/org#" {
        ORGANIZATION "Organization"
        FORMAL_ORGANIZATION "FormalOrganization"
        ORGANIZATIONAL_UNIT "OrganizationalUnit"
        MEMBERSHIP "Membership"
        MEMBER "member"
        MEMBER_OF "memberOf"
        HAS_MEMBERSHIP "hasMembership"
        HAS_MEMBER "hasMember"
        ORGANIZATION_OF "organization"
        ROLE "role"
        POST "Post"
        POST_IN "postIn"
        HOLDS "holds"
        HELD_BY "heldBy"
        MEMBER_DURING "memberDuring"
        SUB_ORGANIZATION_OF "subOrganizationOf"
        UNIT_OF "unitOf"
    }
    /// Friend of a friend: people, names, pages.
    foaf "http://xmlns.com/foaf/0.1/" {
        AGENT "Agent"
        PERSON "Person"
        NAME "name"
        PAGE "page"
        HOMEPAGE "homepage"
        PRIMARY_TOPIC "primaryTopic"
        IS_PRIMARY_TOPIC_OF "isPrimaryTopicOf"
    }
    /// VoID: what a dataset holds, in numbers.
    void "http://rdfs.org/ns/void#" {
        DATASET "Dataset"
        TRIPLES "triples"
        ENTITIES "entities"
        DISTINCT_SUBJECTS "distinctSubjects"
        DISTINCT_OBJECTS "distinctObjects"
        PROPERTIES "properties"
        CLASSES "classes"
        CLASS "class"
        PROPERTY "property"
        CLASS_PARTITION "classPartition"
        PROPERTY_PARTITION "propertyPartition"
        SUBSET "subset"
        VOCABULARY "vocabulary"
        SPARQL_ENDPOINT "sparqlEndpoint"
        DATA_DUMP "dataDump"
        URI_SPACE "uriSpace"
        EXAMPLE_RESOURCE "exampleResource"
    }
    /// DCAT: catalogues, datasets, distributions, services.
    dcat "http://www.w3.org/ns/dcat#" {
        CATALOG "Catalog"
        DATASET "Dataset"
        DISTRIBUTION "Distribution"
        DATA_SERVICE "DataService"
        HAS_DATASET "dataset"
        HAS_DISTRIBUTION "distribution"
        HAS_SERVICE "service"
        ACCESS_URL "accessURL"
        DOWNLOAD_URL "downloadURL"
        ACCESS_SERVICE "accessService"
        ENDPOINT_URL "endpointURL"
        ENDPOINT_DESCRIPTION "endpointDescription"
        SERVES_DATASET "servesDataset"
        MEDIA_TYPE "mediaType"
        KEYWORD "keyword"
        THEME "theme"
        LANDING_PAGE "landingPage"
        CONTACT_POINT "contactPoint"
    }
    /// The SPARQL 1.1 service description.
    sd "http://www.w3.org/ns/sparql-service-description#" {
        SERVICE "Service"
        DATASET "Dataset"
        GRAPH "Graph"
        NAMED_GRAPH_CLASS "NamedGraph"
        ENDPOINT "endpoint"
        SUPPORTED_LANGUAGE "supportedLanguage"
        SPARQL_10_QUERY "SPARQL10Query"
        SPARQL_11_QUERY "SPARQL11Query"
        SPARQL_11_UPDATE "SPARQL11Update"
        RESULT_FORMAT "resultFormat"
        INPUT_FORMAT "inputFormat"
        FEATURE "feature"
        UNION_DEFAULT_GRAPH "UnionDefaultGraph"
        EMPTY_GRAPHS "EmptyGraphs"
        BASIC_FEDERATED_QUERY "BasicFederatedQuery"
        DEFAULT_ENTAILMENT_REGIME "defaultEntailmentRegime"
        DEFAULT_DATASET "defaultDataset"
        AVAILABLE_GRAPHS "availableGraphs"
        DEFAULT_GRAPH "defaultGraph"
        NAMED_GRAPH "namedGraph"
        NAME "name"
        GRAPH_OF "graph"
    }
    /// The W3C's names of file formats, as the service description wants them.
    formats "http://www.w3.org/ns/formats/" {
        SPARQL_RESULTS_JSON "SPARQL_Results_JSON"
        SPARQL_RESULTS_XML "SPARQL_Results_XML"
        SPARQL_RESULTS_CSV "SPARQL_Results_CSV"
        SPARQL_RESULTS_TSV "SPARQL_Results_TSV"
        TURTLE "Turtle"
        N_TRIPLES "N-Triples"
        N_QUADS "N-Quads"
        TRIG "TriG"
        RDF_XML "RDF_XML"
        JSON_LD "JSON-LD"
    }
    /// SHACL: the report of a refused load; the constraints are named where they are read.
    sh "http://www.w3.org/ns/shacl#" {
        NODE_SHAPE "NodeShape"
        PROPERTY_SHAPE "PropertyShape"
        VALIDATION_REPORT "ValidationReport"
        VALIDATION_RESULT "ValidationResult"
        CONFORMS "conforms"
        RESULT "result"
    }
    /// The data cube vocabulary.
    qb "http://purl.org/linked-data/cube#" {
        DATA_SET_CLASS "DataSet"
        OBSERVATION "Observation"
        DATA_SET "dataSet"
        STRUCTURE "structure"
    }
}
