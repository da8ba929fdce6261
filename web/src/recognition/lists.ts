// What can an application name? The registry's own lists: titles, states, activities, modes, purposes, matters.
import { graphql } from '../api';
import { compare } from '../i18n';
import LISTS from '../queries/recognition.graphql?raw';
import { tail, type LangString, type Named } from '../ui';

export interface Item extends Named {
  readonly slug: string;
}
export interface Title extends Item {
  /** The name under which it is awarded. */
  readonly name: LangString;
  readonly issuedIn: Item | null;
  readonly eqf: string | null;
}
export interface Reference extends Item {
  readonly host: Item | null;
}
export interface Lists {
  readonly purposes: readonly Item[];
  readonly modes: readonly Item[];
  readonly capacities: readonly Item[];
  readonly nationalities: readonly Item[];
  readonly statuses: readonly Item[];
  readonly outcomes: readonly Item[];
  readonly verdicts: readonly Item[];
  /** The rules of a trace, and the notes of an assessment. */
  readonly rules: readonly Item[];
  readonly notes: readonly Item[];
  readonly activities: readonly Item[];
  readonly matters: readonly Item[];
  readonly titles: readonly Title[];
  readonly references: readonly Reference[];
  /** States whose rules or titles some fact speaks of. */
  readonly states: readonly Item[];
  /** Those and every other state that the registry knows: one may have worked anywhere. */
  readonly anywhere: readonly Item[];
}

type Nodes<T> = { nodes: T[] };
type RawTitle = Item & { titles: LangString[]; issuedIn: Item | null; eqfLevel: { slug: string } | null };
type Answer = Record<'purposes' | 'modes' | 'capacities' | 'nationalities' | 'statuses' | 'outcomes' | 'verdicts' | 'rules' | 'notes' | 'activities' | 'matters' | 'countries', Nodes<Item>> & {
  titles: Nodes<RawTitle>;
  references: Nodes<Reference>;
  laws: Nodes<Item & { appliesIn: Item[] }>;
  agreements: Nodes<Item & { issuers: Item[]; recognisers: Item[] }>;
};

export const text = (of: { label: LangString | null; id: string } | null | undefined) => (of ? (of.label?.value ?? tail(of.id)) : '');
const sorted = <T extends Item>(all: readonly T[]) => [...all].sort((a, b) => compare(text(a), text(b)));
const once = <T extends Item>(all: readonly T[]) => [...new Map(all.map((it) => [it.id, it])).values()];

export async function loadLists(signal: AbortSignal): Promise<Lists> {
  const it = await graphql<Answer>(LISTS, {}, signal);
  const states = once([
    ...it.laws.nodes.flatMap((law) => law.appliesIn),
    ...it.titles.nodes.flatMap((title) => title.issuedIn ?? []),
    ...it.references.nodes.flatMap((reference) => reference.host ?? []),
    ...it.agreements.nodes.flatMap((agreement) => [...agreement.issuers, ...agreement.recognisers]),
  ]);
  const titles = it.titles.nodes.map((title) => ({
    id: title.id,
    slug: title.slug,
    label: title.label,
    name: title.titles[0] ?? title.label ?? { value: title.slug },
    issuedIn: title.issuedIn,
    eqf: title.eqfLevel?.slug ?? null,
  }));
  titles.sort((a, b) => compare(text(a.issuedIn), text(b.issuedIn)) || compare(a.name.value, b.name.value));
  return {
    // An agreement may concern the level of a degree alone; nobody applies for that.
    purposes: it.purposes.nodes.filter((purpose) => purpose.slug !== 'LevelOnly'),
    modes: it.modes.nodes,
    capacities: it.capacities.nodes,
    nationalities: it.nationalities.nodes,
    statuses: it.statuses.nodes,
    outcomes: it.outcomes.nodes,
    verdicts: it.verdicts.nodes,
    rules: it.rules.nodes,
    notes: it.notes.nodes,
    activities: sorted(it.activities.nodes),
    matters: sorted(it.matters.nodes),
    titles,
    references: sorted(it.references.nodes),
    states: sorted(states),
    anywhere: sorted(once([...states, ...it.countries.nodes])),
  };
}

export const bySlug = <T extends Item>(all: readonly T[], slug: string | null | undefined): T | undefined => (slug ? all.find((it) => it.slug === slug) : undefined);
export const byId = <T extends Item>(all: readonly T[], id: string | null | undefined): T | undefined => (id ? all.find((it) => it.id === id) : undefined);
