// How do the milestones stand on a date? The registry computes it; nothing is decided here.
import { graphql, sparql } from './api';
import STATUS from '../../queries/competency/15-milestones-with-status.rq?raw';
import OVERVIEW from './queries/overview.graphql?raw';
import type { Key } from './i18n';
import type { LangString } from './ui';

export interface Target {
  id: string;
  label: LangString | null;
  value: string | null;
  comparator: { label: LangString | null } | null;
  unit: { label: LangString | null } | null;
  dueText: LangString | null;
  due: string | null;
  baselineStatus: string | null;
}
export interface Milestone {
  id: string;
  text: LangString | null;
  document: { slug: string; label: LangString | null } | null;
  targets: Target[];
}
export interface Overview {
  regions: { totalCount: number };
  municipalities: { totalCount: number };
  documents: { totalCount: number };
  provisions: { totalCount: number };
  indicators: { totalCount: number };
  events: { totalCount: number };
  persons: { totalCount: number };
  milestones: { nodes: Milestone[] };
}
export interface Standing {
  status: string;
  counted: string | null;
}

export const today = () => new Date().toISOString().slice(0, 10);

export const STATUSES: Record<string, Key> = {
  met: 'statusMet',
  due: 'statusDue',
  overdue: 'statusOverdue',
  'not measurable': 'statusNotMeasurable',
};

export async function loadOverview(signal: AbortSignal): Promise<Overview> {
  return graphql<Overview>(OVERVIEW, {}, signal);
}

export async function loadStandings(date: string, signal: AbortSignal): Promise<Map<string, Standing>> {
  const table = await sparql(STATUS, { date }, signal);
  return new Map(table.rows.map((row) => [row.target?.value ?? '', { status: row.status?.value ?? '', counted: row.counted?.value ?? null }]));
}
