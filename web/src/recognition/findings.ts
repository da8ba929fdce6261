// What does the registry find wrong or missing in an application, in words, and which step of the form is it about?
import type { Refusal } from '../api';
import type { Key } from '../i18n';
import { APPLICATION } from './application';
import { bySlug, text, type Lists } from './lists';

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

/** A code in words, by the registry's own list; codes are the same in every language, because authorities exchange them. */
export const noteText = (code: string, lists: Lists): string => text(bySlug(lists.notes, `note-${code}`)) || code;

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

export const faultOf = (lists: Lists) => (note: Note): Fault => ({ step: stepOf(note), text: noteText(note.code, lists), about: note.about });

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
