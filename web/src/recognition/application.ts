// What does somebody hold and want? The application as the form keeps it, as RDF, and as a link that only its maker has.
//
// It names no person, lives as long as the page, and leaves it only towards the assessment, which stores nothing.

export const CON = 'https://w3id.org/concord/ns#';
const X = 'https://w3id.org/concord/id/recognition/';
const PREFIXES: Readonly<Record<string, string>> = {
  con: CON,
  c: 'http://publications.europa.eu/resource/authority/country/',
  m: 'https://w3id.org/concord/id/matter/',
  x: X,
  foaf: 'http://xmlns.com/foaf/0.1/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};
export const APPLICATION = `${X}application`;
export const awardIri = (at: number) => `${APPLICATION}-award-${at + 1}`;
export const periodIri = (at: number) => `${APPLICATION}-experience-${at + 1}`;
const validatedIri = (at: number) => `${APPLICATION}-validated-${at + 1}`;

/** A title held; every value is the IRI of a list, or text of a form. */
export interface Held {
  readonly title: string;
  readonly status: string;
  readonly date: string;
  readonly level: string;
  readonly equalIn: string;
}
/** A period of work. */
export interface Period {
  readonly country: string;
  readonly activity: string;
  readonly capacity: string;
  readonly months: string;
  readonly last10y: string;
  readonly technical: string;
  readonly share: string;
  readonly start: string;
  readonly end: string;
  readonly consecutive: boolean;
  readonly lawful: boolean;
}
export interface Draft {
  readonly held: readonly Held[];
  readonly worked: readonly Period[];
  /** Matters that a body has validated. */
  readonly validated: readonly string[];
  readonly purpose: string;
  readonly host: string;
  readonly activity: string;
  readonly mode: string;
  readonly reference: string;
  readonly nationality: string;
  readonly permittedBy: string;
  readonly date: string;
  readonly complete: boolean;
}

export const today = () => new Date().toISOString().slice(0, 10);
export const emptyHeld = (title = ''): Held => ({ title, status: `${CON}Valid`, date: '', level: '', equalIn: '' });
export const emptyPeriod = (activity: string): Period => ({
  country: '', activity, capacity: '', months: '', last10y: '', technical: '', share: '', start: '', end: '', consecutive: false, lawful: true,
});
export const emptyDraft = (): Draft => ({
  held: [emptyHeld()], worked: [], validated: [], purpose: '', host: '', activity: '', mode: '', reference: '', nationality: '', permittedBy: '', date: today(), complete: true,
});

type Value = { readonly iri: string } | { readonly text: string; readonly type: 'date' | 'integer' | 'decimal' | 'boolean' };
interface Node {
  readonly iri: string;
  readonly type: string;
  readonly says: readonly (readonly [string, readonly Value[]])[];
}

const iri = (value: string): Value[] => (value ? [{ iri: value }] : []);
const literal = (text: string, type: 'date' | 'integer' | 'decimal' | 'boolean'): Value[] => (text.trim() ? [{ text: text.trim(), type }] : []);
const yes = (value: boolean): Value[] => (value ? [{ text: 'true', type: 'boolean' }] : []);

/** The nodes of an application; what was not filled in is not there. */
function nodes(it: Draft): Node[] {
  const each = (all: readonly unknown[], name: (at: number) => string): Value[] => all.map((_, at) => ({ iri: name(at) }));
  // Only work is asked about the person; a permit counts for nobody else.
  const isForWork = it.purpose !== `${CON}Equivalence` && it.purpose !== `${CON}FurtherStudy` && it.purpose !== `${CON}Transparency`;
  const all: Node[] = [
    {
      iri: APPLICATION,
      type: 'Application',
      says: [
        ['date', literal(it.date, 'date')],
        ['purpose', iri(it.purpose)],
        ['host', iri(it.host)],
        ['activity', iri(it.activity)],
        ['mode', iri(it.mode)],
        ['nationality', iri(it.nationality)],
        ['reference', iri(it.reference)],
        ['thirdCountryPermittedBy', isForWork ? iri(it.permittedBy) : []],
        ['documentsComplete', [{ text: String(it.complete), type: 'boolean' }]],
        ['holds', each(it.held, awardIri)],
        ['experience', each(it.worked, periodIri)],
        ['validated', each(it.validated, validatedIri)],
      ],
    },
    ...it.held.map((held, at): Node => ({
      iri: awardIri(at),
      type: 'Award',
      says: [
        ['qualification', iri(held.title)],
        ['status', iri(held.status)],
        ['awardDate', literal(held.date, 'date')],
        ['art11Attested', literal(held.level, 'integer')],
        ['equalTreatmentIn', iri(held.equalIn)],
      ],
    })),
    ...it.worked.map((work, at): Node => ({
      iri: periodIri(at),
      type: 'Experience',
      says: [
        ['country', iri(work.country)],
        ['activity', iri(work.activity)],
        ['capacity', iri(work.capacity)],
        ['months', literal(work.months, 'integer')],
        ['monthsLast10y', literal(work.last10y, 'integer')],
        ['technicalMonths', literal(work.technical, 'integer')],
        ['workShare', literal(work.share, 'decimal')],
        ['startDate', literal(work.start, 'date')],
        ['endDate', literal(work.end, 'date')],
        ['consecutive', yes(work.consecutive)],
        ['lawful', work.lawful ? [] : [{ text: 'false', type: 'boolean' }]],
      ],
    })),
    ...it.validated.flatMap((matter, at): Node[] => [
      { iri: validatedIri(at), type: 'ValidatedMatter', says: [['matter', iri(matter)], ['validatedBy', iri(`${validatedIri(at)}-body`)]] },
      { iri: `${validatedIri(at)}-body`, type: 'foaf:Agent', says: [] },
    ]),
  ];
  return all.map((node) => ({ ...node, says: node.says.filter(([, values]) => values.length > 0) }));
}

const typed = (type: string) => (type.includes(':') ? type : `con:${type}`);

function short(value: string): string | null {
  const [prefix, start] = Object.entries(PREFIXES).find(([, space]) => value.startsWith(space)) ?? [];
  const local = start ? value.slice(start.length) : '';
  return prefix && /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(local) ? `${prefix}:${local}` : null;
}

function term(value: Value): string {
  if ('iri' in value) return short(value.iri) ?? `<${value.iri}>`;
  if (value.type === 'boolean') return value.text;
  if (value.type === 'integer' && /^\d+$/.test(value.text)) return value.text;
  return `"${value.text.replace(/["\\\n\r]/g, '')}"^^xsd:${value.type}`;
}

export function turtle(draft: Draft): string {
  const body = nodes(draft).map((node) => {
    const says = node.says.map(([property, values]) => ` ;\n  con:${property} ${values.map(term).join(' , ')}`);
    return `${term({ iri: node.iri })} a ${typed(node.type)}${says.join('')} .`;
  });
  const used = Object.entries(PREFIXES).filter(([prefix]) => body.some((it) => new RegExp(`(^|[\\s^])${prefix}:`).test(it)));
  return `${used.map(([prefix, space]) => `@prefix ${prefix}: <${space}> .`).join('\n')}\n\n${body.join('\n\n')}\n`;
}

export function jsonLd(draft: Draft): string {
  const value = (it: Value) => ('iri' in it ? { '@id': short(it.iri) ?? it.iri } : { '@value': it.text, '@type': `xsd:${it.type}` });
  const graph = nodes(draft).map((node) => ({
    '@id': short(node.iri) ?? node.iri,
    '@type': typed(node.type),
    ...Object.fromEntries(node.says.map(([property, values]) => [`con:${property}`, values.length === 1 && values[0] ? value(values[0]) : values.map(value)])),
  }));
  return JSON.stringify({ '@context': PREFIXES, '@graph': graph }, null, 2);
}

const MARK = '#application=';

/** The application as the last part of an address, which browsers send to no server. */
export function fragment(draft: Draft): string {
  return MARK + btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(draft)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** The application of such a part; null for any other, and only values of the form that a draft has. */
export function fromFragment(hash: string): Draft | null {
  if (!hash.startsWith(MARK)) return null;
  try {
    const bytes = atob(hash.slice(MARK.length).replace(/-/g, '+').replace(/_/g, '/'));
    const raw: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (it) => it.charCodeAt(0))));
    const { held, worked, validated, ...flat } = raw as Draft;
    const base = emptyDraft();
    return {
      ...like(base, flat),
      held: list(held).map((it) => like(emptyHeld(), it)),
      worked: list(worked).map((it) => like(emptyPeriod(''), it)),
      validated: list(validated).filter((it): it is string => typeof it === 'string'),
    };
  } catch {
    return null;
  }
}

const PARTS_MAX = 50;
const list = (it: unknown): unknown[] => (Array.isArray(it) ? it.slice(0, PARTS_MAX) : []);

/** What is given where it has the type of the pattern, else the pattern. Text that would leave its place in Turtle is dropped. */
function like<T extends object>(pattern: T, given: unknown): T {
  const values = Object(given) as Record<string, unknown>;
  const fits = (was: unknown, is: unknown) => typeof was === typeof is && (typeof is !== 'string' || !/[\s<>"{}|\\^`]/.test(is));
  return Object.fromEntries(Object.entries(pattern).map(([name, was]) => [name, typeof was !== 'object' && fits(was, values[name]) ? values[name] : was])) as T;
}
