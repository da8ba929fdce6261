// One indicator: what it means, on which law it rests, how the regions stand, how they got there, and why.
import { useState } from 'preact/hooks';
import { json, sparql, useLoad } from '../api';
import { Lines } from '../chart';
import { ask, explain, figure, type Answer, type Catalogued, type Explanation, type Figure, type Row } from '../figures';
import { language, number, t } from '../i18n';
import { ValueMap } from '../map';
import { loadPlaces } from '../places';
import INDICATOR from '../queries/indicator.rq?raw';
import { change, href, usePlace } from '../router';
import { address, Empty, Entity, entityAddress, Facts, Failure, Section, Select, tail, useTitle, Views, Wait } from '../ui';
import { direction } from './indicators';

export default function IndicatorPage({ slug = '' }: { slug?: string | undefined }) {
  const loaded = useLoad(`indicator ${slug}`, async (signal) => {
    const about = await json<Catalogued>(`/kpi/indicators/${encodeURIComponent(slug)}`, {}, { signal });
    return { about, more: await sparql(INDICATOR, { indicator: about.iri, lang: language() }, signal) };
  });
  useTitle(loaded.value?.about.label ?? slug);
  return (
    <Wait of={loaded}>
      {({ about, more }) => {
        const list = (kind: string) => {
          const rows = more.rows.filter((row) => row.kind?.value === kind);
          return rows.length > 0 && (
            <ul class="plain tight">
              {rows.map((row) => (
                <li key={row.thing?.value}>
                  <Entity of={{ id: row.thing?.value ?? '', label: row.label ? { value: row.label.value, lang: row.label['xml:lang'] ?? null } : null }} />
                  {kind === 'basis' && row.definition && <p class="note" lang="en">{row.definition.value}</p>}
                </li>
              ))}
            </ul>
          );
        };
        return (
          <>
            <div class="title">
              <p class="crumb"><a href={href('/indicators')}>{t('navIndicators')}</a> · <code>{about.code}</code></p>
              <h1>{about.label}</h1>
              {about.definition && <p class="lead" lang="en">{about.definition}</p>}
            </div>
            <div class="panel">
              <Facts
                of={[
                  [t('unit'), about.unit],
                  [t('direction'), direction(about.direction)],
                  [t('legalBasis'), list('basis')],
                  [t('dataset'), list('dataset')],
                  [t('level'), list('level')],
                  [t('servesObjective'), list('serves') || <span class="gap">{t('gapObjective')}</span>],
                  [t('status'), list('status')],
                  [t('statusNote'), about.note && <span lang="en">{about.note}</span>],
                ]}
              />
              <p class="grounds"><a href={entityAddress(about.iri)}>{t('allStatements')}</a></p>
            </div>
            {about.series.length ? <Figures of={about} /> : <Empty>{t('noFiguresYet')}</Empty>}
          </>
        );
      }}
    </Wait>
  );
}

function Figures({ of }: { of: Catalogued }) {
  const { params } = usePlace();
  const isSeries = params.get('view') === 'series';
  const group = params.get('group') ?? 'asa';
  const groups = [['asa', 'ASA'], ['ara', 'ARA'], ['nuts0', 'NUTS 0'], ['nuts2', 'NUTS 2']] as const;
  return (
    <>
      <Views label={t('views')} param="view" views={[['ranking', 'viewRanking'], ['series', 'viewSeries']]} />
      <form class="form" onSubmit={(event) => event.preventDefault()}>
        <Select label={t('territories')} value={group} onPick={(it) => change({ group: it })} options={groups} />
        {!isSeries && <Periods of={of} />}
      </form>
      {isSeries ? <Series of={of} group={group} /> : <Ranking of={of} group={group} />}
    </>
  );
}

function Periods({ of }: { of: Catalogued }) {
  const { params } = usePlace();
  const [first, last] = [of.series[0]?.first ?? '', of.series[0]?.last ?? ''];
  if (!/^\d{4}$/.test(first) || !/^\d{4}$/.test(last)) return null;
  const years = Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => String(Number(last) - at));
  return <Select label={t('period')} value={params.get('period') ?? ''} onPick={(period) => change({ period })} options={[['', t('latestPeriod')], ...years.map((it) => [it, it] as const)]} />;
}

function Ranking({ of, group }: { of: Catalogued; group: string }) {
  const { params } = usePlace();
  const asked = { group, ...(params.get('period') && { period: params.get('period') ?? '' }) };
  const loaded = useLoad(`ranking ${of.code} ${JSON.stringify(asked)}`, (signal) => ask(of.code, 'ranking', asked, signal));
  const places = useLoad('places', loadPlaces);
  return (
    <Wait of={loaded}>
      {(answer) => {
        const rows = answer.rows.filter((it) => it.territory);
        const valued = rows.filter((it) => figure(it, 'value')?.value != null);
        const most = Math.max(...valued.map((it) => Math.abs(figure(it, 'value')?.value ?? 0)), 0);
        const years = [...new Set(valued.map((it) => it.period))].join(', ');
        return (
          <Section title={`${of.label}, ${years}`} note={`${of.unit ?? ''} · ${direction(of.direction)} · ${t('revisionShown', { n: answer.revision })}`}>
            <div class="split">
              <div class="scroll" role="group" aria-label={t('viewRanking')} tabIndex={0}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t('region')}</th>
                      <th scope="col" class="number">{t('place')}</th>
                      <th scope="col" class="number">{t('value')}</th>
                      <th scope="col"><span class="unseen">{t('bar')}</span></th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => <Ranked key={row.territory?.iri} row={row} most={most} />)}
                  </tbody>
                </table>
              </div>
              {places.value && (group === 'asa' || group === 'ara') && (
                <div class="panel"><ValueMap label={`${of.label}, ${years}`} places={places.value.places} values={new Map(rows.map((it) => [it.territory?.iri ?? '', figure(it, 'value')?.value ?? null]))} unit={of.unit ?? ''} /></div>
              )}
            </div>
            <Downloads path={`/kpi/${of.code}/ranking`} params={asked} />
          </Section>
        );
      }}
    </Wait>
  );
}

function Ranked({ row, most }: { row: Row; most: number }) {
  const value = figure(row, 'value');
  const rank = figure(row, 'rank');
  return (
    <tr>
      <th scope="row">
        {row.territory && <a href={address(row.territory.iri)}>{row.territory.label}</a>} <Measured row={row} />
      </th>
      <td class="number">{rank?.value ?? '–'}</td>
      <td class="number">{value?.value != null ? <Explained figure={value} /> : <span class="gap" lang="en">{row.missing?.reason ?? t('noFigures')}</span>}</td>
      <td class="barcell">{value?.value != null && most > 0 && <div class={row.measured?.isProxy ? 'bar proxy' : 'bar'} style={{ width: `${(Math.abs(value.value) / most) * 100}%` }} />}</td>
    </tr>
  );
}

/** The unit that was measured, where it is not the territory itself. */
export function Measured({ row }: { row: Row }) {
  if (!row.measured?.isProxy) return null;
  return <small class="proxynote">{t('measuredFor', { name: `${row.measured.label} (${row.measured.code ?? tail(row.measured.iri)})` })}{row.measured.fit && `, ${row.measured.fit}`}</small>;
}

/** A number that opens what it rests on. */
function Explained({ figure: of }: { figure: Figure }) {
  const [told, setTold] = useState<Explanation | null>(null);
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const open = (event: Event) => {
    if (!(event.currentTarget as HTMLDetailsElement).open || asked) return;
    setAsked(true);
    explain(of.explain).then(setTold, setError);
  };
  return (
    <details class="explained" onToggle={open}>
      <summary>{number(of.value ?? 0)}</summary>
      <div class="told">
        {error !== null && <Failure error={error} />}
        {asked && !told && error === null && <p class="loading">{t('loading')}</p>}
        {told && (
          <>
            <p lang="en">{told.method}</p>
            <ul class="plain tight">
              {told.inputs.slice(0, 10).map((it, at) => (
                <li key={at}>
                  {it.observation ? <a href={entityAddress(it.observation)}>{it.territory}, {it.period}</a> : <>{it.territory}, {it.period}</>}: {it.value} {it.unit}
                  {it.sources.map((source) => <span key={source}> · <a href={entityAddress(source)}>{tail(source)}</a></span>)}
                </li>
              ))}
            </ul>
            {told.inputsTotal > 10 && <p>{t('andMore', { n: told.inputsTotal - 10 })}</p>}
            {told.query && <p><a href={told.query.link}>{t('query')}</a></p>}
          </>
        )}
      </div>
    </details>
  );
}

const LINES_MAX = 6;

function Series({ of, group }: { of: Catalogued; group: string }) {
  const loaded = useLoad(`series ${of.code} ${group}`, (signal) => ask(of.code, 'series', { group }, signal));
  return <Wait of={loaded}>{(answer) => <Drawn of={of} group={group} answer={answer} />}</Wait>;
}

function Drawn({ of, group, answer }: { of: Catalogued; group: string; answer: Answer }) {
  const { params } = usePlace();
  const byPlace = new Map<string, Row[]>();
  for (const row of answer.rows) if (row.territory) byPlace.set(row.territory.iri, [...(byPlace.get(row.territory.iri) ?? []), row]);
  const all = [...byPlace.values()];
  const name = (rows: Row[]) => rows[0]?.territory?.label ?? '';
  const key = (rows: Row[]) => tail(rows[0]?.territory?.iri ?? '');
  const last = (rows: Row[]) => figure(rows[rows.length - 1] as Row, 'value')?.value ?? -Infinity;
  const valued = all.filter((rows) => rows.some((row) => figure(row, 'value')?.value != null));
  const missing = all.filter((rows) => !valued.includes(rows));
  const picked = params.get('regions')?.split(',');
  const shown = picked ? valued.filter((rows) => picked.includes(key(rows))) : [...valued].sort((a, b) => last(b) - last(a)).slice(0, 4);
  const toggle = (rows: Row[]) => {
    const now = shown.map(key);
    change({ regions: (now.includes(key(rows)) ? now.filter((it) => it !== key(rows)) : [...now, key(rows)]).join(',') || 'none' });
  };
  return (
    <Section title={of.label} note={`${of.unit ?? ''} · ${direction(of.direction)} · ${t('revisionShown', { n: answer.revision })}`}>
      <fieldset class="picks">
        <legend>{t('pickRegions', { n: LINES_MAX })}</legend>
        {valued.map((rows) => {
          const on = shown.includes(rows);
          return (
            <label key={key(rows)} class="check">
              <input type="checkbox" checked={on} disabled={!on && shown.length >= LINES_MAX} onChange={() => toggle(rows)} /> {name(rows)}
            </label>
          );
        })}
      </fieldset>
      <div class="panel">
        <Lines label={of.label} lines={shown.map((rows) => ({ name: name(rows), isProxy: rows.some((it) => it.measured?.isProxy), points: rows.flatMap((row) => (row.period ? [[Number(row.period.slice(0, 4)), figure(row, 'value')?.value ?? null] as const] : [])) }))} />
        <p class="note">{t('seriesNote')}</p>
      </div>
      <details>
        <summary>{t('asTable')}</summary>
        <div class="scroll" role="group" aria-label={of.label} tabIndex={0}>
          <table>
            <thead><tr><th scope="col">{t('region')}</th><th scope="col">{t('period')}</th><th scope="col" class="number">{t('value')}</th></tr></thead>
            <tbody>
              {shown.flat().map((row, at) => (
                <tr key={at}><th scope="row">{row.territory?.label} <Measured row={row} /></th><td>{row.period}</td><td class="number">{figure(row, 'value')?.value != null ? number(figure(row, 'value')?.value ?? 0) : <span class="gap" lang="en">{row.missing?.reason}</span>}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      {missing.length > 0 && (
        <>
          <h3>{t('noFigures')}</h3>
          <ul class="plain tight">{missing.map((rows) => <li key={key(rows)}>{name(rows)}: <span lang="en">{rows[0]?.missing?.reason}</span></li>)}</ul>
        </>
      )}
      <Downloads path={`/kpi/${of.code}/series`} params={{ group }} />
    </Section>
  );
}

function Downloads({ path, params }: { path: string; params: Record<string, string> }) {
  const link = (format: string) => `${path}?${new URLSearchParams({ ...params, lang: language(), format })}`;
  return (
    <p class="note">
      {t('download')}: {(['csv', 'xlsx', 'json-stat', 'sdmx-csv'] as const).map((it, at) => <span key={it}>{at > 0 && ' · '}<a href={link(it)} download>{{ csv: 'CSV', xlsx: 'XLSX', 'json-stat': 'JSON-stat', 'sdmx-csv': 'SDMX-CSV' }[it]}</a></span>)}
    </p>
  );
}
