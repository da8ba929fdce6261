// Which figures does the registry hold and compute? The answers of `/kpi/...`, as they come.
import { json, sparql } from './api';
import { language, number, rounded } from './i18n';
import DATASETS from './queries/datasets.rq?raw';
import type { LangString } from './ui';

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
  /** The territory that is compared with. */
  readonly with?: Territory;
  /** Which quantile it is. */
  readonly p?: number;
}
export interface Row {
  readonly role: string;
  /** Of which indicator a part of an index is. */
  readonly indicator?: About;
  readonly territory: Territory | null;
  readonly measured?: Territory & { readonly isProxy: boolean; readonly fit?: string };
  readonly from?: string;
  readonly period?: string;
  readonly flags?: readonly string[];
  readonly observation?: string;
  readonly dataset?: string;
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
export interface Note {
  readonly code: string;
  readonly text: string;
}
export interface Answer {
  readonly revision: number;
  readonly indicator?: About | null;
  readonly rows: readonly Row[];
  readonly notes?: readonly Note[];
}
export interface Catalogued extends About {
  readonly definition: string | null;
  readonly note: string | null;
  readonly formula: { readonly kind: string; readonly operands: readonly string[] } | null;
  readonly series: readonly { readonly dimensions: string; readonly territories: number; readonly observations: number; readonly first: string; readonly last: string }[];
}
export interface Explanation {
  readonly figure: Figure;
  readonly revision: number;
  readonly method: string;
  readonly formula: string | null;
  readonly inputs: readonly { readonly observation: string | null; readonly indicator: string; readonly territory: string; readonly period: string; readonly value: string; readonly unit: string | null; readonly dataset: string | null; readonly sources: readonly string[] }[];
  readonly inputsTotal: number;
  readonly query?: { readonly link: string; readonly name: string };
}

export async function loadCatalogue(signal: AbortSignal): Promise<readonly Catalogued[]> {
  return (await json<{ indicators: Catalogued[] }>('/kpi/indicators', {}, { signal })).indicators;
}

export function ask(code: string, operation: string, params: Record<string, string>, signal?: AbortSignal): Promise<Answer> {
  return json<Answer>(`/kpi/${encodeURIComponent(code)}/${operation}`, params, signal ? { signal } : {});
}

/** What is asked of several indicators at once: `composite` or `impact`. */
export function askOfSeveral(operation: 'composite' | 'impact', params: Record<string, string>, signal?: AbortSignal): Promise<Answer> {
  return json<Answer>(`/kpi/${operation}`, params, signal ? { signal } : {});
}

/** What the data sets are called that figures come from. */
export async function loadDatasets(signal: AbortSignal): Promise<ReadonlyMap<string, LangString>> {
  const table = await sparql(DATASETS, { lang: language() }, signal);
  return new Map(table.rows.map((row) => [row.dataset?.value ?? '', { value: row.label?.value ?? '', lang: row.label?.['xml:lang'] ?? null }]));
}

export async function explain(link: string): Promise<Explanation> {
  const url = new URL(link, location.origin);
  return json<Explanation>(url.pathname, Object.fromEntries(url.searchParams));
}

export const figure = (row: Row, name: string): Figure | undefined => row.figures.find((it) => it.name === name);
export const valueOf = (row: Row, name = 'value'): number | null => figure(row, name)?.value ?? null;

/** A published value as it was published, a computed one as it can be read. */
export const written = (of: Figure): string => (of.value === null ? '–' : of.published === undefined ? rounded(of.value) : number(of.value));

/** Year and value of each row, for a line. */
export const points = (rows: readonly Row[]): (readonly [number, number | null])[] => rows.flatMap((row) => (row.period ? [[Number(row.period.slice(0, 4)), valueOf(row)] as const] : []));

/** The rows of each territory, in the order of the answer. */
export function byTerritory(rows: readonly Row[]): Row[][] {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    if (!row.territory) continue;
    const own = found.get(row.territory.iri);
    if (own) own.push(row);
    else found.set(row.territory.iri, [row]);
  }
  return [...found.values()];
}

/** The years of an indicator, the last one first; none where its periods are no years. */
export function yearsOf(of: Catalogued): string[] {
  const [first, last] = [of.series[0]?.first ?? '', of.series[0]?.last ?? ''];
  if (!/^\d{4}$/.test(first) || !/^\d{4}$/.test(last)) return [];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => String(Number(last) - at));
}
