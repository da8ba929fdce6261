// How do the values of a group spread, and where does each territory stand among them?
import { Chart } from '../chart';
import { ask, valueOf, type Catalogued, type Figure, type Row } from '../figures';
import { rounded, t } from '../i18n';
import { Histogram, proxySign, sign, Strips, type Guide } from '../plot';
import { change, usePlace } from '../router';
import { Section, Select } from '../ui';
import { Answered, asked, Controls, Downloads, figureColumn, Groups, measuredColumns, origin, Periods, territoryColumns, Whole, type Sourced } from './parts';
import { titleOf } from './ranking';

/** More territories than this are drawn as bars of how many there are. */
const ROWS_MAX = 40;

export function Distribution({ of }: { of: Catalogued }) {
  const params = asked();
  const { params: place } = usePlace();
  return (
    <>
      <Controls>
        <Groups />
        <Periods of={of} />
        <Select label={t('drawnAs')} value={place.get('plot') ?? ''} onPick={(plot) => change({ plot })} options={[['', t('drawnUsual')], ['points', t('drawnPoints')], ['bars', t('drawnBars')]]} />
      </Controls>
      <Answered name={`distribution ${of.code} ${JSON.stringify(params)}`} read={(signal) => ask(of.code, 'distribution', params, signal)} of={of}>
        {(it) => <Shown of={of} it={it} params={params} plot={place.get('plot')} />}
      </Answered>
    </>
  );
}

export const quantileName = (it: Figure) => (it.p === 0.5 ? t('median') : t('quantile', { n: rounded((it.p ?? 0) * 100) }));

function Shown({ of, it, params, plot }: { of: Catalogued; it: Sourced; params: Record<string, string>; plot: string | null }) {
  const whole = it.answer.rows.find((row) => row.role === 'distribution');
  const rows = it.answer.rows.filter((row) => row.territory);
  const valued = rows.filter((row) => valueOf(row) !== null);
  const find = (name: string) => whole?.figures.find((one) => one.name === name);
  const quantiles = whole?.figures.filter((one) => one.name === 'quantile') ?? [];
  const middle = [find('mean'), ...quantiles.filter((one) => [0.25, 0.5, 0.75].includes(one.p ?? 0))];
  const guides: Guide[] = middle.flatMap((one) => (one?.value == null ? [] : [{ at: one.value, name: `${one.name === 'mean' ? t('mean') : quantileName(one)}: ${rounded(one.value)}` }]));
  const title = `${titleOf(of, it.answer)}: ${t('viewDistribution')}`;
  const own = (row: Row) => row;
  const isBars = plot ? plot === 'bars' : valued.length > ROWS_MAX;
  const strips = [...rows].sort((a, b) => (valueOf(b) ?? -Infinity) - (valueOf(a) ?? -Infinity)).map((row) => {
    const [value, z] = [valueOf(row), valueOf(row, 'zScore')];
    const text = `${row.territory?.label}: ${rounded(value ?? 0)}${z === null ? '' : `, z ${rounded(z)}`}`;
    return { name: row.territory?.label ?? '', isProxy: row.measured?.isProxy ?? false, marks: value === null ? [] : [{ shape: 'dot' as const, at: value, tone: 0, text }] };
  });
  // A unit that stands in for several territories counts once, as in the figures of the whole.
  const counted = [...new Map(valued.map((row) => [row.measured?.iri, valueOf(row) ?? 0])).values()];
  return (
    <Section title={title}>
      <div class="panel">
        <Chart
          origin={origin(title, of.unit, it)}
          columns={[...territoryColumns(own), figureColumn('value', t('value'), own, 'value', true), figureColumn('z', t('zScore'), own, 'zScore'), ...measuredColumns(own)]}
          rows={rows}
          id={(row) => row.territory?.iri ?? ''}
          signs={isBars ? [sign('bar', 0, t('numberOfTerritories'))] : [sign('dot', 0, t('value')), ...(valued.some((row) => row.measured?.isProxy) ? [proxySign()] : [])]}
        >
          {(width) => (isBars ? <Histogram label={title} values={counted} width={width} guides={guides} /> : <Strips label={title} strips={strips} width={width} guides={guides} />)}
        </Chart>
      </div>
      <div class="panel">
        <h3>{t('figuresOfAll')}</h3>
        <Whole
          of={[
            [t('numberOfTerritories'), find('n')],
            [t('mean'), find('mean')],
            [t('deviation'), find('standardDeviation')],
            [t('variation'), find('coefficientOfVariation')],
            [t('minimum'), find('minimum')],
            ...quantiles.map((one) => [quantileName(one), one] as const),
            [t('maximum'), find('maximum')],
          ]}
        />
      </div>
      <Downloads path={`/kpi/${of.code}/distribution`} params={params} revision={it.answer.revision} />
    </Section>
  );
}
