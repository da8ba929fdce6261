// The parts that every page is made of.
import { Component, type ComponentChildren, type JSX } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { Refusal, type Loaded } from './api';
import { compare, language, t, type Key } from './i18n';
import { change, here, href } from './router';

export interface LangString {
  readonly value: string;
  readonly lang?: string | null;
}
export interface Named {
  readonly id: string;
  readonly label: LangString | null;
}

const ENTITY = 'https://w3id.org/concord/id/';

/** The last part of an IRI, for what has no label. */
export const tail = (iri: string) => decodeURIComponent(iri.replace(/[/#]$/, '').replace(/^.*[/#]/, ''));

/** A text of the registry; one in another language than the page says so, to the eye and to the ear. */
export function Text({ of, or = '', plain = false }: { of: LangString | null | undefined; or?: string; plain?: boolean }) {
  if (!of) return <>{or}</>;
  const foreign = of.lang && of.lang.split('-')[0] !== language();
  if (!foreign) return <Breakable text={of.value} />;
  return (
    <>
      <span lang={of.lang ?? undefined}><Breakable text={of.value} /></span>
      {!plain && <Tongue tag={of.lang ?? ''} />}
    </>
  );
}

/** Names of two forms, such as of jobs, may break after the stroke between them. */
function Breakable({ text }: { text: string }) {
  const parts = text.split('/');
  return <>{parts.flatMap((it, at) => (at + 1 < parts.length ? [`${it}/`, <wbr key={at} />] : [it]))}</>;
}

/** Which language a text is in. */
export function Tongue({ tag }: { tag: string }) {
  const name = new Intl.DisplayNames(language(), { type: 'language' }).of(tag) ?? tag;
  return (
    <abbr class="tongue" title={name}>
      {tag}
    </abbr>
  );
}

/** A link to the page of any entity. */
export function Entity({ of, children }: { of: Named; children?: ComponentChildren }) {
  return <a href={address(of.id)}>{children ?? <Text of={of.label} or={tail(of.id)} />}</a>;
}

const OCCUPATION = 'http://data.europa.eu/esco/occupation/';

/** Regions, documents and jobs have pages of their own; everything else has the page of an entity. */
export function address(iri: string): string {
  if (iri.startsWith(`${ENTITY}region/`)) return href(`/regions/${iri.slice(ENTITY.length + 7)}`);
  if (iri.startsWith(`${ENTITY}document/`)) return href(`/agreements/${iri.slice(ENTITY.length + 9)}`);
  if (iri.startsWith(`${ENTITY}profile/`)) return href(`/jobs/${iri.slice(ENTITY.length + 8)}`);
  if (iri.startsWith(OCCUPATION)) return href(`/jobs/${iri.slice(OCCUPATION.length)}`);
  return entityAddress(iri);
}
export const entityAddress = (iri: string) => href('/explore', { iri });

export function useTitle(title: string) {
  useEffect(() => {
    document.title = title ? `${title} · Concord` : 'Concord';
  }, [title]);
}

/** Shows what has been read, that it is being read, or why it was not. */
export function Wait<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }) {
  if (of.state === 'failed') return <Failure error={of.error} />;
  return (
    <div aria-busy={of.state === 'loading'} class={of.state === 'loading' ? 'waiting' : undefined}>
      {of.value === null ? <p class="loading">{t('loading')}</p> : children(of.value)}
    </div>
  );
}

export function Failure({ error }: { error: unknown }) {
  const refusal = error instanceof Refusal ? error : new Refusal('', String(error), 'unexpected');
  const text = refusal.code === 'no-connection' ? t('noConnection') : refusal.message;
  return (
    <div class="failure" role="alert">
      <h2>{t('failed')}</h2>
      <p>
        <span lang="en">{text}</span> <code>{refusal.code}</code>
      </p>
      <p>{t(['not-comparable', 'no-figures', 'bad-parameter'].includes(refusal.code) ? 'failedChoose' : 'failedHelp')}</p>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

/** Text for the ear alone, said when it changes. */
export function Said({ children }: { children: ComponentChildren }) {
  return (
    <p class="unseen" role="status">
      {children}
    </p>
  );
}

export function Section({ title, note, children, id }: { title: string; note?: ComponentChildren; children: ComponentChildren; id?: string }) {
  const own = useId();
  const heading = id ?? own;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {note && <p class="note">{note}</p>}
      {children}
    </section>
  );
}

/** The views of one page, as links; the address names the one that is shown, and the links keep what `keep` names. */
export function Views({ label, param, views, keep = ['date'] }: { label: string; param: string; views: readonly (readonly [string, Key])[]; keep?: readonly string[] }) {
  const now = here().params.get(param) ?? views[0]?.[0];
  const carried = Object.fromEntries([...here().params].filter(([name]) => keep.includes(name)));
  return (
    <nav class="views" aria-label={label}>
      <ul>
        {views.map(([name, key]) => (
          <li key={name}>
            <a href={href(here().path, { ...carried, [param]: name === views[0]?.[0] ? null : name })} aria-current={now === name ? 'page' : undefined}>
              {t(key)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface Column<T> {
  readonly name: string;
  readonly head: string;
  readonly cell: (row: T) => ComponentChildren;
  /** What the rows are sorted by; a column without it cannot be sorted by. */
  readonly by?: (row: T) => string | number | null;
  /** What stands for the cell in a file, where it is not what the rows are sorted by. */
  readonly text?: (row: T) => string | number | null;
  readonly number?: boolean;
}

/**
 * A table that scrolls by itself, never the page; the order is in the address.
 * Each part says its role, because a look may lay it out in another way than as a table.
 */
export function Table<T>({ label, columns, rows, id, param = 'sort', look }: { label: string; look?: string; columns: readonly Column<T>[]; rows: readonly T[]; id: (row: T) => string; param?: string }) {
  const asked = here().params.get(param) ?? '';
  const down = asked.startsWith('-');
  const column = columns.find((it) => it.name === asked.replace('-', '') && it.by);
  const by = column?.by;
  const sorted = by ? [...rows].sort((a, b) => order(by(a), by(b), down)) : rows;
  return (
    <div class="scroll" role="group" aria-label={label} tabIndex={0}>
      <table role="table" class={[look, rows.length > LONG && 'long'].filter(Boolean).join(' ') || undefined}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((it) => {
              const mine = column === it;
              return (
                <th key={it.name} role="columnheader" scope="col" class={it.number ? 'number' : undefined} aria-sort={mine ? (down ? 'descending' : 'ascending') : undefined}>
                  {it.by ? (
                    <button type="button" class="sort" onClick={() => change({ [param]: mine && !down ? `-${it.name}` : it.name })}>
                      {it.head}
                      <span aria-hidden="true">{mine ? (down ? ' ↓' : ' ↑') : ''}</span>
                    </button>
                  ) : (
                    it.head
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {sorted.map((row) => (
            <Line key={id(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** From how many rows on a table is long; a shorter one is drawn soon enough as it is. */
const LONG = 100;

/** One row of a table; it is made again only where the row or the columns are others. */
class Line<T> extends Component<{ row: T; columns: readonly Column<T>[] }> {
  override shouldComponentUpdate(next: Readonly<{ row: T; columns: readonly Column<T>[] }>): boolean {
    return next.row !== this.props.row || next.columns !== this.props.columns;
  }
  override render() {
    const { row, columns } = this.props;
    return (
      <tr role="row">
        {columns.map((it, at) =>
          at === 0 ? (
            <th key={it.name} role="rowheader" scope="row">
              {it.cell(row)}
            </th>
          ) : (
            <td key={it.name} role="cell" class={it.number ? 'number' : undefined}>
              {it.cell(row)}
            </td>
          ),
        )}
      </tr>
    );
  }
}

/** Missing values stand last, whichever way the order goes. */
function order(a: string | number | null, b: string | number | null, down: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const by = typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
  return down ? -by : by;
}

export function Field({ label, children, hint }: { label: string; hint?: string; children: (id: string) => JSX.Element }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id)}
      {hint && <small>{hint}</small>}
    </div>
  );
}

export function Select({ label, value, options, onPick }: { label: string; value: string; options: readonly (readonly [string, string])[]; onPick: (value: string) => void }) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
          {options.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Terms and what is said of them; what is empty is left out. */
export function Facts({ of }: { of: readonly (readonly [string, ComponentChildren])[] }) {
  const shown = of.filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '');
  return (
    <dl class="facts">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How sure a statement is, and which documents it rests on. */
export function Grounds({ sureness, sources }: { sureness?: { label: LangString | null } | null; sources: readonly Named[] }) {
  if (!sureness && !sources.length) return null;
  return (
    <p class="grounds">
      {sureness?.label && (
        <>
          <span class="mark">
            <Text of={sureness.label} />
          </span>{' '}
        </>
      )}
      {sources.length > 0 && (
        <>
          {t('source')}:{' '}
          {sources.map((it, at) => (
            <span key={it.id}>
              {at > 0 && '; '}
              <Entity of={it} />
            </span>
          ))}
        </>
      )}
    </p>
  );
}

export function List<T>({ of, children, id }: { of: readonly T[]; id: (it: T) => string; children: (it: T) => ComponentChildren }) {
  return (
    <ul class="plain">
      {of.map((it) => (
        <li key={id(it)}>{children(it)}</li>
      ))}
    </ul>
  );
}
