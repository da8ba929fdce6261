// The parts that every view of figures is made of: what is asked, for whom, from where it comes, and why there is none.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLoad } from '../api';
import type { Origin } from '../chart';
import { explain, figure, loadDatasets, written, yearsOf, type Answer, type Catalogued, type Explanation, type Figure, type Note, type Row } from '../figures';
import { language, t } from '../i18n';
import { change, here, usePlace } from '../router';
import { direction } from '../terms';
import { address, entityAddress, Select, tail, Wait, type Column, type LangString } from '../ui';

/** Which parameters of the address the views of an indicator share. */
export const SHARED = ['group', 'period', 'regions'];

const GROUPS = [['asa', 'ASA'], ['ara', 'ARA'], ['nuts0', 'NUTS 0'], ['nuts1', 'NUTS 1'], ['nuts2', 'NUTS 2'], ['nuts3', 'NUTS 3']] as const;

export const groupAsked = () => here().params.get('group') ?? 'asa';
export const groupName = (group: string) => GROUPS.find(([key]) => key === group)?.[1] ?? group;
/** Whether the territories of a group are regions of the registry, so that an address names them. */
export const isBody = (group: string) => group === 'asa' || group === 'ara';

export function Groups({ label = t('territories'), param = 'group', none }: { label?: string; param?: string; none?: string }) {
  const { params } = usePlace();
  const options = none === undefined ? GROUPS : [['', none] as const, ...GROUPS];
  return <Select label={label} value={params.get(param) ?? (none === undefined ? 'asa' : '')} onPick={(it) => change({ [param]: it })} options={options} />;
}

/** A year of those that an indicator has figures of. */
export function Years({ of, label, param = 'period', first = t('latestPeriod') }: { of: readonly string[]; label: string; param?: string; first?: string | null }) {
  const { params } = usePlace();
  if (!of.length) return null;
  const options = of.map((it) => [it, it] as const);
  return <Select label={label} value={params.get(param) ?? (first === null ? (of[0] ?? '') : '')} onPick={(it) => change({ [param]: it })} options={first === null ? options : [['', first], ...options]} />;
}

/** The controls of a view; nothing is sent anywhere, the address changes. */
export function Controls({ children }: { children: ComponentChildren }) {
  return (
    <form class="form" aria-label={t('filter')} onSubmit={(event) => event.preventDefault()}>
      {children}
    </form>
  );
}

/** Group and period as parameters of a question. */
export function asked(more: readonly string[] = ['period']): Record<string, string> {
  const { params } = here();
  const own = more.flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? ''] as const] : []));
  return { group: groupAsked(), ...Object.fromEntries(own) };
}

export interface Sourced {
  readonly answer: Answer;
  readonly sources: readonly LangString[];
}

/** Asks, and names the data sets that the figures come from. */
export function Answered({ name, read, of, hasNotes = false, children }: { name: string; read: (signal: AbortSignal) => Promise<Answer>; of?: Catalogued; /** Whether what is drawn tells the notes itself. */ hasNotes?: boolean; children: (it: Sourced) => ComponentChildren }) {
  const loaded = useLoad(name, read);
  const datasets = useLoad('datasets', loadDatasets);
  return (
    <Wait of={loaded}>
      {(answer) => (
        <>
          {children({ answer, sources: sourcesOf(answer.rows, datasets.value, of) })}
          {!hasNotes && <Notes of={answer.notes ?? []} />}
        </>
      )}
    </Wait>
  );
}

export function sourcesOf(rows: readonly Row[], datasets: ReadonlyMap<string, LangString> | null, of?: Catalogued): LangString[] {
  const named = [...new Set(rows.flatMap((row) => row.dataset ?? []))].map((iri) => datasets?.get(iri) ?? { value: tail(iri) });
  if (named.length || !of?.formula) return named;
  return [{ value: t('computedFrom', { codes: of.formula.operands.join(', ') }) }];
}

export const origin = (title: string, unit: string | null, it: Sourced): Origin => ({ title, unit: unit ?? '', sources: it.sources, revision: it.answer.revision });

/** What the registry says beside its figures. */
export function Notes({ of }: { of: readonly Note[] }) {
  if (!of.length) return null;
  return (
    <div class="notes">
      <h3>{t('notes')}</h3>
      <ul>{of.map((it, at) => <li key={at} lang="en" data-code={it.code}>{it.text}</li>)}</ul>
    </div>
  );
}

/** The unit that was measured, where it is not the territory itself. */
export function Measured({ row }: { row: Row }) {
  if (!row.measured?.isProxy) return null;
  return <small class="proxynote">{t('measuredFor', { name: `${row.measured.label} (${row.measured.code ?? tail(row.measured.iri)})` })}{row.measured.fit && `, ${row.measured.fit}`}</small>;
}

export function Missing({ row }: { row: Row | undefined }) {
  return row?.missing ? <span class="gap" lang="en">{row.missing.reason}</span> : <span class="gap">{t('noFigures')}</span>;
}

/** A territory, with a link to it and the unit that stands in. */
export const territory = (row: Row) => row.territory && <><a href={address(row.territory.iri)}>{row.territory.label}</a> {row.measured?.isProxy && <Measured row={row} />}</>;

/** What stands below the title of a view: unit, good direction, revision. */
export const subtitle = (of: Catalogued, revision: number) => [of.unit, of.direction === 'neutral' ? null : direction(of.direction), t('revisionShown', { n: revision })].filter(Boolean).join(' · ');

/** The columns that say which territory a row is of. */
export const territoryColumns = <T,>(of: (it: T) => Row): Column<T>[] => [
  { name: 'region', head: t('region'), by: (it) => of(it).territory?.label ?? null, cell: (it) => territory(of(it)) },
];
/** What a file has beside: the unit that was measured, and why there is nothing. */
export const measuredColumns = <T,>(of: (it: T) => Row): Column<T>[] => [
  { name: 'measured', head: t('measuredUnit'), text: (it) => of(it).measured?.code ?? of(it).measured?.label ?? '', cell: (it) => of(it).measured && <code>{of(it).measured?.code ?? of(it).measured?.label}</code> },
  { name: 'standsIn', head: t('proxy'), text: (it) => (of(it).measured?.isProxy ? t('yes') : t('no')), cell: (it) => (of(it).measured ? t(of(it).measured?.isProxy ? 'yes' : 'no') : '–') },
];

/** A column of one kind of figure, each with what it rests on. */
export function figureColumn<T>(name: string, head: string, of: (it: T) => Row | undefined, from = name, isFirst = false): Column<T> {
  const found = (it: T) => {
    const row = of(it);
    return row && figure(row, from);
  };
  return {
    name: `${name}`,
    head,
    number: true,
    by: (it) => found(it)?.value ?? null,
    cell: (it) => {
      const one = found(it);
      return one?.value != null ? <Explained figure={one} /> : isFirst ? <Missing row={of(it)} /> : '–';
    },
  };
}

/** A number that opens what it rests on. Hundreds stand in one table, so that a closed one is a single element. */
export function Explained({ figure: of }: { figure: Figure }) {
  const [open, setOpen] = useState(false);
  const button = (
    <button type="button" class="explained" aria-expanded={open} title={t('explain')} onClick={() => setOpen(!open)}>
      {written(of)}
    </button>
  );
  return open ? <>{button}<Told of={of} /></> : button;
}

function Told({ of }: { of: Figure }) {
  const loaded = useLoad(of.explain, () => explain(of.explain));
  return <div class="told"><Wait of={loaded}>{(it) => <Basis of={it} />}</Wait></div>;
}

const INPUTS_MAX = 10;

function Basis({ of }: { of: Explanation }) {
  return (
    <>
      <p lang="en">{of.method}</p>
      {of.formula && <p><code>{of.formula}</code></p>}
      <ul class="plain tight">
        {of.inputs.slice(0, INPUTS_MAX).map((it, at) => (
          <li key={at}>
            {it.observation ? <a href={entityAddress(it.observation)}>{it.territory}, {it.period}</a> : <>{it.territory}, {it.period}</>}: {it.value} {it.unit}
            {it.sources.map((source) => <span key={source}> · <a href={entityAddress(source)}>{tail(source)}</a></span>)}
          </li>
        ))}
      </ul>
      {of.inputsTotal > INPUTS_MAX && <p>{t('andMore', { n: of.inputsTotal - INPUTS_MAX })}</p>}
      {of.query && <p><a href={of.query.link}>{t('query')}</a></p>}
    </>
  );
}

/** Figures of the whole, each with its name and what it rests on. */
export function Whole({ of, hasUnit = true }: { of: readonly (readonly [string, Figure | undefined])[]; hasUnit?: boolean }) {
  return (
    <dl class="facts whole">
      {of.map(([name, it]) => it && it.value !== null && (
        <div key={name}>
          <dt>{name}</dt>
          <dd><Explained figure={it} /> {hasUnit && it.unit && it.unit !== 'number' && <span class="note">{it.unit}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The answer itself in the forms of the interface, at the revision that is shown. */
export function Downloads({ path, params, revision }: { path: string; params: Record<string, string>; revision: number }) {
  const link = (format: string) => `${path}?${new URLSearchParams({ ...params, lang: language(), revision: String(revision), format })}`;
  const forms = { csv: 'CSV', xlsx: 'XLSX', 'json-stat': 'JSON-stat', 'sdmx-csv': 'SDMX-CSV', json: 'JSON' };
  return (
    <p class="note wholeanswer">
      {t('wholeAnswer')}: {Object.entries(forms).map(([form, name], at) => <span key={form}>{at > 0 && ' · '}<a href={link(form)} download>{name}</a></span>)}
    </p>
  );
}

/** The years of an indicator as its views offer them. */
export const Periods = ({ of }: { of: Catalogued }) => <Years of={yearsOf(of)} label={t('period')} />;
