//! Findings as a page that stands alone: no script, no other file, readable by keyboard and screen reader.

use crate::shape::words::{Cause, causes, message, quoted};
use crate::shape::{Finding, Findings, Severity, Standing};
use std::fmt::Write as _;

/// Rows under one cause; the rest is counted.
const ROWS_PER_CAUSE_MAX: usize = 200;

/// The words of the page in one language.
struct Words {
    tag: &'static str,
    title: &'static str,
    conforms: &'static str,
    refused: &'static str,
    passed: &'static str,
    /// With `{n}`.
    checked: &'static str,
    violation: &'static str,
    warning: &'static str,
    info: &'static str,
    new: &'static str,
    known: &'static str,
    solved: &'static str,
    node: &'static str,
    value: &'static str,
    place: &'static str,
    standing: &'static str,
    message: &'static str,
    expected: &'static str,
    rule: &'static str,
    /// With `{shown}` and `{all}`.
    cut: &'static str,
}

const LANGUAGES: &[Words] = &[
    Words {
        tag: "en",
        title: "Validation report",
        conforms: "The data conforms: nothing was found.",
        refused: "The data cannot be published as it is.",
        passed: "The data can be published; there are remarks.",
        checked: "{n} focus nodes checked",
        violation: "violation",
        warning: "warning",
        info: "remark",
        new: "new",
        known: "known",
        solved: "solved",
        node: "node",
        value: "value found",
        place: "place",
        standing: "against the last revision",
        message: "message",
        expected: "expected",
        rule: "rule",
        cut: "The first {shown} of {all} are shown.",
    },
    Words {
        tag: "de",
        title: "Prüfbericht",
        conforms: "Die Daten entsprechen den Formen: nichts gefunden.",
        refused: "Die Daten können so nicht veröffentlicht werden.",
        passed: "Die Daten können veröffentlicht werden; es gibt Hinweise.",
        checked: "{n} Fokusknoten geprüft",
        violation: "Verstoß",
        warning: "Warnung",
        info: "Hinweis",
        new: "neu",
        known: "bekannt",
        solved: "behoben",
        node: "Knoten",
        value: "gefundener Wert",
        place: "Stelle",
        standing: "gegenüber der letzten Revision",
        message: "Meldung",
        expected: "erwartet",
        rule: "Regel",
        cut: "Gezeigt sind die ersten {shown} von {all}.",
    },
    Words {
        tag: "fr",
        title: "Rapport de validation",
        conforms: "Les données sont conformes : rien à signaler.",
        refused: "Les données ne peuvent pas être publiées en l’état.",
        passed: "Les données peuvent être publiées ; il y a des remarques.",
        checked: "{n} nœuds contrôlés",
        violation: "violation",
        warning: "avertissement",
        info: "remarque",
        new: "nouveau",
        known: "connu",
        solved: "résolu",
        node: "nœud",
        value: "valeur trouvée",
        place: "emplacement",
        standing: "par rapport à la dernière révision",
        message: "message",
        expected: "attendu",
        rule: "règle",
        cut: "Les {shown} premiers sur {all} sont affichés.",
    },
];

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;\
color:#111;background:#fff}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600}\
th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
code{font-family:ui-monospace,monospace}.scroll{overflow-x:auto}";

pub(super) fn page(findings: &Findings, language: &str) -> String {
    let main = language.split('-').next().unwrap_or(language);
    let words = LANGUAGES.iter().find(|it| it.tag.eq_ignore_ascii_case(main)).unwrap_or(&LANGUAGES[0]);
    let mut page = Page { out: String::new(), words, language };
    // Writing to a string cannot fail, here and below.
    let _ = write!(
        page.out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{}</h1>\n",
        words.tag, words.title, words.title
    );
    let verdict = match (findings.conforms(), findings.is_refusal()) {
        (true, _) => words.conforms,
        (false, true) => words.refused,
        (false, false) => words.passed,
    };
    let checked = words.checked.replace("{n}", &findings.focus_nodes.to_string());
    let _ = write!(page.out, "<p><strong>{verdict}</strong></p>\n<p>{checked}.");
    for (n, what) in [
        (findings.blocking, words.violation),
        (findings.warnings, words.warning),
        (findings.infos, words.info),
    ] {
        let _ = write!(page.out, " {what}: {n}.");
    }
    page.out.push_str("</p>\n");
    if findings.is_capped() {
        page.cut(findings.all.len(), findings.total);
    }
    for cause in causes(&findings.all, language) {
        page.cause(&cause, None);
    }
    for cause in causes(&findings.solved, language) {
        page.cause(&cause, Some(words.solved));
    }
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out
}

struct Page<'p> {
    out: String,
    words: &'static Words,
    language: &'p str,
}

impl Page<'_> {
    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                other => self.out.push(other),
            }
        }
    }

    fn cell(&mut self, text: &str) {
        self.out.push_str("<td>");
        self.text(text);
        self.out.push_str("</td>");
    }

    fn cut(&mut self, shown: usize, all: usize) {
        let sentence =
            self.words.cut.replace("{shown}", &shown.to_string()).replace("{all}", &all.to_string());
        let _ = writeln!(self.out, "<p>{sentence}</p>");
    }

    fn cause(&mut self, cause: &Cause<'_>, kind: Option<&str>) {
        let words = self.words;
        let kind = kind.unwrap_or(match cause.severity {
            Severity::Violation | Severity::Other(_) => words.violation,
            Severity::Warning => words.warning,
            Severity::Info => words.info,
        });
        let n = cause.members.len();
        let _ = write!(self.out, "<section>\n<h2>{kind} ({n}): ");
        self.text(cause.message);
        let _ = write!(self.out, "</h2>\n<p>{}: <code>", words.rule);
        self.text(&cause.shape);
        self.out.push_str("</code>, ");
        self.text(&cause.component);
        if let Some(path) = &cause.path {
            self.out.push_str(", <code>");
            self.text(path);
            self.out.push_str("</code>");
        }
        let _ = write!(self.out, ". {}: <span lang=\"en\">", words.expected);
        self.text(cause.expected);
        let _ = write!(
            self.out,
            "</span>.</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{kind}\"><table>\n<caption>"
        );
        self.text(kind);
        self.out.push_str("</caption>\n<thead><tr>");
        let is_compared = cause.members.iter().any(|it| it.standing.is_some());
        let standing = is_compared.then_some(words.standing);
        // A message with values of its node differs from row to row.
        let message = cause.members.iter().any(|it| !it.messages.is_empty()).then_some(words.message);
        for name in [words.place, words.node, words.value].into_iter().chain(standing).chain(message) {
            let _ = write!(self.out, "<th scope=\"col\">{name}</th>");
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for finding in cause.members.iter().take(ROWS_PER_CAUSE_MAX) {
            self.row(finding, is_compared, message.is_some());
        }
        self.out.push_str("</tbody>\n</table></div>\n");
        if n > ROWS_PER_CAUSE_MAX {
            self.cut(ROWS_PER_CAUSE_MAX, n);
        }
        self.out.push_str("</section>\n");
    }

    fn row(&mut self, finding: &Finding, is_compared: bool, has_message: bool) {
        self.out.push_str("<tr>");
        self.cell(&finding.place.as_ref().map(ToString::to_string).unwrap_or_default());
        self.cell(&quoted(&finding.focus_node));
        self.cell(&finding.value.as_ref().map(quoted).unwrap_or_default());
        if is_compared {
            self.cell(match finding.standing {
                Some(Standing::New) => self.words.new,
                Some(Standing::Known) => self.words.known,
                Some(Standing::Solved) => self.words.solved,
                None => "",
            });
        }
        if has_message {
            self.cell(message(finding, self.language));
        }
        self.out.push_str("</tr>\n");
    }
}
