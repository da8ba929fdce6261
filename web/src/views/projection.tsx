// Where would the series of one region lead, by which method, and how sure is that?
import { useLoad } from '../api';
import { Chart, Lines, lineSigns, type Line } from '../chart';
import { ask, figure, points, valueOf, type Answer, type Catalogued, type Row } from '../figures';
import { t } from '../i18n';
import { change, usePlace } from '../router';
import { Empty, Section, Select, tail, Wait, type Column } from '../ui';
import { Answered, asked, Controls, Downloads, figureColumn, Groups, Measured, Missing, origin, Whole, type Sourced } from './parts';

const HORIZONS = [2030, 2035];
/** As many years as one question takes. */
const YEARS_MAX = 20;

export function Projection({ of }: { of: Catalogued }) {
  const params = asked([]);
  const loaded = useLoad(`latest ${of.code} ${params.group}`, (signal) => ask(of.code, 'latest', params, signal));
  return (
    <Wait of={loaded}>
      {(answer) => {
        const regions = answer.rows.filter((row) => row.territory && valueOf(row) !== null);
        return <OfRegion of={of} regions={regions} />;
      }}
    </Wait>
  );
}

function OfRegion({ of, regions }: { of: Catalogued; regions: readonly Row[] }) {
  const { params } = usePlace();
  const key = (row: Row) => tail(row.territory?.iri ?? '');
  const wanted = params.get('regions')?.split(',')[0];
  const region = regions.find((row) => key(row) === wanted) ?? regions[0];
  const year = Number(of.series[0]?.last);
  return (
    <>
      <Controls>
        <Groups />
        {region && <Select label={t('region')} value={key(region)} onPick={(it) => change({ regions: it })} options={regions.map((row) => [key(row), row.territory?.label ?? ''] as const)} />}
      </Controls>
      {region ? <Continued key={key(region)} of={of} region={key(region)} years={yearsAhead(year)} /> : <Empty>{t('noFigures')}</Empty>}
    </>
  );
}

/** The years to draw: each one to the last horizon where that is few enough, and the horizons always. */
function yearsAhead(last: number): number[] {
  const end = Math.max(...HORIZONS);
  if (!Number.isFinite(last) || last >= end) return HORIZONS;
  const all = Array.from({ length: end - last }, (_, at) => last + 1 + at);
  const every = Math.ceil(all.length / (YEARS_MAX - HORIZONS.length));
  return all.filter((it, at) => at % every === 0 || HORIZONS.includes(it));
}

function Continued({ of, region, years }: { of: Catalogued; region: string; years: readonly number[] }) {
  const params = { region, year: years.join(',') };
  const series = useLoad(`series of ${of.code} ${region}`, (signal) => ask(of.code, 'series', { region }, signal));
  return (
    <Wait of={series}>
      {(before) => (
        <Answered name={`projection ${of.code} ${JSON.stringify(params)}`} read={(signal) => ask(of.code, 'projection', params, signal)} of={of}>
          {(it) => <Shown of={of} it={it} before={before} params={params} />}
        </Answered>
      )}
    </Wait>
  );
}

function Shown({ of, it, before, params }: { of: Catalogued; it: Sourced; before: Answer; params: Record<string, string> }) {
  const rows = it.answer.rows;
  const measured = points(before.rows);
  const known = measured.filter(([, value]) => value !== null);
  const start = known[known.length - 1];
  const trend = rows.find((row) => row.role === 'trend');
  const name = trend?.territory?.label ?? before.rows[0]?.territory?.label ?? '';
  const ahead = (role: string): Row[] => rows.filter((row) => row.role === role && valueOf(row, 'projected') !== null);
  const line = (role: string, title: string, tone: number): Line[] => {
    const own = ahead(role);
    if (!own.length) return [];
    const at = (row: Row) => Number(row.period?.slice(0, 4));
    return [{ name: title, tone, isProxy: false, isAhead: true, points: own.map((row) => [at(row), valueOf(row, 'projected')] as const), band: own.flatMap((row) => {
      const [low, high] = [valueOf(row, 'projectedLow'), valueOf(row, 'projectedHigh')];
      return low === null || high === null ? [] : [[at(row), low, high] as const];
    }) }];
  };
  const lines: Line[] = [{ name: t('measuredValues'), isProxy: before.rows.some((row) => row.measured?.isProxy), points: measured }, ...line('theil-sen', 'Theil-Sen', 1), ...line('holt', t('holt'), 2)];
  const title = `${of.label}, ${name}: ${t('viewProjection')}`;
  const told = rows.filter((row) => row.role === 'theil-sen' || row.role === 'holt');
  const own = (row: Row) => row;
  const columns: Column<Row>[] = [
    { name: 'method', head: t('method'), by: (row) => methodName(row), cell: methodName },
    { name: 'period', head: t('period'), by: (row) => row.period ?? null, cell: (row) => row.period },
    figureColumn('projected', t('projected'), own, 'projected', true),
    figureColumn('low', t('intervalLow'), own, 'projectedLow'),
    figureColumn('high', t('intervalHigh'), own, 'projectedHigh'),
  ];
  const methods = ['theil-sen', 'holt'].flatMap((role) => rows.filter((row) => row.role === role).slice(0, 1));
  const silent = rows.filter((row) => row.missing);
  return (
    <Section title={title} note={t('projectionNote')}>
      {trend && <Measured row={trend} />}
      <div class="panel">
        <Chart origin={origin(title, of.unit, it)} columns={columns} rows={told.filter((row) => !row.missing)} id={(row) => `${row.role} ${row.period}`} signs={lineSigns(lines)} note={t('bandNote')}>
          {(width) => <Lines label={title} lines={lines} width={width} />}
        </Chart>
        {silent.map((row) => <p key={row.role}>{methodName(row)}: <Missing row={row} /></p>)}
      </div>
      <div class="columns">
        {methods.filter((row) => !row.missing).map((row) => (
          <div key={row.role} class="panel">
            <h3>{methodName(row)}</h3>
            <p class="note" lang="en">{figure(row, 'projected')?.method}</p>
            <p class="note" lang="en">{figure(row, 'projectedLow')?.method}</p>
            <Whole hasUnit={false} of={HORIZONS.flatMap((year) => {
              const at = told.find((one) => one.role === row.role && one.period === String(year));
              return at ? [[String(year), figure(at, 'projected')] as const, [t('yearLow', { year }), figure(at, 'projectedLow')] as const, [t('yearHigh', { year }), figure(at, 'projectedHigh')] as const] : [];
            })} />
          </div>
        ))}
        {trend && !trend.missing && (
          <div class="panel">
            <h3>{t('slope')}</h3>
            <p class="note">{t('trendOf', { from: trend.from ?? '', to: trend.period ?? '' })}{start ? ` ${t('lastValueOf', { year: start[0] })}` : ''}</p>
            <Whole of={[[t('slope'), figure(trend, 'slope')], [t('intervalLow'), figure(trend, 'slopeLow')], [t('intervalHigh'), figure(trend, 'slopeHigh')]]} />
          </div>
        )}
      </div>
      <Downloads path={`/kpi/${of.code}/projection`} params={params} revision={it.answer.revision} />
    </Section>
  );
}

const methodName = (row: Row) => (row.role === 'holt' ? t('holt') : 'Theil-Sen');
