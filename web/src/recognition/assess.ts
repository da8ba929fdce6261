// What does the registry answer to an application? Assessed and forgotten; signed where the server has a key.
import { call, graphql, json, pinned, Refusal, refused, useLoad } from '../api';
import NAMES from '../queries/names.graphql?raw';
import type { LangString, Named } from '../ui';
import type { Note } from './findings';
import type { Title } from './lists';

export interface Called {
  readonly iri: string;
  readonly name: string;
}
export const named = (it: Called): Named => ({ id: it.iri, label: { value: it.name } });
export interface TraceStep {
  readonly rule: string;
  readonly verdict: string;
  readonly finding: string;
  readonly provision: string;
  readonly used: readonly string[];
  readonly cites: readonly string[];
}
export interface Measure {
  readonly ground: string;
  readonly adaptationMonths: number;
  readonly hours: number | null;
  readonly aptitudeTest: readonly Called[];
  readonly testWithinMonths: number | null;
  readonly choice: string;
}
export interface Assessment {
  readonly outcome: string;
  readonly basis: string;
  readonly missingMatters: readonly Called[];
  readonly information: readonly Note[];
  readonly levels: { readonly held: string | null; readonly required: string | null };
  readonly measure: Measure | null;
  readonly accessible: Called | null;
  readonly deadline: { readonly acknowledge: string; readonly decide: string; readonly extended: string } | null;
  readonly reason: string;
  readonly remedy: string;
  readonly notice: string;
  readonly notes: readonly Note[];
  readonly fixtures: readonly string[];
  readonly restsOn: readonly string[];
  readonly date: string | null;
  readonly law: string | null;
  readonly ruleset: string | null;
  readonly rulesetVersion: string | null;
  readonly facts: { readonly revision: number; readonly hash: string };
  readonly trace: readonly TraceStep[];
}
export type Addition =
  | { readonly kind: 'matter'; readonly matter: string }
  | { readonly kind: 'experience'; readonly capacity: string; readonly country: string; readonly months: number }
  | { readonly kind: 'listing'; readonly agreement: string; readonly title: string; readonly reference: string };
export interface Change {
  readonly additions: readonly Addition[];
  readonly outcome: string;
  readonly missing: readonly string[];
}

const ASSESS = '/recognition/assessments';
const CREDENTIALS = '/recognition/credentials';
const sent = (turtle: string): RequestInit => ({ method: 'POST', headers: { 'Content-Type': 'text/turtle' }, body: turtle });

export const assess = (turtle: string, signal: AbortSignal) => json<Assessment>(ASSESS, {}, { ...sent(turtle), signal });
export const changes = async (turtle: string, signal: AbortSignal) => (await json<{ changes: Change[] }>('/recognition/counterfactuals', {}, { ...sent(turtle), signal })).changes;

async function file(path: string, turtle: string, accept: string): Promise<Blob> {
  const response = await call(`${path}?${pinned()}`, { ...sent(turtle), headers: { 'Content-Type': 'text/turtle', Accept: accept } });
  if (!response.ok) throw await refused(response);
  return response.blob();
}

export const FILES = {
  turtle: { name: 'recognition.ttl', read: (it: string) => file(ASSESS, it, 'text/turtle') },
  jsonLd: { name: 'recognition.jsonld', read: (it: string) => file(ASSESS, it, 'application/ld+json') },
  credential: { name: 'recognition-credential.json', read: (it: string) => file(CREDENTIALS, it, 'application/vc') },
} as const;

/** Puts what was read into a file of the reader's. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Who signs at this server; null where it has no key. */
export async function issuer(): Promise<string | null> {
  try {
    const response = await call('/recognition/issuer', { headers: { Accept: 'application/json' } });
    return response.ok ? (((await response.json()) as { issuer?: string }).issuer ?? null) : null;
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Names of anything that an answer mentions, titles as they are awarded; what has none is called by the end of its IRI. */
export function useNames(iris: readonly string[], titles: readonly Title[]): ReadonlyMap<string, LangString | null> | null {
  const asked = [...new Set(iris)].filter((it) => /^https?:/.test(it)).sort();
  const loaded = useLoad(`names ${asked.join(' ')}`, async (signal) => {
    if (!asked.length) return new Map<string, LangString | null>();
    const answer = await graphql<{ nodes: ({ id: string; label: LangString | null } | null)[] }>(NAMES, { ids: asked }, signal);
    return new Map(answer.nodes.flatMap((it) => (it ? [[it.id, it.label] as const] : [])));
  });
  return loaded.value && new Map([...loaded.value, ...titles.map((it) => [it.id, it.name] as const)]);
}
