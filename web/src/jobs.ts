// What does the registry know of jobs and skills? The answers of `/profiles` and `/skills/...`, as they come.
import { addressOf, graphql, json, type Params } from './api';
import { t, type Key } from './i18n';
import SEARCH from './queries/job-search.graphql?raw';
import NAMES from './queries/skill-names.graphql?raw';
import { tail, type LangString, type Named } from './ui';

export interface Thing {
  readonly iri: string;
  readonly name: string | null;
}
export interface Share {
  readonly fraction: string;
  readonly value: number;
}
export interface Need {
  readonly skill: Thing;
  readonly importance: 'essential' | 'optional';
  readonly weight: number;
  readonly safety_critical: boolean;
  readonly proficiency?: Thing;
  readonly origin: 'own' | 'inherited' | 'changed';
  readonly origin_of?: Thing;
}
export interface Line {
  readonly profile: Thing;
  readonly occupation: Thing | null;
  readonly n_essential: number;
  readonly n_optional: number;
  readonly notes: readonly string[];
}
export interface Profile extends Line {
  readonly revision: number;
  readonly needs: readonly Need[];
  /** What a skill counts in shares where the profile does not say otherwise. */
  readonly weights: { readonly essential: number; readonly optional: number };
}
export type Relation = 'same' | 'exact-match' | 'parts' | 'close-match' | 'narrower' | 'broader' | 'sibling';
export interface Because {
  readonly held: Thing;
  readonly relation: Relation;
  readonly steps?: number;
  readonly parts?: readonly [number, number];
}
export type Status = 'missing' | 'open' | 'covered';
export interface GapLine extends Need {
  readonly status: Status;
  readonly cover: Share;
  readonly because: Because | null;
}
export interface Held {
  readonly skill: Thing;
  readonly evidence: string;
  readonly of_job?: Thing;
}
/** From which cover on a skill is there, and what relations and evidence count. */
export interface Rules {
  readonly covered_from: number;
  readonly open_from: number;
  readonly relations: Readonly<Record<string, number>>;
  readonly evidence: Readonly<Record<string, number>>;
}
export interface Gap {
  readonly revision: number;
  readonly profile: Thing;
  readonly notes: readonly string[];
  readonly essential: Share | null;
  readonly all: Share | null;
  readonly n_missing: number;
  readonly n_open: number;
  readonly n_covered: number;
  readonly lines: readonly GapLine[];
  readonly held: readonly Held[];
  readonly rules: Rules;
}
export interface Near {
  readonly revision: number;
  readonly near: readonly { readonly profile: Thing; readonly n_shared: number; readonly n_either: number; readonly cover_to: Share }[];
}
export interface Step {
  readonly profile: Thing;
  readonly cover: Share;
  readonly n_there: number;
  readonly missing: readonly Thing[];
}
export interface Way {
  readonly n_missing: number;
  readonly n_untaught: number;
  readonly hours: number;
  readonly largest_step: number;
  readonly steps: readonly Step[];
}
export interface Target {
  readonly profile: Thing;
  readonly ways: readonly Way[];
}
export interface Transitions {
  readonly revision: number;
  readonly from: Thing;
  readonly notes: readonly string[];
  readonly total: number;
  readonly complete: boolean;
  readonly targets: readonly Target[];
}
export interface Training {
  readonly revision: number;
  readonly missing: readonly Thing[];
  readonly offers: readonly { readonly offer: Thing; readonly hours: number | null; readonly cost_euro: number | null; readonly micro_credential: boolean; readonly teaches: readonly Thing[] }[];
  readonly total: number;
  readonly untaught: readonly Thing[];
  readonly exact: boolean;
}
export interface Release extends Named {
  readonly version: string | null;
  readonly isCut: boolean | null;
}

const PROFILE = 'https://w3id.org/concord/id/profile/';
const OCCUPATION = 'http://data.europa.eu/esco/occupation/';
const SKILL = 'http://data.europa.eu/esco/skill/';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An address names a profile by its slug and an occupation of ESCO by its number. */
export const jobIri = (slug: string) => (UUID.test(slug) ? OCCUPATION : PROFILE) + slug;
export const isOccupation = (iri: string) => iri.startsWith(OCCUPATION);

/** Skills of ESCO stand in addresses by their numbers alone, others by their whole IRI. */
export const skillKey = (iri: string) => (iri.startsWith(SKILL) ? iri.slice(SKILL.length) : iri);
export const skillIri = (key: string) => (UUID.test(key) ? SKILL + key : key);

/** ESCO's lists of kinds come without names. */
const KINDS: Readonly<Record<string, Key>> = { skill: 'skillKindSkill', knowledge: 'skillKindKnowledge' };

/** What things are called, each with the language of the name. */
export class Names {
  constructor(private readonly known: ReadonlyMap<string, Named & { skillType?: Named | null }>) {}
  of(it: Thing): Named {
    return { id: it.iri, label: this.known.get(it.iri)?.label ?? (it.name ? { value: it.name } : null) };
  }
  text(it: Thing): string {
    return this.of(it).label?.value ?? tail(it.iri);
  }
  lang(it: Thing): string | undefined {
    return this.of(it).label?.lang ?? undefined;
  }
  /** Skill or knowledge, as ESCO divides them. */
  kind(it: Thing): LangString | null {
    const kind = this.known.get(it.iri)?.skillType;
    const key = kind && KINDS[tail(kind.id)];
    return kind?.label ?? (key ? { value: t(key) } : null);
  }
}

const NAMES_MAX = 500;

export async function loadNames(iris: Iterable<string>, signal?: AbortSignal): Promise<Names> {
  const all = [...new Set(iris)];
  const parts = Array.from({ length: Math.ceil(all.length / NAMES_MAX) }, (_, at) => all.slice(at * NAMES_MAX, (at + 1) * NAMES_MAX));
  const answers = await Promise.all(parts.map((ids) => graphql<{ nodes: (Named | null)[] }>(NAMES, { ids }, signal)));
  return new Names(new Map(answers.flatMap((it) => it.nodes.flatMap((node) => (node ? [[node.id, node] as const] : [])))));
}

/** Everything that an answer names. */
function* named(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const it of value) yield* named(it);
  else if (value && typeof value === 'object') {
    if ('iri' in value && typeof value.iri === 'string') yield value.iri;
    yield* named(Object.values(value));
  }
}

export interface Told<T> {
  readonly answer: T;
  readonly names: Names;
  /** Where the answer itself stands, at its revision. */
  readonly link: string;
}

/** An answer with the names of all that is in it. */
export async function tell<T extends { readonly revision: number }>(path: string, params: Params, signal?: AbortSignal): Promise<Told<T>> {
  const answer = await json<T>(path, params, signal ? { signal } : {});
  return { answer, names: await loadNames(named(answer), signal), link: addressOf(path, { ...params, revision: String(answer.revision) }) };
}

export interface Hit {
  readonly name: string;
  readonly lang: string | null;
  readonly node: Named & {
    readonly __typename: string;
    readonly codes?: readonly string[];
    readonly occupation?: readonly { readonly id: string; readonly codes: readonly string[] }[];
    readonly profiles?: readonly Named[];
    readonly skillType?: Named | null;
  };
}

/** Things whose names in any language answer a text. */
export async function find(text: string, types: readonly string[], first: number, signal: AbortSignal): Promise<{ totalCount: number; hits: Hit[] }> {
  return (await graphql<{ search: { totalCount: number; hits: Hit[] } }>(SEARCH, { text, types, first }, signal)).search;
}

/** A query of `queries/skills/` with its parameters filled in, to be run as it stands. */
export function filled(query: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(new RegExp(`\\?${name}\\b`, 'g'), value), query.replace(/^# param .*\n/gm, ''));
}
