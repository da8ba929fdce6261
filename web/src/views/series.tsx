// How did the values come about? Lines over the years, of the regions that the reader picks.
import { Chart, Lines, lineSigns } from '../chart';
import { ask, byTerritory, points, valueOf, type Catalogued, type Row } from '../figures';
import { t } from '../i18n';
import { change, here } from '../router';
import { Section, tail, type Column } from '../ui';
import { Answered, asked, Controls, Downloads, figureColumn, groupAsked, groupName, Groups, measuredColumns, Missing, origin, subtitle, territoryColumns, type Sourced } from './parts';

const LINES_MAX = 6;
const LINES_FIRST = 4;

export const keyOf = (rows: readonly Row[]) => tail(rows[0]?.territory?.iri ?? '');
export const nameOf = (rows: readonly Row[]) => rows[0]?.territory?.label ?? '';

export function Series({ of }: { of: Catalogued }) {
  const params = asked([]);
  return (
    <>
      <Controls><Groups /></Controls>
      <Answered name={`series ${of.code} ${params.group}`} read={(signal) => ask(of.code, 'series', params, signal)} of={of}>
        {(it) => <Drawn of={of} it={it} params={params} />}
      </Answered>
    </>
  );
}

/** The columns of values over time. */
export function seriesColumns(unit: string | null): Column<Row>[] {
  const own = (row: Row) => row;
  return [...territoryColumns(own), { name: 'period', head: t('period'), by: (row) => row.period ?? null, cell: (row) => row.period }, figureColumn('value', unit ? `${t('value')} (${unit})` : t('value'), own, 'value', true), ...measuredColumns(own)];
}

function Drawn({ of, it, params }: { of: Catalogued; it: Sourced; params: Record<string, string> }) {
  const all = byTerritory(it.answer.rows);
  const last = (rows: readonly Row[]) => valueOf(rows[rows.length - 1] as Row) ?? -Infinity;
  const valued = all.filter((rows) => rows.some((row) => valueOf(row) !== null));
  const missing = all.filter((rows) => !valued.includes(rows));
  const picked = here().params.get('regions')?.split(',');
  const shown = picked ? valued.filter((rows) => picked.includes(keyOf(rows))) : [...valued].sort((a, b) => last(b) - last(a)).slice(0, LINES_FIRST);
  const toggle = (rows: readonly Row[]) => {
    const now = shown.map(keyOf);
    change({ regions: (now.includes(keyOf(rows)) ? now.filter((key) => key !== keyOf(rows)) : [...now, keyOf(rows)]).join(',') || 'none' });
  };
  const lines = shown.map((rows) => ({ name: nameOf(rows), isProxy: rows.some((row) => row.measured?.isProxy), points: points(rows) }));
  const title = `${of.label}, ${groupName(groupAsked())}`;
  return (
    <Section title={title} note={subtitle(of, it.answer.revision)}>
      <fieldset class="picks">
        <legend>{t('pickRegions', { n: LINES_MAX })}</legend>
        {valued.map((rows) => {
          const on = shown.includes(rows);
          return (
            <label key={keyOf(rows)} class="check">
              <input type="checkbox" checked={on} disabled={!on && shown.length >= LINES_MAX} onChange={() => toggle(rows)} /> {nameOf(rows)}
            </label>
          );
        })}
      </fieldset>
      <div class="panel">
        <Chart origin={origin(title, of.unit, it)} columns={seriesColumns(of.unit)} rows={shown.flat()} id={(row) => `${row.territory?.iri} ${row.period}`} signs={lineSigns(lines)} note={t('seriesNote')}>
          {(width) => <Lines label={title} lines={lines} width={width} />}
        </Chart>
      </div>
      {missing.length > 0 && (
        <>
          <h3>{t('noFigures')}</h3>
          <ul class="plain tight">{missing.map((rows) => <li key={keyOf(rows)}>{nameOf(rows)}: <Missing row={rows[0]} /></li>)}</ul>
        </>
      )}
      <Downloads path={`/kpi/${of.code}/series`} params={params} revision={it.answer.revision} />
    </Section>
  );
}
