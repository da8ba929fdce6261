//! How are the paths of recognition, skills and the built pages described?

use super::{AS_OF, Endpoint, FORMAT, LANG, Parameter, RDF, REVISION};

/// A date of the law, or of a list.
const DATE: Parameter =
    Parameter::query("date", "string", "The day that counts, such as 2026-09-01; today without it.");
const ID: Parameter = Parameter::path("id", "The identifier of a stored assessment.");
const LIMIT: Parameter = Parameter::query("limit", "integer", "Tell at most so many.");
const HELD: Parameter = Parameter::query("held", "string", "A skill that is held.").repeated();
const WORKS_AS: Parameter =
    Parameter::query("as", "string", "A job that is worked in, whose essential skills count as held.")
        .repeated();
const MODE: Parameter = Parameter::query("mode", "string", "How what is held counts.");
const PROFILE: Parameter = Parameter::query("profile", "string", "A job profile or occupation.");
const AMONG: Parameter = Parameter::query("among", "string", "occupations, job-profiles or all.");

/// The forms of an assessment.
const ASSESSED: &[&str] = &[
    "application/json",
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
];

pub(super) const RECOGNITION: &[Endpoint] = &[
    Endpoint::get(
        "/recognition/assessments",
        "assess",
        "Assess one application or several, and store the answers where asked for.",
    )
    .by("post", RDF)
    .taking(&[
        Parameter::query("store", "boolean", "Keep the answers; needs a token."),
        FORMAT,
        LANG,
        REVISION,
        AS_OF,
    ])
    .answering(ASSESSED),
    Endpoint::get("/recognition/assessments/{id}", "assessment", "A stored assessment, as it was answered.")
        .taking(&[ID, FORMAT, LANG])
        .answering(ASSESSED)
        .writing(),
    Endpoint::get(
        "/recognition/assessments/{id}",
        "deleteAssessment",
        "Remove a stored assessment for good.",
    )
    .by("delete", &[])
    .taking(&[ID])
    .giving(204)
    .answering(&[])
    .writing(),
    Endpoint::get(
        "/recognition/assessments/{id}/trace",
        "assessmentTrace",
        "Every rule of a stored assessment, as it was evaluated.",
    )
    .taking(&[ID, LANG])
    .writing(),
    Endpoint::get(
        "/recognition/assessments/{id}/replay",
        "assessmentReplay",
        "The same application by the facts of another time.",
    )
    .taking(&[
        ID,
        Parameter::query("asOfKnown", "string", "The time whose knowledge counts."),
        LANG,
        REVISION,
        AS_OF,
    ])
    .writing(),
    Endpoint::get(
        "/recognition/assessments/{id}/query",
        "assessmentQuery",
        "The SPARQL question behind a stored assessment.",
    )
    .taking(&[ID, Parameter::query("dataset", "boolean", "Give the dataset that it asks.")])
    .writing(),
    Endpoint::get(
        "/recognition/counterfactuals",
        "counterfactuals",
        "What would change the outcome of an application for the better.",
    )
    .by("post", RDF)
    .taking(&[LANG, REVISION, AS_OF]),
    Endpoint::get(
        "/recognition/regulated",
        "regulated",
        "Whether a state regulates an activity, and what it requires.",
    )
    .taking(&[
        Parameter::query("country", "string", "The host state.").needed(),
        Parameter::query("activity", "string", "The activity.").needed(),
        MODE,
        DATE,
        LANG,
        REVISION,
        AS_OF,
    ]),
    Endpoint::get(
        "/recognition/agreements",
        "agreements",
        "Agreements in force on a date, with their listings.",
    )
    .taking(&[
        Parameter::query("from", "string", "The state of origin."),
        Parameter::query("to", "string", "The host state."),
        Parameter::query("title", "string", "A title that they list."),
        DATE,
        LANG,
        REVISION,
        AS_OF,
    ]),
    Endpoint::get("/recognition/chains", "chains", "Chains of agreements from a title, as information.")
        .taking(&[
            Parameter::query("title", "string", "The title.").needed(),
            Parameter::query("to", "string", "The host state."),
            DATE,
            LANG,
            REVISION,
            AS_OF,
        ]),
    Endpoint::get("/recognition/coverage", "coverage", "How well lists cover the titles of today.")
        .taking(&[DATE, LANG, REVISION, AS_OF]),
    Endpoint::get("/recognition/compare", "compareTitles", "Titles side by side.").taking(&[
        Parameter::query("qualification", "string", "A qualification, at least two.").needed().repeated(),
        LANG,
        REVISION,
        AS_OF,
    ]),
    Endpoint::get(
        "/recognition/credentials",
        "signedAssessment",
        "Assess one application, and sign the assessment as a Verifiable Credential.",
    )
    .by("post", RDF)
    .taking(&[
        Parameter::query("validUntil", "string", "When the credential ends to be valid; never without it."),
        REVISION,
        AS_OF,
    ])
    .answering(&["application/vc"]),
    Endpoint::get("/recognition/issuer", "issuer", "Whose key signs the assessments of this server."),
    Endpoint::get(
        "/recognition/verify",
        "verifyCredential",
        "Verify a credential; one that is not valid is an answer as well.",
    )
    .by("post", &["application/ld+json", "application/json"])
    .taking(&[
        Parameter::query("issuer", "string", "An issuer that is trusted.").repeated(),
        Parameter::query("at", "string", "The time that counts."),
    ]),
];

pub(super) const SKILLS: &[Endpoint] = &[
    Endpoint::get("/profiles", "profiles", "Every job profile by name.").taking(&[LANG, REVISION, AS_OF]),
    Endpoint::get("/profiles/{slug}", "profile", "A job profile with everything that it needs.").taking(&[
        Parameter::path("slug", "The name of the profile."),
        LANG,
        REVISION,
        AS_OF,
    ]),
    Endpoint::get("/profiles/occupation/{id}", "occupationProfile", "The same of an occupation of ESCO.")
        .taking(&[Parameter::path("id", "The identifier of the occupation."), LANG, REVISION, AS_OF]),
    Endpoint::get("/skills/gap", "skillGap", "Which skills are missing for a profile.").taking(&[
        PROFILE.needed(),
        HELD,
        WORKS_AS,
        MODE,
        LANG,
        REVISION,
        AS_OF,
    ]),
    Endpoint::get("/skills/near", "nearProfiles", "Which profiles are near to one.").taking(&[
        PROFILE.needed(),
        Parameter::query("by", "string", "jaccard, weighted, cover-to or cover-from."),
        AMONG,
        LIMIT,
        LANG,
        REVISION,
        AS_OF,
    ]),
    Endpoint::get("/skills/fits", "fittingProfiles", "Which profiles fit what is held.")
        .taking(&[HELD, WORKS_AS, MODE, AMONG, LIMIT, LANG, REVISION, AS_OF]),
    Endpoint::get("/skills/transitions", "transitions", "Ways from one job to others.").taking(&[
        Parameter::query("from", "string", "The job to start from.").needed(),
        Parameter::query("to", "string", "The job to come to."),
        Parameter::query("via", "integer", "Jobs in between, at most."),
        Parameter::query("viable", "number", "The least share of skills that a step has to bring along."),
        HELD,
        AMONG,
        LIMIT,
        LANG,
        REVISION,
        AS_OF,
    ]),
    Endpoint::get("/skills/training", "trainingFor", "Which training offers the missing skills.").taking(&[
        PROFILE,
        HELD,
        WORKS_AS,
        MODE,
        Parameter::query("skill", "string", "A skill that is missing, instead of a profile.").repeated(),
        Parameter::query("in", "string", "A territory of the offer.").repeated(),
        Parameter::query("in-language", "string", "A language of the offer.").repeated(),
        Parameter::query("cost-max", "number", "Euros, at most."),
        Parameter::query("assured", "string", "Whether quality has to be assured."),
        Parameter::query("least", "string", "What there should be least of."),
        LANG,
        REVISION,
        AS_OF,
    ]),
    Endpoint::get("/skills/region", "regionSkills", "Skills that a region has and needs.").taking(&[
        Parameter::query("territory", "string", "The region.").needed(),
        Parameter::query("year", "string", "The year.").needed(),
        Parameter::query("employed", "number", "The share of employed people that counts as supply."),
        LIMIT,
        LANG,
        REVISION,
        AS_OF,
    ]),
];

/// The pages that are in the binary where they were built.
pub(super) const PAGES: &[Endpoint] = &[
    Endpoint::get("/registry", "registryPage", "The page of the registry.").answering(&["text/html"]),
    Endpoint::get("/icon.svg", "icon", "The sign of the pages.").answering(&["image/svg+xml"]),
    Endpoint::get("/assets/{name}", "asset", "A part of the pages.")
        .taking(&[Parameter::path("name", "The name of the file.")])
        .answering(&["application/javascript", "text/css"]),
];
