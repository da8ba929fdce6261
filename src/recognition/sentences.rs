//! Which sentences may an assessment be told in, in each language?
//!
//! Every sentence is a template; names and numbers stand in its slots.

/// The languages of the templates.
pub const LANGUAGES: [&str; 6] = ["en", "de", "fr", "es", "it", "nl"];

/// The templates of one language.
pub(super) struct Templates {
    pub(super) language: &'static str,
    pub(super) notice: &'static str,
    pub(super) fixture: &'static str,
    pub(super) host: &'static str,
    pub(super) held: &'static str,
    pub(super) missing: &'static str,
    pub(super) levels: &'static str,
    pub(super) law: &'static str,
    pub(super) rests_on: &'static str,
    pub(super) information: &'static str,
    pub(super) part: &'static str,
    /// By who chooses: the applicant, the host state, both at once.
    pub(super) measure: [&'static str; 3],
    pub(super) for_duration: &'static str,
    pub(super) test: &'static str,
    pub(super) deadline: &'static str,
    pub(super) remark: &'static str,
    pub(super) and: &'static str,
    /// In the order of `Outcome::ALL`.
    pub(super) reasons: [&'static str; 10],
    pub(super) remedies: [&'static str; 10],
}

const ENGLISH: Templates = Templates {
    language: "en",
    notice: "This is information and no decision: only the competent authority of the host state decides.",
    fixture: "It rests on judgements made for tests, which an authority has to replace: {facts}.",
    host: "Host state: {host}. Activity: {activity}. Mode: {mode}. Date: {date}.",
    held: "You hold: {titles}.",
    missing: "Missing: {matters}.",
    levels: "Levels of Article 11: held ({held}), required ({required}).",
    law: "Law: {law}.",
    rests_on: "It rests on: {facts}.",
    information: "Needed: {information}.",
    part: "Open to you: {part}.",
    measure: [
        "You choose: an adaptation period of at most {months} months or an aptitude test.",
        "The host state chooses: an adaptation period of at most {months} months or an aptitude test.",
        "The host state may ask for both: an adaptation period of at most {months} months and an aptitude test.",
    ],
    for_duration: "The ground is the length of the training, as the law of that date had it.",
    test: "The test covers: {matters}.",
    deadline: "If the file was complete on that date, the authority acknowledges it by {acknowledge} and decides by {decide}, or by {extended} if it extends the time limit.",
    remark: "Note: {notes}.",
    and: "and",
    reasons: [
        "A legal instrument makes the qualification count without a comparison of trainings.",
        "A comparison of trainings finds no substantial difference that is not made up for.",
        "Substantial differences remain that may be made up for.",
        "Not every essential matter of the reference qualification is covered; work is not affected by that.",
        "What is missing amounts to the full training, but a separable part of the activity is fully held.",
        "The trainings do not concern the same activity, or the levels are too far apart; an authority may refuse.",
        "No recognition is needed for this purpose.",
        "Occasional services need a declaration and no recognition.",
        "Something is missing or not known; the registry cannot say more before it is there.",
        "No award of the file is valid.",
    ],
    remedies: [
        "",
        "",
        "You may ask for a reasoned decision and appeal against it.",
        "You may make up for the missing matters or have experience validated; you may appeal against a decision.",
        "You may ask for a decision on the full activity and appeal against it.",
        "You may ask for a reasoned decision, appeal against it, or have further experience and training validated.",
        "",
        "",
        "Give what is needed and ask again.",
        "Show an award that stands, or have the standing of the award corrected by its issuer; you may appeal against a decision.",
    ],
};

const GERMAN: Templates = Templates {
    language: "de",
    notice: "Dies ist eine Auskunft und kein Bescheid: Es entscheidet allein die zuständige Stelle des Aufnahmestaats.",
    fixture: "Sie beruht auf Urteilen, die zu Testzwecken angenommen wurden und von einer Behörde zu ersetzen sind: {facts}.",
    host: "Aufnahmestaat: {host}. Tätigkeit: {activity}. Art: {mode}. Datum: {date}.",
    held: "Vorhanden: {titles}.",
    missing: "Es fehlt: {matters}.",
    levels: "Niveaus nach Artikel 11: vorhanden ({held}), verlangt ({required}).",
    law: "Recht: {law}.",
    rests_on: "Sie beruht auf: {facts}.",
    information: "Benötigt: {information}.",
    part: "Offen steht: {part}.",
    measure: [
        "Sie wählen: ein Anpassungslehrgang von höchstens {months} Monaten oder eine Eignungsprüfung.",
        "Der Aufnahmestaat wählt: ein Anpassungslehrgang von höchstens {months} Monaten oder eine Eignungsprüfung.",
        "Der Aufnahmestaat darf beides verlangen: einen Anpassungslehrgang von höchstens {months} Monaten und eine Eignungsprüfung.",
    ],
    for_duration: "Grund ist die Dauer der Ausbildung nach dem Recht jenes Tages.",
    test: "Gegenstand der Prüfung: {matters}.",
    deadline: "War die Akte an diesem Tag vollständig, bestätigt die Behörde sie bis {acknowledge} und entscheidet bis {decide}, bei Verlängerung bis {extended}.",
    remark: "Hinweis: {notes}.",
    and: "und",
    reasons: [
        "Eine Rechtsgrundlage lässt die Qualifikation ohne Vergleich der Ausbildungen gelten.",
        "Der Vergleich der Ausbildungen ergibt keinen wesentlichen Unterschied, der nicht ausgeglichen ist.",
        "Es bleiben wesentliche Unterschiede, die ausgeglichen werden können.",
        "Nicht jedes wesentliche Sachgebiet der Referenzqualifikation ist abgedeckt; die Arbeit bleibt davon unberührt.",
        "Was fehlt, kommt der ganzen Ausbildung gleich, aber ein abtrennbarer Teil der Tätigkeit ist voll abgedeckt.",
        "Die Ausbildungen betreffen nicht dieselbe Tätigkeit, oder die Niveaus liegen zu weit auseinander; die Behörde darf ablehnen.",
        "Für diesen Zweck ist keine Anerkennung nötig.",
        "Gelegentliche Dienstleistungen brauchen eine Meldung und keine Anerkennung.",
        "Etwas fehlt oder ist nicht bekannt; vorher kann das Register nicht mehr sagen.",
        "Kein Abschluss der Akte ist gültig.",
    ],
    remedies: [
        "",
        "",
        "Sie können einen begründeten Bescheid verlangen und dagegen vorgehen.",
        "Sie können das Fehlende nachholen oder Erfahrung validieren lassen; gegen einen Bescheid können Sie vorgehen.",
        "Sie können einen Bescheid über die ganze Tätigkeit verlangen und dagegen vorgehen.",
        "Sie können einen begründeten Bescheid verlangen, dagegen vorgehen oder weitere Erfahrung und Ausbildung validieren lassen.",
        "",
        "",
        "Das Benötigte angeben und erneut fragen.",
        "Einen gültigen Abschluss vorlegen oder die Gültigkeit vom Aussteller berichtigen lassen; gegen einen Bescheid können Sie vorgehen.",
    ],
};

const FRENCH: Templates = Templates {
    language: "fr",
    notice: "Ceci est une information et non une décision : seule l’autorité compétente de l’État d’accueil décide.",
    fixture: "Elle repose sur des appréciations faites pour des essais, qu’une autorité doit remplacer : {facts}.",
    host: "État d’accueil : {host}. Activité : {activity}. Mode : {mode}. Date : {date}.",
    held: "Vous détenez : {titles}.",
    missing: "Il manque : {matters}.",
    levels: "Niveaux de l’article 11 : détenu ({held}), requis ({required}).",
    law: "Droit : {law}.",
    rests_on: "Elle repose sur : {facts}.",
    information: "Requis : {information}.",
    part: "Vous est ouvert : {part}.",
    measure: [
        "Vous choisissez : un stage d’adaptation de {months} mois au plus ou une épreuve d’aptitude.",
        "L’État d’accueil choisit : un stage d’adaptation de {months} mois au plus ou une épreuve d’aptitude.",
        "L’État d’accueil peut exiger les deux : un stage d’adaptation de {months} mois au plus et une épreuve d’aptitude.",
    ],
    for_duration: "Le motif est la durée de la formation, selon le droit de cette date.",
    test: "L’épreuve porte sur : {matters}.",
    deadline: "Si le dossier était complet à cette date, l’autorité en accuse réception avant le {acknowledge} et décide avant le {decide}, ou le {extended} en cas de prolongation.",
    remark: "Remarque : {notes}.",
    and: "et",
    reasons: [
        "Un instrument juridique fait valoir la qualification sans comparaison des formations.",
        "La comparaison des formations ne révèle aucune différence substantielle qui ne soit compensée.",
        "Il reste des différences substantielles qui peuvent être compensées.",
        "Toutes les matières essentielles de la certification de référence ne sont pas couvertes ; le travail n’en est pas affecté.",
        "Ce qui manque équivaut à la formation complète, mais une partie séparable de l’activité est entièrement couverte.",
        "Les formations ne concernent pas la même activité, ou les niveaux sont trop éloignés ; l’autorité peut refuser.",
        "Aucune reconnaissance n’est nécessaire à cette fin.",
        "Des services occasionnels demandent une déclaration et aucune reconnaissance.",
        "Quelque chose manque ou n’est pas connu ; le registre ne peut en dire plus auparavant.",
        "Aucun diplôme du dossier n’est valable.",
    ],
    remedies: [
        "",
        "",
        "Vous pouvez demander une décision motivée et former un recours.",
        "Vous pouvez acquérir ce qui manque ou faire valider l’expérience ; vous pouvez former un recours contre une décision.",
        "Vous pouvez demander une décision sur l’activité entière et former un recours.",
        "Vous pouvez demander une décision motivée, former un recours, ou faire valider d’autres expériences et formations.",
        "",
        "",
        "Indiquer ce qui est requis et redemander.",
        "Présenter un diplôme valable ou faire corriger sa validité par l’organisme ; vous pouvez former un recours contre une décision.",
    ],
};

const SPANISH: Templates = Templates {
    language: "es",
    notice: "Esto es una información y no una resolución: solo decide la autoridad competente del Estado de acogida.",
    fixture: "Se apoya en apreciaciones hechas para pruebas, que una autoridad ha de sustituir: {facts}.",
    host: "Estado de acogida: {host}. Actividad: {activity}. Modalidad: {mode}. Fecha: {date}.",
    held: "Usted posee: {titles}.",
    missing: "Falta: {matters}.",
    levels: "Niveles del artículo 11: poseído ({held}), exigido ({required}).",
    law: "Derecho: {law}.",
    rests_on: "Se apoya en: {facts}.",
    information: "Se necesita: {information}.",
    part: "Le queda abierto: {part}.",
    measure: [
        "Usted elige: un período de prácticas de {months} meses como máximo o una prueba de aptitud.",
        "El Estado de acogida elige: un período de prácticas de {months} meses como máximo o una prueba de aptitud.",
        "El Estado de acogida puede exigir ambos: un período de prácticas de {months} meses como máximo y una prueba de aptitud.",
    ],
    for_duration: "El motivo es la duración de la formación, según el derecho de esa fecha.",
    test: "La prueba versa sobre: {matters}.",
    deadline: "Si el expediente estaba completo en esa fecha, la autoridad acusa recibo antes del {acknowledge} y decide antes del {decide}, o del {extended} si prorroga el plazo.",
    remark: "Nota: {notes}.",
    and: "y",
    reasons: [
        "Un instrumento jurídico da valor a la cualificación sin comparar las formaciones.",
        "La comparación de las formaciones no halla ninguna diferencia sustancial sin compensar.",
        "Quedan diferencias sustanciales que pueden compensarse.",
        "No está cubierta cada materia esencial de la cualificación de referencia; el trabajo no se ve afectado por ello.",
        "Lo que falta equivale a la formación completa, pero una parte separable de la actividad está cubierta del todo.",
        "Las formaciones no se refieren a la misma actividad, o los niveles distan demasiado; la autoridad puede denegar.",
        "Para este fin no hace falta ningún reconocimiento.",
        "Los servicios ocasionales requieren una declaración y ningún reconocimiento.",
        "Algo falta o no se conoce; antes el registro no puede decir más.",
        "Ningún título del expediente es válido.",
    ],
    remedies: [
        "",
        "",
        "Puede pedir una resolución motivada y recurrirla.",
        "Puede adquirir lo que falta o hacer validar la experiencia; puede recurrir una resolución.",
        "Puede pedir una resolución sobre la actividad completa y recurrirla.",
        "Puede pedir una resolución motivada, recurrirla o hacer validar más experiencia y formación.",
        "",
        "",
        "Indicar lo que se necesita y preguntar de nuevo.",
        "Presentar un título válido o hacer corregir su validez por quien lo expidió; puede recurrir una resolución.",
    ],
};

const ITALIAN: Templates = Templates {
    language: "it",
    notice: "Questa è un’informazione e non una decisione: decide soltanto l’autorità competente dello Stato ospitante.",
    fixture: "Si basa su valutazioni fatte per prove, che un’autorità deve sostituire: {facts}.",
    host: "Stato ospitante: {host}. Attività: {activity}. Modalità: {mode}. Data: {date}.",
    held: "Lei possiede: {titles}.",
    missing: "Manca: {matters}.",
    levels: "Livelli dell’articolo 11: posseduto ({held}), richiesto ({required}).",
    law: "Diritto: {law}.",
    rests_on: "Si basa su: {facts}.",
    information: "Occorre: {information}.",
    part: "Le è aperta: {part}.",
    measure: [
        "Lei sceglie: un tirocinio di adattamento di al massimo {months} mesi o una prova attitudinale.",
        "Lo Stato ospitante sceglie: un tirocinio di adattamento di al massimo {months} mesi o una prova attitudinale.",
        "Lo Stato ospitante può chiedere entrambi: un tirocinio di adattamento di al massimo {months} mesi e una prova attitudinale.",
    ],
    for_duration: "Il motivo è la durata della formazione, secondo il diritto di quella data.",
    test: "La prova riguarda: {matters}.",
    deadline: "Se il fascicolo era completo a quella data, l’autorità ne accusa ricevuta entro il {acknowledge} e decide entro il {decide}, o entro il {extended} se proroga il termine.",
    remark: "Nota: {notes}.",
    and: "e",
    reasons: [
        "Uno strumento giuridico fa valere la qualifica senza un confronto delle formazioni.",
        "Il confronto delle formazioni non rivela alcuna differenza sostanziale che non sia compensata.",
        "Restano differenze sostanziali che possono essere compensate.",
        "Non ogni materia essenziale della qualifica di riferimento è coperta; il lavoro non ne è toccato.",
        "Ciò che manca equivale all’intera formazione, ma una parte separabile dell’attività è del tutto coperta.",
        "Le formazioni non riguardano la stessa attività, o i livelli sono troppo distanti; l’autorità può rifiutare.",
        "Per questo scopo non occorre alcun riconoscimento.",
        "Le prestazioni occasionali richiedono una dichiarazione e nessun riconoscimento.",
        "Qualcosa manca o non è noto; prima il registro non può dire di più.",
        "Nessun titolo del fascicolo è valido.",
    ],
    remedies: [
        "",
        "",
        "Può chiedere una decisione motivata e impugnarla.",
        "Può acquisire ciò che manca o far convalidare l’esperienza; può impugnare una decisione.",
        "Può chiedere una decisione sull’intera attività e impugnarla.",
        "Può chiedere una decisione motivata, impugnarla o far convalidare altra esperienza e formazione.",
        "",
        "",
        "Indicare ciò che occorre e chiedere di nuovo.",
        "Presentare un titolo valido o farne correggere la validità da chi lo ha rilasciato; può impugnare una decisione.",
    ],
};

const DUTCH: Templates = Templates {
    language: "nl",
    notice: "Dit is informatie en geen besluit: alleen de bevoegde autoriteit van de ontvangende lidstaat beslist.",
    fixture: "Het berust op beoordelingen die voor tests zijn gemaakt en die een autoriteit moet vervangen: {facts}.",
    host: "Ontvangende staat: {host}. Activiteit: {activity}. Wijze: {mode}. Datum: {date}.",
    held: "U bezit: {titles}.",
    missing: "Er ontbreekt: {matters}.",
    levels: "Niveaus van artikel 11: in bezit ({held}), vereist ({required}).",
    law: "Recht: {law}.",
    rests_on: "Het berust op: {facts}.",
    information: "Nodig: {information}.",
    part: "Voor u open: {part}.",
    measure: [
        "U kiest: een aanpassingsstage van hoogstens {months} maanden of een proeve van bekwaamheid.",
        "De ontvangende staat kiest: een aanpassingsstage van hoogstens {months} maanden of een proeve van bekwaamheid.",
        "De ontvangende staat mag beide verlangen: een aanpassingsstage van hoogstens {months} maanden en een proeve van bekwaamheid.",
    ],
    for_duration: "De grond is de duur van de opleiding, naar het recht van die datum.",
    test: "De proef gaat over: {matters}.",
    deadline: "Was het dossier op die datum volledig, dan bevestigt de autoriteit de ontvangst uiterlijk {acknowledge} en beslist zij uiterlijk {decide}, of {extended} bij verlenging.",
    remark: "Opmerking: {notes}.",
    and: "en",
    reasons: [
        "Een rechtsinstrument laat de kwalificatie gelden zonder vergelijking van de opleidingen.",
        "De vergelijking van de opleidingen toont geen wezenlijk verschil dat niet is gecompenseerd.",
        "Er blijven wezenlijke verschillen die gecompenseerd kunnen worden.",
        "Niet elk wezenlijk vak van de referentiekwalificatie is gedekt; het werk wordt daardoor niet geraakt.",
        "Wat ontbreekt komt neer op de volledige opleiding, maar een afscheidbaar deel van de activiteit is geheel gedekt.",
        "De opleidingen betreffen niet dezelfde activiteit, of de niveaus liggen te ver uiteen; de autoriteit mag weigeren.",
        "Voor dit doel is geen erkenning nodig.",
        "Incidentele diensten vragen een verklaring en geen erkenning.",
        "Er ontbreekt iets of iets is niet bekend; eerder kan het register niet meer zeggen.",
        "Geen diploma van het dossier is geldig.",
    ],
    remedies: [
        "",
        "",
        "U kunt een gemotiveerd besluit vragen en daartegen beroep instellen.",
        "U kunt wat ontbreekt alsnog verwerven of ervaring laten valideren; tegen een besluit kunt u beroep instellen.",
        "U kunt een besluit over de hele activiteit vragen en daartegen beroep instellen.",
        "U kunt een gemotiveerd besluit vragen, daartegen beroep instellen of verdere ervaring en opleiding laten valideren.",
        "",
        "",
        "Vermelden wat nodig is en opnieuw vragen.",
        "Een geldig diploma overleggen of de geldigheid door de afgever laten verbeteren; tegen een besluit kunt u beroep instellen.",
    ],
};

const ALL: [&Templates; 6] = [&ENGLISH, &GERMAN, &FRENCH, &SPANISH, &ITALIAN, &DUTCH];

/// The sentences in a language, or in English where there are none in it.
pub(super) fn templates(language: &str) -> &'static Templates {
    let base = language.split('-').next().unwrap_or_default();
    ALL.into_iter().find(|it| it.language == base).unwrap_or(&ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every language has the slots of English, so that no sentence loses what it has to say.
    #[test]
    fn languages_have_the_same_slots() {
        let slots = |it: &Templates| {
            let all = [
                it.fixture,
                it.host,
                it.held,
                it.missing,
                it.levels,
                it.law,
                it.rests_on,
                it.information,
                it.part,
                it.measure[0],
                it.measure[1],
                it.measure[2],
                it.test,
                it.deadline,
                it.remark,
            ];
            all.map(|text| {
                let mut names: Vec<&str> =
                    text.split('{').skip(1).filter_map(|it| it.split('}').next()).collect();
                names.sort_unstable();
                names
            })
        };
        for language in LANGUAGES {
            assert_eq!(templates(language).language, language);
            assert_eq!(slots(templates(language)), slots(&ENGLISH), "{language}");
            for (reason, english) in templates(language).remedies.iter().zip(&ENGLISH.remedies) {
                assert_eq!(reason.is_empty(), english.is_empty(), "{language}");
            }
        }
    }
}
