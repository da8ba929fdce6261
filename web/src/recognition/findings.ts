// What does the registry find wrong or missing in an application, in words, and which step of the form is it about?
import type { Refusal } from '../api';
import { t, type Key } from '../i18n';
import { APPLICATION } from './application';

export const STEPS = ['held', 'worked', 'wanted', 'when'] as const;
export type Step = (typeof STEPS)[number];
export const STEP_TITLES: Record<Step, Key> = { held: 'stepHeld', worked: 'stepWorked', wanted: 'stepWanted', when: 'stepWhen' };
export const stepId = (step: Step) => `step-${step}`;

export interface Note {
  readonly code: string;
  readonly about: string | null;
}
/** One fault beside its step; the text is in English where it comes from the server as it is. */
export interface Fault {
  readonly step: Step;
  readonly text: string;
  readonly about: string | null;
  /** What the form calls the value that is wrong. */
  readonly label?: Key | undefined;
  readonly lang?: 'en';
}

/** Every code that rules give, with the words for it. Codes are the same in every language; authorities exchange them. */
const WORDS: Record<string, Key> = {
  'activity-missing': 'note.activity-missing',
  'activity-unknown': 'note.activity-unknown',
  'assessor-confirms': 'note.assessor-confirms',
  'attestation-missing': 'note.attestation-missing',
  'authority-may-refuse': 'note.authority-may-refuse',
  'award-after-application': 'note.award-after-application',
  'award-date-missing': 'note.award-date-missing',
  'award-invalid': 'note.award-invalid',
  'award-missing': 'note.award-missing',
  'award-status-missing': 'note.award-status-missing',
  'award-status-unknown': 'note.award-status-unknown',
  'burden-of-proof-on-authority': 'note.burden-of-proof-on-authority',
  'capacity-missing': 'note.capacity-missing',
  'chain-without-effect': 'note.chain-without-effect',
  'country-missing': 'note.country-missing',
  'date-missing': 'note.date-missing',
  'documents-incomplete': 'note.documents-incomplete',
  'experience-after-application': 'note.experience-after-application',
  'experience-contradictory': 'note.experience-contradictory',
  'host-missing': 'note.host-missing',
  'host-unknown': 'note.host-unknown',
  'interval-ends-before-start': 'note.interval-ends-before-start',
  'law-unknown': 'note.law-unknown',
  'level-unknown': 'note.level-unknown',
  'matter-unknown': 'note.matter-unknown',
  'matters-of-title-unknown': 'note.matters-of-title-unknown',
  'mode-missing': 'note.mode-missing',
  'mode-unknown': 'note.mode-unknown',
  'months-unknown': 'note.months-unknown',
  'national-alternative': 'note.national-alternative',
  'nationality-missing': 'note.nationality-missing',
  'nationality-unknown': 'note.nationality-unknown',
  'no-verdict': 'note.no-verdict',
  'not-lawful': 'note.not-lawful',
  'purpose-missing': 'note.purpose-missing',
  'purpose-unknown': 'note.purpose-unknown',
  'reference-missing': 'note.reference-missing',
  'reference-not-in-force': 'note.reference-not-in-force',
  'reference-of-other-host': 'note.reference-of-other-host',
  'reference-unknown': 'note.reference-unknown',
  'regulation-not-recorded': 'note.regulation-not-recorded',
  'regulation-unknown': 'note.regulation-unknown',
  'requirements-unknown': 'note.requirements-unknown',
  'ruleset-unknown': 'note.ruleset-unknown',
  'services-year-not-shown': 'note.services-year-not-shown',
  'title-missing': 'note.title-missing',
  'title-not-awarded-then': 'note.title-not-awarded-then',
  'title-unknown': 'note.title-unknown',
  'training-shorter': 'note.training-shorter',
  'validation-after-application': 'note.validation-after-application',
  'validation-without-body': 'note.validation-without-body',
  'work-unaffected': 'note.work-unaffected',
};

/** A code in words; one that is not known here stays a code. */
export const noteText = (code: string): string => (WORDS[code] ? t(WORDS[code]) : code);

/** What nobody who fills in the form can mend: the registry itself does not know it. */
const OF_REGISTRY = new Set(['level-unknown', 'matters-of-title-unknown', 'regulation-unknown', 'requirements-unknown', 'ruleset-unknown', 'law-unknown']);
export const isOfRegistry = (note: Note) => OF_REGISTRY.has(note.code);

const BY_PREFIX: readonly (readonly [RegExp, Step])[] = [
  [/^(award|title|matters-of-title|level)-|^attestation/, 'held'],
  [/^(experience|interval|validation|capacity|months|country|services|matter)-|^not-lawful/, 'worked'],
  [/^(date|law|ruleset|documents)-/, 'when'],
];

export function stepOf(note: Note): Step {
  if (note.about?.startsWith(`${APPLICATION}-experience-`)) return 'worked';
  if (note.about?.startsWith(`${APPLICATION}-award-`)) return 'held';
  return BY_PREFIX.find(([form]) => form.test(note.code))?.[1] ?? 'wanted';
}

export const faultOf = (note: Note): Fault => ({ step: stepOf(note), text: noteText(note.code), about: note.about });

const BY_PROPERTY: Record<string, Step> = {
  holds: 'held', qualification: 'held', status: 'held', awardDate: 'held', art11Attested: 'held', equalTreatmentIn: 'held',
  experience: 'worked', country: 'worked', capacity: 'worked', months: 'worked', monthsLast10y: 'worked', technicalMonths: 'worked', workShare: 'worked',
  startDate: 'worked', endDate: 'worked', consecutive: 'worked', lawful: 'worked', validated: 'worked', matter: 'worked',
  date: 'when', documentsComplete: 'when',
};

const LABELS: Record<string, Key> = {
  awardDate: 'awardedOn', months: 'workMonths', monthsLast10y: 'workLast10y', technicalMonths: 'workTechnical', workShare: 'workShare', startDate: 'workStart', endDate: 'workEnd', date: 'applicationDate',
};

/** The faults of a file that was refused: `node: con:property: problem`, one after another. */
export function faultsOf(refusal: Refusal): Fault[] {
  const found = refusal.detail.matchAll(/(\S+): con:(\w+): (.*?)(?=; \S+: con:|$)/gs);
  return [...found].map(([, node, property = '', problem = '']) => ({
    step: node?.includes('-experience-') && property === 'activity' ? 'worked' : (BY_PROPERTY[property] ?? 'wanted'),
    text: problem,
    label: LABELS[property],
    about: node ?? null,
    lang: 'en',
  }));
}
