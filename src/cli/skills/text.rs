//! How are the answers told to people? One line a thing, the reason behind it.

use crate::graph::View;
use crate::registry::{
    Because, FigureAnswer, FitAnswer, GapAnswer, NamedThing, NearAnswer, NeedAnswer, ProfileAnswer,
    RegionAnswer, ShareAnswer, TrainingAnswer, TransitionsAnswer,
};
use crate::resource;
use crate::skills::{EscoChanges, RelationChange};
use std::io::{self, Write};

/// Things of a kind that are told where nobody asks for all of them.
pub(in crate::cli) const TOLD_MAX: usize = 20;

fn name(it: &NamedThing) -> &str {
    it.name.as_deref().unwrap_or(&it.iri)
}

fn share(it: Option<&ShareAnswer>) -> String {
    it.map_or_else(|| "undefined".to_owned(), |it| format!("{} = {:.4}", it.fraction, it.value))
}

fn names(all: &[NamedThing]) -> String {
    all.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn heading(it: &NamedThing, notes: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} <{}>", name(it), it.iri)?;
    notes.iter().try_for_each(|it| writeln!(out, "note: {it}"))
}

fn need(it: &NeedAnswer) -> String {
    let safety = if it.safety_critical { ", safety-critical" } else { "" };
    let origin =
        it.origin_of.as_ref().map_or_else(String::new, |of| format!(", {} from {}", it.origin, name(of)));
    format!("{} ({}, weight {}{safety}{origin})", name(&it.skill), it.importance, it.weight)
}

pub(super) fn profile(answer: &ProfileAnswer, out: &mut dyn Write) -> io::Result<()> {
    heading(&answer.profile, &answer.notes, out)?;
    writeln!(out, "{} essential skills, {} optional", answer.n_essential, answer.n_optional)?;
    answer.needs.iter().try_for_each(|it| writeln!(out, "  {}", need(it)))
}

pub(super) fn gap(answer: &GapAnswer, out: &mut dyn Write) -> io::Result<()> {
    heading(&answer.profile, &answer.notes, out)?;
    writeln!(
        out,
        "essential skills: {} covered, {} open, {} missing; covered share {}; of all skills {}",
        answer.n_covered,
        answer.n_open,
        answer.n_missing,
        share(answer.essential.as_ref()),
        share(answer.all.as_ref())
    )?;
    for it in &answer.lines {
        let because =
            it.because.as_ref().map_or_else(|| "nothing held has to do with it".to_owned(), because);
        writeln!(out, "{:8} {:.4}  {}: {because}", it.status, it.cover.value, need(&it.need))?;
    }
    Ok(())
}

fn because(it: &Because) -> String {
    let held = name(&it.held);
    match (it.relation, it.steps, it.parts) {
        ("same", ..) => "held".to_owned(),
        ("parts", _, Some([of_these, parts])) => {
            format!("{of_these} of its {parts} parts are held, as {held}")
        }
        (relation, Some(1), _) => format!("{relation}: {held}, one step"),
        (relation, Some(steps), _) => format!("{relation}: {held}, {steps} steps"),
        (relation, ..) => format!("{relation}: {held}"),
    }
}

pub(super) fn near(answer: &NearAnswer, out: &mut dyn Write) -> io::Result<()> {
    heading(&answer.profile, &answer.notes, out)?;
    for it in &answer.near {
        writeln!(
            out,
            "{}: {} of {} skills shared; Jaccard {:.4}, weighted {:.4}, there {:.4}, back {:.4}",
            name(&it.profile),
            it.n_shared,
            it.n_either,
            it.jaccard.value,
            it.weighted.value,
            it.cover_to.value,
            it.cover_from.value
        )?;
    }
    Ok(())
}

pub(super) fn fits(answer: &FitAnswer, out: &mut dyn Write) -> io::Result<()> {
    for it in &answer.fits {
        writeln!(
            out,
            "{}: {} of its {} essential skills; {} missing, {} open",
            name(&it.profile),
            share(Some(&it.essential)),
            it.n_essential,
            it.n_missing,
            it.n_open
        )?;
    }
    Ok(())
}

pub(super) fn transitions(answer: &TransitionsAnswer, out: &mut dyn Write) -> io::Result<()> {
    heading(&answer.from, &answer.notes, out)?;
    let whole = if answer.complete { "" } else { ", not every way was looked at" };
    writeln!(out, "{} jobs can be reached{whole}", answer.total)?;
    for target in &answer.targets {
        writeln!(out, "{}", name(&target.profile))?;
        for way in &target.ways {
            let steps: Vec<String> = way
                .steps
                .iter()
                .map(|it| {
                    format!(
                        "{} ({:.4} there, {} to learn)",
                        name(&it.profile),
                        it.cover.value,
                        it.missing.len()
                    )
                })
                .collect();
            writeln!(
                out,
                "  {} skills to learn, {} that no offer with hours teaches, {} hours for the others, {} at once at most: {}",
                way.n_missing,
                way.n_untaught,
                way.hours,
                way.largest_step,
                steps.join(", then ")
            )?;
        }
    }
    Ok(())
}

pub(super) fn training(answer: &TrainingAnswer, out: &mut dyn Write) -> io::Result<()> {
    answer.profile.iter().try_for_each(|it| heading(it, &answer.notes, out))?;
    writeln!(out, "{} essential skills to learn", answer.missing.len())?;
    for it in &answer.offers {
        let hours = it.hours.map_or_else(|| "unknown hours".to_owned(), |it| format!("{it} hours"));
        let cost = it.cost_euro.map_or_else(|| "unknown cost".to_owned(), |it| format!("{it} euros"));
        writeln!(out, "{} ({hours}, {cost}): {}", name(&it.offer), names(&it.teaches))?;
    }
    let bound = if answer.exact {
        "no other choice is better".to_owned()
    } else {
        format!("at most {} times the least", answer.at_most_times.fraction)
    };
    writeln!(out, "together {}; {bound}", answer.total)?;
    writeln!(out, "{} skills that no offer teaches: {}", answer.untaught.len(), names(&answer.untaught))
}

pub(super) fn coverage(answer: &TrainingAnswer, out: &mut dyn Write) -> io::Result<()> {
    answer.profile.iter().try_for_each(|it| heading(it, &answer.notes, out))?;
    writeln!(out, "{} essential skills to learn", answer.missing.len())?;
    writeln!(out, "any offer: {}", share(answer.any_offer.as_ref()))?;
    writeln!(out, "an offer among the wanted ones: {}", share(answer.reachable.as_ref()))
}

pub(super) fn region(answer: &RegionAnswer, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} <{}>, {}", name(&answer.territory), answer.territory.iri, answer.year)?;
    for (what, it) in [
        ("total variation", &answer.total_variation),
        ("squared mismatch", &answer.squared_mismatch),
        ("Hellinger distance", &answer.hellinger),
        ("hires lost to mismatch", &answer.matching_loss),
    ] {
        writeln!(out, "{what}: {}", figure(it))?;
    }
    writeln!(out, "{} skills", answer.total)?;
    for it in &answer.skills {
        writeln!(
            out,
            "{}: demand {}; supply {}; gap {}; specialisation {}",
            name(&it.skill),
            figure(&it.demand),
            figure(&it.supply),
            figure(&it.gap),
            figure(&it.specialisation)
        )?;
    }
    writeln!(out, "{}", answer.do_not_read_as)
}

fn figure(it: &FigureAnswer) -> String {
    match it.value {
        Some(value) => format!("{value} (n = {})", it.n),
        None if it.suppressed => format!("withheld (n = {})", it.n),
        None => "not defined".to_owned(),
    }
}

/// Writes what came and went; lists longer than `told_max` are only counted.
pub(in crate::cli) fn write_changes(
    view: &View,
    changes: &EscoChanges,
    language: &str,
    told_max: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    if changes.is_empty() {
        return writeln!(out, "no occupation, skill or relation came or went");
    }
    let name = |iri: &String| {
        let label = view.dictionary().iri(iri).and_then(|it| resource::label(view, it, language));
        label.map_or_else(|| format!("<{iri}>"), |it| format!("{} <{iri}>", it.text))
    };
    writeln!(
        out,
        "occupations: {} came, {} went; skills: {} came, {} went; relations: {} came, {} went, {} of these with their occupation",
        changes.occupations_came.len(),
        changes.occupations_went.len(),
        changes.skills_came.len(),
        changes.skills_went.len(),
        changes.relations_came.len(),
        changes.relations_went.len(),
        changes.n_went_with_occupation()
    )?;
    for (what, list) in [
        ("occupation came", &changes.occupations_came),
        ("occupation went", &changes.occupations_went),
        ("skill came", &changes.skills_came),
        ("skill went", &changes.skills_went),
    ] {
        if list.len() <= told_max {
            list.iter().try_for_each(|it| writeln!(out, "{what}: {}", name(it)))?;
        }
    }
    for (what, list) in
        [("relation came", &changes.relations_came), ("relation went", &changes.relations_went)]
    {
        if list.len() <= told_max {
            let line = |it: &RelationChange| {
                format!("{what}: {} {} for {}", name(&it.skill), it.importance.name(), name(&it.occupation))
            };
            list.iter().try_for_each(|it| writeln!(out, "{}", line(it)))?;
        }
    }
    for it in &changes.touched {
        write!(out, "touched: {}", name(&it.profile))?;
        if let Some(gone) = &it.occupation_gone {
            write!(out, "; its occupation <{gone}> is gone")?;
        }
        let lists = [
            ("came", &it.skills_came),
            ("went", &it.skills_went),
            ("weigh otherwise", &it.skills_reweighted),
        ];
        for (what, list) in lists.iter().filter(|it| !it.1.is_empty()) {
            write!(out, "; {} skills {what}", list.len())?;
        }
        if !it.changes_without_effect.is_empty() {
            write!(out, "; {} own changes without effect", it.changes_without_effect.len())?;
        }
        writeln!(out)?;
    }
    Ok(())
}
