// How far is each region from a target that the reader names, and which pace would it need?
import { Chart } from '../chart';
import { ask, figure, valueOf, type Catalogued, type Row } from '../figures';
import { rounded, t } from '../i18n';
import { proxySign, sign, Strips, type Mark } from '../plot';
import { change, usePlace } from '../router';
import { Empty, Field, Section, type Column } from '../ui';
import { Answered, asked, Downloads, figureColumn, groupAsked, groupName, Groups, measuredColumns, origin, territoryColumns, type Sourced } from './parts';

const YEAR_FIRST = '2030';

export function Target({ of }: { of: Catalogued }) {
  const { params: place } = usePlace();
  const [target, year] = [place.get('target') ?? '', place.get('year') ?? YEAR_FIRST];
  const params = { ...asked([]), target, year };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    change({ target: String(data.get('target') ?? '').trim(), year: String(data.get('year') ?? '').trim() });
  };
  return (
    <>
      <form class="form" aria-label={t('viewTarget')} onSubmit={submit} key={`${target} ${year}`}>
        <Groups />
        <Field label={of.unit ? t('targetIn', { unit: of.unit }) : t('targetValue')}>{(id) => <input id={id} name="target" type="number" step="any" required defaultValue={target} inputMode="decimal" />}</Field>
        <Field label={t('targetYear')}>{(id) => <input id={id} name="year" type="number" min="2000" max="2100" step="1" required defaultValue={year} />}</Field>
        <button type="submit" class="main">{t('compute')}</button>
      </form>
      <p class="note">{t('targetNote')}</p>
      {target ? (
        <Answered name={`target ${of.code} ${JSON.stringify(params)}`} read={(signal) => ask(of.code, 'target', params, signal)} of={of}>
          {(it) => <Shown of={of} it={it} params={params} target={Number(target)} year={year} />}
        </Answered>
      ) : (
        <Empty>{t('targetNeeded')}</Empty>
      )}
    </>
  );
}

function Shown({ of, it, params, target, year }: { of: Catalogued; it: Sourced; params: Record<string, string>; target: number; year: string }) {
  const rows = it.answer.rows.filter((row) => row.territory);
  const title = `${of.label}, ${groupName(groupAsked())}: ${t('targetTitle', { n: rounded(target), year })}`;
  const strips = [...rows].sort((a, b) => Math.abs(valueOf(a, 'gap') ?? Infinity) - Math.abs(valueOf(b, 'gap') ?? Infinity)).map((row) => {
    const marks: Mark[] = [];
    const [value, ahead, low, high] = ['value', 'projected', 'projectedLow', 'projectedHigh'].map((name) => valueOf(row, name)) as [number | null, number | null, number | null, number | null];
    const name = row.territory?.label ?? '';
    if (low !== null && high !== null) marks.push({ shape: 'range', at: low, to: high, tone: 1, text: `${name}, ${t('interval')}: ${rounded(low)} – ${rounded(high)}` });
    if (ahead !== null) marks.push({ shape: 'diamond', at: ahead, tone: 1, text: `${name}, ${t('projectedIn', { year })}: ${rounded(ahead)}` });
    if (value !== null) marks.push({ shape: 'dot', at: value, tone: 0, text: `${name}, ${row.period}: ${rounded(value)}` });
    return { name, isProxy: row.measured?.isProxy ?? false, marks };
  });
  const own = (row: Row) => row;
  const columns: Column<Row>[] = [
    ...territoryColumns(own),
    { name: 'period', head: t('period'), by: (row) => row.period ?? null, cell: (row) => row.period ?? '–' },
    figureColumn('value', t('value'), own, 'value', true),
    figureColumn('gap', t('gapToTarget'), own, 'gap'),
    figureColumn('pace', t('paceNeeded'), own, 'yearlyPaceNeeded'),
    figureColumn('slope', t('paceSoFar'), own, 'slope'),
    figureColumn('projected', t('projectedIn', { year }), own, 'projected'),
    figureColumn('low', t('intervalLow'), own, 'projectedLow'),
    figureColumn('high', t('intervalHigh'), own, 'projectedHigh'),
    ...measuredColumns(own),
  ];
  return (
    <Section title={title} note={t('projectionNote')}>
      <div class="panel">
        <Chart origin={origin(title, of.unit, it)} columns={columns} rows={rows} id={(row) => row.territory?.iri ?? ''} signs={[sign('dot', 0, t('lastValue')), sign('diamond', 1, t('projectedIn', { year })), sign('range', 1, t('interval')), ...(rows.some((row) => row.measured?.isProxy) ? [proxySign()] : [])]} note={<span lang="en">{rows.map((row) => figure(row, 'projectedLow')?.method).find(Boolean)}</span>}>
          {(width) => <Strips label={title} strips={strips} width={width} guides={[{ at: target, name: `${t('targetValue')}: ${rounded(target)}` }]} />}
        </Chart>
      </div>
      <Downloads path={`/kpi/${of.code}/target`} params={params} revision={it.answer.revision} />
    </Section>
  );
}
