// What does the registry say? The public GraphQL, SPARQL and REST interfaces, read at one revision.
import { useEffect, useRef, useState } from 'preact/hooks';
import { language } from './i18n';

export class Refusal extends Error {
  constructor(
    readonly title: string,
    readonly detail: string,
    readonly code: string,
    readonly body?: unknown,
  ) {
    super(detail || title);
  }
}

/** The revision that the last answer came from, for the foot of the page. */
export const seen: { revision: string | null; tell: ((revision: string) => void) | null } = { revision: null, tell: null };

/** Language and revision, as every question carries them. */
export function pinned(): URLSearchParams {
  const params = new URLSearchParams({ lang: language() });
  const revision = new URLSearchParams(location.search).get('revision');
  if (revision) params.set('revision', revision);
  return params;
}

export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Refusal('', '', 'no-connection');
  }
  return heard(response);
}

/** Keeps the revision that an answer names, for the foot of the page. */
export function heard(response: Response): Response {
  const revision = response.headers.get('Concord-Revision');
  if (revision) {
    seen.revision = revision;
    seen.tell?.(revision);
  }
  return response;
}

export async function refused(response: Response): Promise<Refusal> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as { title?: string; detail?: string; code?: string; errors?: { message: string; extensions?: { code?: string } }[] };
    const error = body.errors?.[0];
    return new Refusal(body.title ?? '', error?.message ?? body.detail ?? '', error?.extensions?.code ?? body.code ?? String(response.status), body);
  } catch {
    return new Refusal(response.statusText, text.slice(0, 300), String(response.status));
  }
}

export async function graphql<T>(query: string, variables: Record<string, unknown> = {}, signal?: AbortSignal): Promise<T> {
  const response = await call(`/graphql?${pinned()}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
  if (!response.ok) throw await refused(response);
  const answer = (await response.json()) as { data: T | null; errors?: { message: string; extensions?: { code?: string } }[] };
  const error = answer.errors?.[0];
  if (error) throw new Refusal('', error.message, error.extensions?.code ?? 'graphql');
  return answer.data as T;
}

export interface Term {
  readonly type: 'uri' | 'literal' | 'bnode' | 'triple';
  readonly value: string;
  readonly 'xml:lang'?: string;
  readonly datatype?: string;
}
export type Row = Record<string, Term | undefined>;
export interface Table {
  readonly vars: string[];
  readonly rows: Row[];
  readonly boolean?: boolean;
  readonly complete: boolean;
}

export async function sparql(query: string, values: Record<string, string> = {}, signal?: AbortSignal): Promise<Table> {
  const response = await ask(query, values, 'application/sparql-results+json', signal);
  const answer = (await response.json()) as { head: { vars?: string[] }; results?: { bindings: Row[] }; boolean?: boolean };
  const complete = (response.headers.get('Concord-Result') ?? 'complete') === 'complete';
  const table = { vars: answer.head.vars ?? [], rows: answer.results?.bindings ?? [], complete };
  return answer.boolean === undefined ? table : { ...table, boolean: answer.boolean };
}

export async function ask(query: string, values: Record<string, string>, accept: string, signal?: AbortSignal): Promise<Response> {
  const body = new URLSearchParams({ query });
  for (const [name, value] of Object.entries(values)) body.set(`$${name}`, value);
  const response = await call(`/sparql?${pinned()}`, { method: 'POST', headers: { Accept: accept }, body, ...(signal && { signal }) });
  if (!response.ok) throw await refused(response);
  return response;
}

/** A parameter that is given as a list goes out as often as the list is long. */
export type Params = Readonly<Record<string, string | readonly string[]>>;

/** Where an answer stands, in the language and at the revision of the page unless others are given. */
export function addressOf(path: string, params: Params): string {
  const all = pinned();
  for (const [name, value] of Object.entries(params)) {
    all.delete(name);
    for (const one of typeof value === 'string' ? [value] : value) all.append(name, one);
  }
  return `${path}?${all}`;
}

export async function json<T>(path: string, params: Params = {}, init: RequestInit = {}): Promise<T> {
  const response = await call(addressOf(path, params), { ...init, headers: { Accept: 'application/json', ...init.headers } });
  if (!response.ok) throw await refused(response);
  return (await response.json()) as T;
}

export type Loaded<T> = { state: 'loading'; value: T | null } | { state: 'done'; value: T } | { state: 'failed'; value: null; error: unknown };

/** Reads once for each key; what came for an older key is dropped. */
export function useLoad<T>(key: string, read: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const full = `${key}|${pinned()}`;
  const [result, set] = useState<Loaded<T>>({ state: 'loading', value: null });
  const last = useRef<T | null>(null);
  useEffect(() => {
    const control = new AbortController();
    set({ state: 'loading', value: last.current });
    read(control.signal).then(
      (value) => {
        if (control.signal.aborted) return;
        last.current = value;
        set({ state: 'done', value });
      },
      (error: unknown) => {
        if (!control.signal.aborted) set({ state: 'failed', value: null, error });
      },
    );
    return () => control.abort();
  }, [full]);
  return result;
}
