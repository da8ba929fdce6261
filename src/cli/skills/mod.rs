//! `concord skills`

mod args;
mod text;

pub(super) use args::Skills;
pub(super) use text::write_changes;

use super::fault::{Exit, Fault};
use super::settings::{at, open_for_reading};
use crate::graph::View;
use crate::registry::{
    FitQuery, GapQuery, HeldQuery, NearQuery, RegionQuery, Registry, SkillsError, TrainingQuery,
    TransitionQuery, amount_milli, share_milli,
};
use args::{Changes, Held, Reading, SkillsCommand, Training};
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;

impl From<SkillsError> for Fault {
    fn from(error: SkillsError) -> Self {
        Self { exit: Exit::WrongUse, error: error.into() }
    }
}

pub(super) fn run(args: &Skills) -> Result<(), Fault> {
    match &args.command {
        SkillsCommand::Profile(it) => {
            let language = &it.reading.lang;
            told(
                &it.reading,
                |registry, view| registry.job_profile(view, &it.profile, language),
                text::profile,
            )
        }
        SkillsCommand::Gap(it) => {
            let query = gap_query(&it.held, &it.profile, &it.reading);
            told(&it.reading, |registry, view| registry.skill_gap(view, &query), text::gap)
        }
        SkillsCommand::Near(it) => {
            let query = NearQuery {
                profile: it.profile.clone(),
                measure: it.by.into(),
                among: it.among.into(),
                limit: it.number,
                language: it.reading.lang.clone(),
            };
            told(&it.reading, |registry, view| registry.near_profiles(view, &query), text::near)
        }
        SkillsCommand::Fits(it) => {
            let (held, among) = (held_query(&it.held), it.among.into());
            let query = FitQuery { held, among, limit: it.number, language: it.reading.lang.clone() };
            told(&it.reading, |registry, view| registry.fitting_profiles(view, &query), text::fits)
        }
        SkillsCommand::Transitions(it) => {
            let query = TransitionQuery {
                from: it.from.clone(),
                to: it.to.clone(),
                held: it.held.clone(),
                via_max: it.via,
                viable_milli: share_milli(&it.viable)?,
                among: it.among.into(),
                limit: it.number,
                language: it.reading.lang.clone(),
            };
            told(&it.reading, |registry, view| registry.transitions(view, &query), text::transitions)
        }
        SkillsCommand::Training(it) => {
            let query = training_query(it)?;
            told(&it.reading, |registry, view| registry.training_for(view, &query), text::training)
        }
        SkillsCommand::Coverage(it) => {
            let query = training_query(it)?;
            told(&it.reading, |registry, view| registry.training_for(view, &query), text::coverage)
        }
        SkillsCommand::Region(it) => {
            let query = RegionQuery {
                territory: it.territory.clone(),
                year: it.year.clone(),
                employed_milli: share_milli(&it.employed)?,
                limit: it.number,
                language: it.reading.lang.clone(),
            };
            told(&it.reading, |registry, view| registry.region_skills(view, &query), text::region)
        }
        SkillsCommand::Changes(it) => changes(it),
    }
}

/// Computes an answer from the revision that is meant and writes it.
fn told<A: Serialize>(
    reading: &Reading,
    compute: impl FnOnce(&Registry, &Arc<View>) -> Result<A, SkillsError>,
    write: impl FnOnce(&A, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Fault> {
    let registry = open_for_reading(&reading.registry)?;
    let view = registry.view_at(&at(&reading.at))?;
    let answer = compute(&registry, &view)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if reading.json {
        serde_json::to_writer_pretty(&mut out, &answer).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        write(&answer, &mut out)?;
    }
    out.flush()?;
    Ok(())
}

fn held_query(held: &Held) -> HeldQuery {
    HeldQuery {
        skills: held.skills.clone(),
        works_as: held.works_as.clone(),
        is_transparency: held.transparency,
    }
}

fn gap_query(held: &Held, profile: &str, reading: &Reading) -> GapQuery {
    GapQuery { held: held_query(held), profile: profile.to_owned(), language: reading.lang.clone() }
}

fn training_query(args: &Training) -> Result<TrainingQuery, Fault> {
    let amount = |it: &String| {
        amount_milli(it).ok_or_else(|| Fault::wrong_use(format!("{it} is no number of euros, such as 99.50")))
    };
    Ok(TrainingQuery {
        skills: Vec::new(),
        gap: gap_query(&args.held, &args.profile, &args.reading),
        territories: args.territories.clone(),
        languages: args.in_language.clone(),
        cost_milli_max: args.cost_max.as_ref().map(amount).transpose()?,
        is_assured: args.assured,
        objective: args.least.into(),
    })
}

fn changes(args: &Changes) -> Result<(), Fault> {
    let registry = open_for_reading(&args.registry)?;
    let to = args.to.unwrap_or_else(|| registry.view().revision());
    let changes = registry.esco_changes(args.from, to)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let told_max = if args.all { usize::MAX } else { text::TOLD_MAX };
    let later = registry.view_at(&crate::registry::At::Revision(to))?;
    write_changes(&later, &changes, &args.lang, told_max, &mut out)?;
    out.flush()?;
    Ok(())
}
