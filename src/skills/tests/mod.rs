//! Small catalogues made by hand: the numeric cases of the specification, and random ones against the definitions.

mod cases;
mod naive;
mod random;

use super::{Catalogue, Held, ProfileAt, SkillAt};
use crate::graph::{Stage, View};
use crate::vocab::{con, esco, rdf, skos};
use oxrdf::{GraphName, Literal, NamedNode, Quad, Term};
use std::sync::Arc;

const BASE: &str = "http://example.com/";

/// Collects statements about things named by a word.
#[derive(Default)]
struct World(Vec<Quad>);

impl World {
    fn say(&mut self, subject: &str, property: &str, object: impl Into<Term>) -> &mut Self {
        let subject = NamedNode::new_unchecked(format!("{BASE}{subject}"));
        let property = NamedNode::new_unchecked(property);
        self.0.push(Quad::new(subject, property, object, GraphName::DefaultGraph));
        self
    }

    fn link(&mut self, subject: &str, property: &str, object: &str) -> &mut Self {
        let is_whole = object.starts_with("http");
        let object = if is_whole { object.to_owned() } else { format!("{BASE}{object}") };
        self.say(subject, property, NamedNode::new_unchecked(object))
    }

    fn decimal(&mut self, subject: &str, property: &str, value: &str) -> &mut Self {
        let decimal = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#decimal");
        self.say(subject, property, Literal::new_typed_literal(value, decimal))
    }

    fn skills(&mut self, names: &[&str]) -> &mut Self {
        names.iter().fold(self, |world, it| world.link(it, rdf::TYPE, esco::SKILL))
    }

    fn occupation(&mut self, name: &str, essential: &[&str], optional: &[&str]) -> &mut Self {
        self.link(name, rdf::TYPE, esco::OCCUPATION);
        for skill in essential {
            self.link(name, esco::RELATED_ESSENTIAL_SKILL, skill);
        }
        optional.iter().fold(self, |world, it| world.link(name, esco::RELATED_OPTIONAL_SKILL, it))
    }

    /// A change of a profile: the importance, weight and safety mark that it gives.
    fn change(
        &mut self,
        profile: &str,
        skill: &str,
        kind: &str,
        weight: Option<&str>,
        is_safety: bool,
    ) -> &mut Self {
        let name = format!("{profile}-{skill}");
        self.link(profile, con::property::SKILL_CHANGE, &name);
        self.link(&name, con::property::CHANGED_SKILL, skill);
        self.link(&name, con::property::SKILL_CHANGE_KIND, kind);
        if let Some(weight) = weight {
            self.decimal(&name, con::property::SKILL_WEIGHT, weight);
        }
        if is_safety {
            self.say(&name, con::property::IS_SAFETY_CRITICAL, Literal::from(true));
        }
        self
    }

    fn offer(&mut self, name: &str, outcomes: &[&str], hours: Option<&str>, seats: Option<u64>) -> &mut Self {
        self.link(name, rdf::TYPE, con::class::TRAINING_OFFER);
        for skill in outcomes {
            self.link(name, con::property::LEARNING_OUTCOME, skill);
        }
        if let Some(hours) = hours {
            self.decimal(name, con::property::WORKLOAD_HOURS, hours);
        }
        if let Some(seats) = seats {
            self.say(name, con::property::SEATS, Literal::from(seats));
        }
        self
    }

    fn count(&mut self, name: &str, kind: &str, of: (&str, &str), territory: &str, count: u64) -> &mut Self {
        self.link(name, rdf::TYPE, con::class::LABOUR_COUNT);
        self.link(name, con::property::LABOUR_KIND, kind);
        self.link(name, of.0, of.1);
        self.link(name, con::property::COUNTED_IN, territory);
        self.say(name, con::property::COUNT_YEAR, Literal::new_simple_literal("2026"));
        self.say(name, con::property::COUNT_VALUE, Literal::from(count))
    }

    fn view(&self) -> View {
        let mut stage = Stage::new(Arc::new(View::default()));
        for quad in &self.0 {
            let ids = stage.intern_quad(quad.as_ref());
            stage.insert(ids);
        }
        stage.freeze(1).0
    }
}

fn skill(view: &View, catalogue: &Catalogue, name: &str) -> SkillAt {
    let term = view.dictionary().iri(&format!("{BASE}{name}")).unwrap();
    catalogue.find_skill(term).unwrap().0
}

fn profile(view: &View, catalogue: &Catalogue, name: &str) -> ProfileAt {
    let term = view.dictionary().iri(&format!("{BASE}{name}")).unwrap();
    catalogue.find_profile(term).unwrap().0
}

fn held(view: &View, catalogue: &Catalogue, names: &[(&str, u32)]) -> Vec<Held> {
    let one = |(name, reliability_milli): &(&str, u32)| Held {
        skill: skill(view, catalogue, name),
        reliability_milli: *reliability_milli,
    };
    names.iter().map(one).collect()
}

/// The hierarchy of the numeric cases: `hv`, `lv` below `elec`; `brk`, `susp` below `chassis`; `disc`, `drum` below `brk`.
fn hierarchy() -> World {
    let mut world = World::default();
    world.skills(&["elec", "hv", "lv", "chassis", "brk", "susp", "disc", "drum"]);
    for (narrower, broader) in [
        ("hv", "elec"),
        ("lv", "elec"),
        ("brk", "chassis"),
        ("susp", "chassis"),
        ("disc", "brk"),
        ("drum", "brk"),
    ] {
        world.link(narrower, skos::BROADER, broader);
    }
    world.link("target", rdf::TYPE, con::class::JOB_PROFILE);
    let added = con::individual::SKILL_ADDED;
    world.change("target", "hv", added, Some("3"), true);
    world.change("target", "lv", added, Some("2"), false);
    world.change("target", "brk", added, Some("1"), false);
    world.change("target", "susp", added, Some("1"), false);
    world
}
