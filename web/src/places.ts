// Which regions and towns are there, which bodies do they belong to, and where do they stand on a map?
import { graphql, sparql } from './api';
import { compare } from './i18n';
import { project } from './projection';
import PLACES from './queries/places.graphql?raw';
import POINTS from './queries/points.rq?raw';
import type { LangString } from './ui';

export interface Place {
  readonly id: string;
  readonly slug: string;
  readonly label: LangString;
  readonly other: string[];
  readonly isTown: boolean;
  readonly country: LangString | null;
  readonly countryCode: string;
  readonly levels: LangString[];
  /** Slugs of the bodies that it is or was a member of. */
  readonly bodies: string[];
  readonly chairs: boolean;
  readonly at: readonly [number, number] | null;
}
export interface Body {
  readonly slug: string;
  readonly id: string;
  readonly label: LangString | null;
  readonly altLabels: LangString[];
}
interface Node {
  __typename: string;
  id: string;
  slug: string;
  label: LangString | null;
  altLabels: LangString[];
  country: { slug: string; label: LangString | null } | null;
  level: { label: LangString | null }[];
  memberships: { __typename: string; body: { slug: string } | null }[];
}
interface Answer {
  regions: { nodes: Node[] };
  municipalities: { nodes: Node[] };
  alliances: { nodes: Body[] };
}

export async function loadPlaces(signal: AbortSignal): Promise<{ places: Place[]; bodies: Body[] }> {
  const [answer, points] = await Promise.all([graphql<Answer>(PLACES, {}, signal), sparql(POINTS, {}, signal)]);
  const at = new Map(points.rows.map((row) => [row.place?.value ?? '', point(row.wkt?.value ?? '')]));
  const places = [...answer.regions.nodes, ...answer.municipalities.nodes].map((it) => ({
    id: it.id,
    slug: it.slug,
    label: it.label ?? { value: it.slug },
    other: it.altLabels.map((name) => name.value),
    isTown: it.__typename === 'Municipality',
    country: it.country?.label ?? null,
    countryCode: it.country?.slug ?? '',
    levels: it.level.flatMap((level) => level.label ?? []),
    bodies: [...new Set(it.memberships.flatMap((joined) => joined.body?.slug ?? []))],
    chairs: it.memberships.some((joined) => joined.__typename === 'Tenure'),
    at: at.get(it.id) ?? null,
  }));
  places.sort((a, b) => compare(a.label.value, b.label.value));
  return { places, bodies: answer.alliances.nodes };
}

function point(wkt: string): readonly [number, number] | null {
  const [, x, y] = /^POINT ?\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)$/.exec(wkt) ?? [];
  return x && y ? project(Number(x), Number(y)) : null;
}

/** Letters without case and accents, as a reader types them. */
export const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The short name of a body: the one of its other names that is all capitals. */
export function short(bodies: readonly Body[], slug: string): { short: string; full: string } {
  const body = bodies.find((it) => it.slug === slug);
  const full = body?.label?.value ?? slug;
  return { short: body?.altLabels.find((it) => /^[A-Z]{2,6}$/.test(it.value))?.value ?? full, full };
}
