// Do the regions of a group come closer to each other? The spread at every period, and growth against the first value.
import { useLoad } from '../api';
import { Chart, Lines, type Line } from '../chart';
import { ask, figure, loadDatasets, valueOf, yearsOf, type Catalogued, type Row } from '../figures';
import { rounded, t } from '../i18n';
import { change, usePlace } from '../router';
import { Empty, Section, Select, type Column } from '../ui';
import { spanAsked } from './change';
import { Answered, asked, Controls, Downloads, figureColumn, groupAsked, groupName, Groups, origin, sourcesOf, Whole, Years, type Sourced } from './parts';

export function Convergence({ of }: { of: Catalogued }) {
  usePlace();
  const years = yearsOf(of);
  if (years.length < 2) return <Empty>{t('tooFewPeriods')}</Empty>;
  const { from, to } = spanAsked(years);
  const params = { ...asked([]), from, ...(to && { to }) };
  return (
    <>
      <Controls>
        <Groups />
        <Select label={t('fromPeriod')} value={from} onPick={(it) => change({ from: it })} options={years.map((it) => [it, it] as const)} />
        <Years of={years} label={t('toPeriod')} param="to" />
      </Controls>
      <Answered name={`convergence ${of.code} ${JSON.stringify(params)}`} read={(signal) => ask(of.code, 'convergence', params, signal)} of={of}>
        {(it) => <Shown of={of} it={it} params={params} />}
      </Answered>
    </>
  );
}

function Shown({ of, it, params }: { of: Catalogued; it: Sourced; params: Record<string, string> }) {
  // Figures of a whole set name no data set; the last values of the same set do.
  const latest = useLoad(`latest ${of.code} ${params.group}`, (signal) => ask(of.code, 'latest', { group: params.group ?? '' }, signal));
  const datasets = useLoad('datasets', loadDatasets);
  const sigma = it.answer.rows.filter((row) => row.role === 'sigma');
  const beta = it.answer.rows.find((row) => row.role === 'beta');
  const title = `${of.label}, ${groupName(groupAsked())}, ${beta?.from ?? ''}–${beta?.period ?? ''}: ${t('variation')}`;
  const line: Line = { name: t('variation'), isProxy: false, points: sigma.flatMap((row) => (row.period ? [[Number(row.period.slice(0, 4)), valueOf(row, 'coefficientOfVariation')] as const] : [])) };
  const own = (row: Row) => row;
  const columns: Column<Row>[] = [
    { name: 'period', head: t('period'), by: (row) => row.period ?? null, cell: (row) => row.period },
    figureColumn('variation', t('variation'), own, 'coefficientOfVariation'),
    figureColumn('mean', t('mean'), own, 'mean'),
    figureColumn('n', t('numberOfTerritories'), own, 'n'),
  ];
  const [first, last] = [sigma[0], sigma[sigma.length - 1]].map((row) => (row ? valueOf(row, 'coefficientOfVariation') : null));
  return (
    <Section title={title} note={t('convergenceNote')}>
      <div class="panel">
        {first != null && last != null && <p>{t(last < first ? 'spreadFell' : last > first ? 'spreadRose' : 'spreadSame', { from: rounded(first), to: rounded(last) })}</p>}
        <Chart origin={origin(title, t('variation'), { ...it, sources: sourcesOf(latest.value?.rows ?? [], datasets.value, of) })} columns={columns} rows={sigma} id={(row) => row.period ?? ''}>
          {(width) => <Lines label={title} lines={[line]} width={width} />}
        </Chart>
      </div>
      {beta && (
        <div class="panel">
          <h3>{t('betaTitle')}</h3>
          <p class="note" lang="en">{figure(beta, 'beta')?.method}</p>
          <Whole of={[['β', figure(beta, 'beta')], [t('standardError'), figure(beta, 'standardError')], ['R²', figure(beta, 'rSquared')], [t('speed'), figure(beta, 'speed')], [t('halfLife'), figure(beta, 'halfLife')]]} />
        </div>
      )}
      <Downloads path={`/kpi/${of.code}/convergence`} params={params} revision={it.answer.revision} />
    </Section>
  );
}
