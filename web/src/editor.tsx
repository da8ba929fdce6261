// The editor for SPARQL: a text area whose words complete from the ontology.
//
// A plain text area keeps undo, zoom, spelling aids and screen readers as they are; colours are all that it lacks.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { sparql } from './api';
import { language, plural } from './i18n';
import TERMS from './queries/terms.rq?raw';
import { Said } from './ui';

const PREFIXES: Record<string, string> = {
  con: 'https://w3id.org/concord/ns#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  org: 'http://www.w3.org/ns/org#',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  qb: 'http://purl.org/linked-data/cube#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};
const WORDS = 'SELECT DISTINCT WHERE OPTIONAL FILTER UNION VALUES BIND GRAPH MINUS EXISTS LIMIT OFFSET ASK CONSTRUCT DESCRIBE COUNT SUM COALESCE'.split(' ').concat('GROUP BY', 'ORDER BY', 'FILTER NOT EXISTS');
const SHOWN_MAX = 8;

interface Choice {
  readonly text: string;
  readonly detail: string;
}
let terms: { key: string; read: Promise<Choice[]> } | null = null;

/** The classes and properties of the ontology, each under its prefix. */
function loadTerms(): Promise<Choice[]> {
  if (terms?.key !== language()) {
    const read = sparql(TERMS, { lang: language() }).then((table) =>
      table.rows.flatMap((row) => {
        const iri = row.term?.value ?? '';
        const prefix = Object.entries(PREFIXES).find(([, namespace]) => iri.startsWith(namespace));
        return prefix ? [{ text: `${prefix[0]}:${iri.slice(prefix[1].length)}`, detail: row.label?.value ?? '' }] : [];
      }),
    );
    read.catch(() => {
      terms = null;
    });
    terms = { key: language(), read };
  }
  return terms.read;
}

/** What the word before the caret may become; names are found by their label as well. */
function choicesFor(word: string, text: string, known: readonly Choice[]): Choice[] {
  const low = word.toLowerCase();
  if (/^[?$]/.test(word)) {
    const names = new Set(text.match(/[?$]\w+/g));
    return [...names].filter((it) => it !== word && it.startsWith(word)).map((it) => ({ text: it, detail: '' }));
  }
  const begins = known.filter((it) => it.text.toLowerCase().startsWith(low) || it.text.toLowerCase().split(':')[1]?.startsWith(low));
  const labelled = known.filter((it) => !begins.includes(it) && it.detail.toLowerCase().startsWith(low));
  const words = WORDS.filter((it) => it.toLowerCase().startsWith(low)).map((it) => ({ text: it, detail: '' }));
  const prefixes = low.startsWith('pre') ? Object.entries(PREFIXES).map(([name, iri]) => ({ text: `PREFIX ${name}: <${iri}>`, detail: '' })) : [];
  return [...words, ...prefixes, ...begins, ...labelled].filter((it) => it.text !== word);
}

export function Editor({ value, onChange, onRun, label }: { value: string; onChange: (text: string) => void; onRun: () => void; label: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const id = useId();
  const [known, setKnown] = useState<readonly Choice[]>([]);
  const [open, setOpen] = useState<{ from: number; to: number; choices: Choice[]; at: number } | null>(null);

  useEffect(() => {
    // The text is set by the next drawing, and the caret goes to its end otherwise.
    if (caret.current !== null) area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value]);

  const look = async (isAsked: boolean) => {
    const it = area.current;
    if (!it || it.selectionStart !== it.selectionEnd) return setOpen(null);
    const to = it.selectionStart;
    const word = /[?$]?[\w-]*:?[\w-]*$/.exec(it.value.slice(0, to))?.[0] ?? '';
    if (!isAsked && word.length < 2) return setOpen(null);
    const all = known.length ? known : await loadTerms().catch((): Choice[] => []);
    setKnown(all);
    const choices = choicesFor(word, it.value, all).slice(0, SHOWN_MAX);
    setOpen(choices.length ? { from: to - word.length, to, choices, at: -1 } : null);
  };
  const take = (choice: Choice) => {
    if (!open) return;
    caret.current = open.from + choice.text.length;
    onChange(value.slice(0, open.from) + choice.text + value.slice(open.to));
    setOpen(null);
    area.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      setOpen(null);
      onRun();
    } else if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      void look(true);
    } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen({ ...open, at: (open.at + step + open.choices.length) % open.choices.length });
    } else if (open && open.at >= 0 && event.key === 'Enter') {
      event.preventDefault();
      const choice = open.choices[open.at];
      if (choice) take(choice);
    } else if (open && event.key === 'Escape') {
      setOpen(null);
    }
  };
  return (
    <div class="editor">
      <textarea
        ref={area}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={open ? id : undefined}
        aria-activedescendant={open && open.at >= 0 ? `${id}-${open.at}` : undefined}
        spellcheck={false}
        autocapitalize="off"
        rows={Math.min(Math.max(value.split('\n').length + 1, 12), 24)}
        value={value}
        onInput={(event) => {
          caret.current = event.currentTarget.selectionStart;
          onChange(event.currentTarget.value);
          void look(false);
        }}
        onKeyDown={press}
        onBlur={() => setOpen(null)}
      />
      {open && (
        <ul id={id} role="listbox" aria-label={label} class="choices">
          {open.choices.map((it, at) => (
            <li
              key={it.text}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === open.at}
              onMouseDown={(event) => {
                event.preventDefault();
                take(it);
              }}
            >
              <code>{it.text}</code> <span>{it.detail}</span>
            </li>
          ))}
        </ul>
      )}
      <Said>{open ? plural('choices.one', 'choices.other', open.choices.length) : ''}</Said>
    </div>
  );
}
