// How is a thing shown that an answer mentions: a part of the application, an entity of the registry, an act elsewhere?
import type { ComponentChildren } from 'preact';
import { t, type Key } from '../i18n';
import { entityAddress, Entity, tail, type LangString } from '../ui';
import { APPLICATION } from './application';

export type Names = ReadonlyMap<string, LangString | null> | null;

const PARTS: Record<string, Key> = { award: 'heldPart', experience: 'workedPart', validated: 'validatedPart' };

/** What the form calls a part of the application; null for anything else. */
export function partName(iri: string): string | null {
  if (!iri.startsWith(APPLICATION)) return null;
  const [, kind, n] = /-(award|experience|validated)-(\d+)$/.exec(iri) ?? [];
  return kind && n && PARTS[kind] ? t(PARTS[kind], { n }) : t('application');
}

export function Thing({ iri, names }: { iri: string; names: Names }) {
  const part = partName(iri);
  if (part) return <>{part}</>;
  const label = names?.get(iri);
  if (label) return <Entity of={{ id: iri, label }} />;
  if (/^https:\/\/w3id\.org\/concord\//.test(iri)) return <a href={entityAddress(iri)}>{tail(iri)}</a>;
  if (/^https?:/.test(iri)) return <a href={iri} rel="external">{iri.replace(/^https?:\/\//, '').replace(/\/$/, '')}</a>;
  return <>{iri}</>;
}

/** A list that reads like a sentence. */
export function Inline<T>({ of, id, children }: { of: readonly T[]; id: (it: T) => string; children: (it: T) => ComponentChildren }) {
  return (
    <ul class="things">
      {of.map((it, at) => <li key={id(it)}>{children(it)}{at < of.length - 1 && ', '}</li>)}
    </ul>
  );
}

export function Things({ of, names }: { of: readonly string[]; names: Names }) {
  return <Inline of={of} id={(it) => it}>{(it) => <Thing iri={it} names={names} />}</Inline>;
}
