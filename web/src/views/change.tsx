// What changed between two periods: absolute, in percent, a year? Nothing is told across a break.
import { Chart } from '../chart';
import { ask, figure, valueOf, yearsOf, type Catalogued, type Row } from '../figures';
import { rounded, t, type Key } from '../i18n';
import { proxySign, sign, Strips } from '../plot';
import { change, here, usePlace } from '../router';
import { Empty, Section, Select, type Column } from '../ui';
import { Answered, asked, Controls, Downloads, figureColumn, groupAsked, groupName, Groups, measuredColumns, origin, territoryColumns, Years, type Sourced } from './parts';

const MEASURES: readonly (readonly [string, Key])[] = [['percentChange', 'changePercent'], ['change', 'changeAbsolute'], ['yearlyGrowth', 'changeYearly']];
const YEARS_BACK = 5;

/** First and last year; where none is asked for, five years back from the last one. */
export function spanAsked(years: readonly string[]): { from: string; to: string | null } {
  const { params } = here();
  const to = params.get('to');
  const last = to ? years.indexOf(to) : 0;
  return { from: params.get('from') ?? years[Math.min(Math.max(last, 0) + YEARS_BACK, years.length - 1)] ?? '', to };
}

export function Change({ of }: { of: Catalogued }) {
  const { params: place } = usePlace();
  const years = yearsOf(of);
  if (years.length < 2) return <Empty>{t('tooFewPeriods')}</Empty>;
  const { from, to } = spanAsked(years);
  const params = { ...asked([]), from, ...(to && { to }) };
  const measure = MEASURES.find(([name]) => name === place.get('measure')) ?? MEASURES[0] ?? ['percentChange', 'changePercent' as Key];
  return (
    <>
      <Controls>
        <Groups />
        <Select label={t('fromPeriod')} value={from} onPick={(it) => change({ from: it })} options={years.map((it) => [it, it] as const)} />
        <Years of={years} label={t('toPeriod')} param="to" />
        <Select label={t('measure')} value={measure[0]} onPick={(it) => change({ measure: it })} options={MEASURES.map(([name, key]) => [name, t(key)] as const)} />
      </Controls>
      <Answered name={`change ${of.code} ${JSON.stringify(params)}`} read={(signal) => ask(of.code, 'change', params, signal)} of={of}>
        {(it) => <Shown of={of} it={it} params={params} measure={measure} />}
      </Answered>
    </>
  );
}

function Shown({ of, it, params, measure }: { of: Catalogued; it: Sourced; params: Record<string, string>; measure: readonly [string, Key] }) {
  const [name, key] = measure;
  const rows = it.answer.rows.filter((row) => row.territory);
  const told = rows.find((row) => figure(row, name));
  const span = told ? `${told.from}–${told.period}` : params.from;
  const title = `${of.label}, ${groupName(groupAsked())}, ${span}: ${t(key)}`;
  const strips = [...rows].sort((a, b) => (valueOf(b, name) ?? -Infinity) - (valueOf(a, name) ?? -Infinity)).map((row) => {
    const value = valueOf(row, name);
    return { name: row.territory?.label ?? '', isProxy: row.measured?.isProxy ?? false, marks: value === null ? [] : [{ shape: 'bar' as const, at: value, tone: value < 0 ? 1 : 0, text: `${row.territory?.label}: ${rounded(value)} ${figure(row, name)?.unit ?? ''}` }] };
  });
  const own = (row: Row) => row;
  const columns: Column<Row>[] = [
    ...territoryColumns(own),
    { name: 'span', head: t('period'), text: (row) => `${row.from ?? ''}/${row.period ?? ''}`, cell: (row) => `${row.from ?? ''}–${row.period ?? ''}` },
    figureColumn('percentChange', t('changePercent'), own, 'percentChange', true),
    figureColumn('change', t('changeAbsolute'), own, 'change'),
    figureColumn('yearlyGrowth', t('changeYearly'), own, 'yearlyGrowth'),
    ...measuredColumns(own),
  ];
  const unit = told ? figure(told, name)?.unit ?? of.unit : of.unit;
  return (
    <Section title={title} note={t('changeNote')}>
      <div class="panel">
        <Chart origin={origin(title, unit, it)} columns={columns} rows={rows} id={(row) => row.territory?.iri ?? ''} signs={[sign('bar', 0, t('increase')), sign('bar', 1, t('decrease')), ...(rows.some((row) => row.measured?.isProxy && valueOf(row, name) !== null) ? [proxySign('bar')] : [])]}>
          {(width) => <Strips label={title} strips={strips} width={width} hasZero />}
        </Chart>
      </div>
      <Downloads path={`/kpi/${of.code}/change`} params={params} revision={it.answer.revision} />
    </Section>
  );
}
