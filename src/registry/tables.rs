//! What do the facts of recognition say without any application, as JSON?

use super::Ready;
use crate::graph::View;
use crate::recognition::{self, Cover, Day, Iri, Side};
use crate::resource;
use serde_json::{Value as Json, json};

/// That equal levels and equal names prove nothing; told with every comparison.
const NO_EQUIVALENCE: &str = "An equal level and an equal name do not make titles equivalent; what one covers of another says \
nothing of the way back.";

/// That a chain proves nothing; told with all chains.
const NO_EFFECT: &str = "A chain is information and no outcome: an agreement binds only its parties.";

/// The facts of one view, in one language.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    pub ready: &'a Ready,
    pub view: &'a View,
    pub language: &'a str,
}

impl Tables<'_> {
    /// Whether a state regulates an activity on a day, in one mode or in each.
    pub fn regulated(&self, host: &str, activity: &str, mode: Option<&str>, day: Day) -> Json {
        let modes: Vec<Json> = recognition::regulated(&self.ready.facts, host, activity, mode, day)
            .iter()
            .map(|it| {
                json!({
                    "mode": self.named(it.mode),
                    "regulated": it.is_regulated,
                    "known": it.is_known,
                    "regulation": it.regulation.map(|it| self.named(it)),
                    "requiredLevel": it.required_art11.map(recognition::letter),
                    "requires": it.requires.iter().map(|it| self.named(it)).collect::<Vec<_>>(),
                    "fixture": it.is_fixture,
                })
            })
            .collect();
        json!({ "country": self.named(host), "activity": self.named(activity), "date": day.to_string(), "modes": modes })
    }

    /// Agreements in force, with the listings in force.
    pub fn agreements(&self, from: Option<&str>, to: Option<&str>, title: Option<&str>, day: Day) -> Json {
        let all = recognition::agreements(&self.ready.facts, from, to, title, day);
        let agreement = |it: &recognition::InForce<'_>| {
            json!({
                "agreement": self.named(it.agreement),
                "issuers": self.all(it.issuers),
                "recognisers": self.all(it.recognisers),
                "effect": it.effect.map(|it| self.named(it)),
                "onward": it.is_onward,
                "cites": it.cites.iter().map(|it| &**it).collect::<Vec<_>>(),
                "listings": it.listings.iter().map(|(listing, from, to)| json!({
                    "listing": &***listing, "title": self.named(from), "reference": self.named(to),
                })).collect::<Vec<_>>(),
            })
        };
        json!({ "date": day.to_string(), "agreements": all.iter().map(agreement).collect::<Vec<_>>() })
    }

    /// Chains of agreements from a title.
    pub fn chains(&self, title: &str, host: Option<&str>, day: Day) -> Json {
        let chains: Vec<Json> = recognition::chains(&self.ready.facts, title, host, day)
            .iter()
            .map(|chain| {
                let hops: Vec<Json> = chain
                    .hops
                    .iter()
                    .map(|it| {
                        json!({
                            "agreement": self.named(&it.agreement), "from": self.named(&it.from), "to": self.named(&it.to),
                            "listing": it.listing.as_deref(), "onward": it.is_onward,
                        })
                    })
                    .collect();
                let stops = chain.stops.as_ref().map(|(reason, at)| json!({ "reason": reason, "agreement": self.named(at) }));
                json!({ "hops": hops, "legalEffect": chain.has_legal_effect, "stops": stops })
            })
            .collect();
        json!({ "title": self.named(title), "date": day.to_string(), "chains": chains, "notice": NO_EFFECT })
    }

    /// List coverage and orphan listings.
    pub fn coverage(&self, day: Day) -> Json {
        let all: Vec<Json> = recognition::coverage(&self.ready.facts, day)
            .iter()
            .map(|it| {
                json!({
                    "agreement": self.named(&it.agreement),
                    "currentTitles": self.all(&it.current),
                    "listedCurrentTitles": self.all(&it.listed),
                    "orphanListings": it.orphans.iter().map(|it| &**it).collect::<Vec<_>>(),
                })
            })
            .collect();
        json!({ "date": day.to_string(), "unit": "titles known to the registry", "agreements": all })
    }

    /// Titles side by side.
    pub fn compare(&self, titles: &[Iri]) -> Json {
        let comparison = recognition::compare(&self.ready.facts, titles);
        let side = |it: &Side| {
            json!({
                "title": self.named(&it.title),
                "country": it.issued_in.as_ref().map(|it| self.named(it)),
                "eqf": it.eqf.as_ref().map(|it| recognition::local(it)),
                "nqf": it.nqf.iter().map(|it| &**it).collect::<Vec<_>>(),
                "article11": it.art11.map(recognition::letter),
                "months": it.training_months,
                "matters": it.matters.as_ref().map(|them| them.iter().map(|it| self.named(it)).collect::<Vec<_>>()),
                "fixture": it.is_fixture,
            })
        };
        let cover = |it: &Cover| {
            json!({
                "from": &*it.from,
                "to": &*it.to,
                "shared": it.shared.iter().map(|it| recognition::local(it)).collect::<Vec<_>>(),
                "missing": it.missing.as_ref().map(|all| all.iter().map(|it| recognition::local(it)).collect::<Vec<_>>()),
                "sameEqfLevel": it.has_same_level,
                "equivalent": Json::Null,
            })
        };
        json!({
            "titles": comparison.sides.iter().map(side).collect::<Vec<_>>(),
            "covers": comparison.covers.iter().map(cover).collect::<Vec<_>>(),
            "unknown": comparison.unknown.iter().map(|it| &**it).collect::<Vec<_>>(),
            "notice": NO_EQUIVALENCE,
        })
    }

    fn named(&self, iri: &str) -> Json {
        let id = self.view.dictionary().iri(iri);
        let label =
            id.and_then(|it| resource::label(self.view, it, self.language)).map(|it| it.text.to_owned());
        json!({ "iri": iri, "name": label.unwrap_or_else(|| recognition::fallback(iri)) })
    }

    fn all(&self, iris: &[Iri]) -> Vec<Json> {
        iris.iter().map(|it| self.named(it)).collect()
    }
}
