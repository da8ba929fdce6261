// What are the classes called in the reader's language?
import { sparql } from './api';
import { language } from './i18n';
import CLASSES from './queries/classes.rq?raw';
import { tail } from './ui';

let kept: { key: string; names: Promise<Map<string, string>> } | null = null;

export function loadClasses(): Promise<Map<string, string>> {
  const key = `${language()} ${new URLSearchParams(location.search).get('revision') ?? ''}`;
  if (kept?.key !== key) {
    const read = sparql(CLASSES, { lang: language() });
    kept = { key, names: read.then((table) => new Map(table.rows.map((row) => [row.class?.value ?? '', row.label?.value ?? '']))) };
    kept.names.catch(() => {
      kept = null;
    });
  }
  return kept.names;
}

/** The names of the classes of a thing; a class without a name is called by the end of its IRI. */
export function classNames(types: readonly string[], names: Map<string, string> | null): string {
  return types.map((it) => names?.get(it) ?? tail(it)).join(', ');
}
