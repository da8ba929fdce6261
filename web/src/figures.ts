// Which figures does the registry hold and compute? The answers of `/kpi/...`, as they come.
import { json } from './api';

export interface Territory {
  readonly code: string | null;
  readonly iri: string;
  readonly label: string;
}
export interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string | null;
  readonly method: string;
  readonly inputs: number;
  readonly explain: string;
  readonly published?: string;
}
export interface Row {
  readonly role: string;
  readonly territory: Territory | null;
  readonly measured?: Territory & { readonly isProxy: boolean; readonly fit?: string };
  readonly period?: string;
  readonly flags?: readonly (string | { code?: string; label?: string })[];
  readonly observation?: string;
  readonly missing?: { readonly code: string; readonly reason: string };
  readonly figures: readonly Figure[];
}
export interface About {
  readonly code: string;
  readonly iri: string;
  readonly label: string;
  readonly unit: string | null;
  readonly direction: string | null;
}
export interface Answer {
  readonly revision: number;
  readonly indicator: About | null;
  readonly rows: readonly Row[];
  readonly notes?: readonly unknown[];
}
export interface Catalogued extends About {
  readonly definition: string | null;
  readonly note: string | null;
  readonly formula: string | null;
  readonly series: readonly { readonly dimensions: string; readonly territories: number; readonly observations: number; readonly first: string; readonly last: string }[];
}
export interface Explanation {
  readonly figure: Figure;
  readonly method: string;
  readonly formula: string | null;
  readonly inputs: readonly { readonly observation: string | null; readonly indicator: string; readonly territory: string; readonly period: string; readonly value: string; readonly unit: string | null; readonly dataset: string | null; readonly sources: readonly string[] }[];
  readonly inputsTotal: number;
  readonly query?: { readonly link: string; readonly name: string };
}

export async function loadCatalogue(signal: AbortSignal): Promise<readonly Catalogued[]> {
  return (await json<{ indicators: Catalogued[] }>('/kpi/indicators', {}, { signal })).indicators;
}

export function ask(code: string, operation: string, params: Record<string, string>, signal: AbortSignal): Promise<Answer> {
  return json<Answer>(`/kpi/${encodeURIComponent(code)}/${operation}`, params, { signal });
}

export async function explain(link: string): Promise<Explanation> {
  const url = new URL(link, location.origin);
  return json<Explanation>(url.pathname, Object.fromEntries(url.searchParams));
}

export const figure = (row: Row, name: string): Figure | undefined => row.figures.find((it) => it.name === name);
export const period = (row: Row) => row.period ?? '';
