// Which words does the reader get? One file of messages a language; the one in use is loaded, no other.
import en from './messages/en.json';

export type Key = keyof typeof en;
export const LANGUAGES = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', it: 'Italiano', nl: 'Nederlands' } as const;
export type Language = keyof typeof LANGUAGES;

const FILES: Record<Exclude<Language, 'en'>, () => Promise<{ default: Record<Key, string> }>> = {
  de: () => import('./messages/de.json'),
  fr: () => import('./messages/fr.json'),
  es: () => import('./messages/es.json'),
  it: () => import('./messages/it.json'),
  nl: () => import('./messages/nl.json'),
};

/** Whose way of writing dates and numbers: English is written the British way, as the institutions of the Union do. */
const LOCALE: Record<Language, string> = { en: 'en-GB', de: 'de', fr: 'fr', es: 'es', it: 'it', nl: 'nl' };

let current: Language = 'en';
let words: Record<Key, string> = en;

const known = (tag: string | null | undefined): tag is Language => !!tag && tag in LANGUAGES;

/** The language of the address, else the first of the browser's that we speak. */
export function wanted(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (known(asked)) return asked;
  return navigator.languages.map((it) => it.split('-')[0]).find(known) ?? 'en';
}

export function language(): Language {
  return current;
}

export async function speak(tag: Language): Promise<void> {
  words = tag === 'en' ? en : (await FILES[tag]()).default;
  current = tag;
  document.documentElement.lang = tag;
}

/** A message; `{name}` in it becomes the value of that name. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** One of two messages, `key.one` or `key.other`, by the plural rule of the language. */
export function plural(one: Key, other: Key, count: number): string {
  return t(new Intl.PluralRules(current).select(count) === 'one' ? one : other, { n: number(count) });
}

/** Making a formatter costs more than using it a hundred times: one is kept for each language and manner. */
const formats = new Map<string, Intl.NumberFormat>();
function format(manner: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${current} ${manner}`;
  const found = formats.get(key) ?? new Intl.NumberFormat(LOCALE[current], options);
  formats.set(key, found);
  return found;
}

export function number(value: number, digits?: number): string {
  return format(`digits ${digits}`, digits === undefined ? {} : { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);
}

/** A computed number no finer than it can be read: whole numbers as they are, others with six figures. */
export function rounded(value: number): string {
  return Number.isInteger(value) ? number(value) : format('rounded', { maximumSignificantDigits: 6 }).format(value);
}

/** A number as short as an axis needs it: millions by their name, small shares with their figures. */
export function brief(value: number): string {
  if (Math.abs(value) >= 1e6) return format('compact', { notation: 'compact', maximumFractionDigits: 2 }).format(value);
  return format('brief', { maximumSignificantDigits: 6 }).format(value);
}

/** A share from 0 to 1 as percent. */
export function percent(value: number): string {
  return new Intl.NumberFormat(LOCALE[current], { style: 'percent', maximumFractionDigits: 1 }).format(value);
}

/** A day, a month or a year as the reader writes it, no more exact than it is known. */
export function date(value: string | null | undefined): string {
  if (!value) return '';
  const [, year, month, day] = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(value) ?? [];
  if (!year) return value;
  if (!month) return year;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  return new Intl.DateTimeFormat(LOCALE[current], { timeZone: 'UTC', year: 'numeric', month: 'long', ...(day && { day: 'numeric' }) }).format(at);
}

export function moment(value: string): string {
  return new Intl.DateTimeFormat(LOCALE[current], { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(value));
}

let collator: { tag: Language; of: Intl.Collator } | null = null;

export function compare(a: string, b: string): number {
  if (collator?.tag !== current) collator = { tag: current, of: new Intl.Collator(current, { numeric: true }) };
  return collator.of.compare(a, b);
}
