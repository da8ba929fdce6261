// How does each region stand beside its country, the Union and its peers?
import { Chart } from '../chart';
import { ask, figure, valueOf, type Catalogued, type Row } from '../figures';
import { rounded, t } from '../i18n';
import { proxySign, sign, Strips, type Guide, type Mark } from '../plot';
import { Section, type Column } from '../ui';
import { Answered, asked, Controls, Downloads, figureColumn, groupName, Groups, measuredColumns, origin, Periods, territoryColumns, Whole, type Sourced } from './parts';
import { titleOf } from './ranking';

interface Beside {
  readonly own: Row;
  readonly country: Row | undefined;
  readonly union: Row | undefined;
  readonly peers: Row | undefined;
}

export function Compare({ of }: { of: Catalogued }) {
  const params = asked(['period', 'peers']);
  return (
    <>
      <Controls><Groups /><Periods of={of} /><Groups label={t('peers')} param="peers" none={t('peersNone')} /></Controls>
      <Answered name={`compare ${of.code} ${JSON.stringify(params)}`} read={(signal) => ask(of.code, 'compare', params, signal)} of={of}>
        {(it) => <Shown of={of} it={it} params={params} />}
      </Answered>
    </>
  );
}

function Shown({ of, it, params }: { of: Catalogued; it: Sourced; params: Record<string, string> }) {
  const rows = it.answer.rows;
  const rowsOf = (role: string) => new Map(rows.filter((row) => row.role === role && row.territory).map((row) => [row.territory?.iri ?? '', row]));
  const [countries, unions, peers] = [rowsOf('country'), rowsOf('union'), rowsOf('peers')];
  const all: Beside[] = rows.filter((row) => row.role === 'value' && row.territory).map((own) => {
    const iri = own.territory?.iri ?? '';
    return { own, country: countries.get(iri), union: unions.get(iri), peers: peers.get(iri) };
  });
  const mean = rows.find((row) => row.role === 'peers' && !row.territory);
  const meanFigure = mean && (figure(mean, 'weightedMean') ?? figure(mean, 'meanPerTerritory'));
  const union = [...unions.values()][0];
  const unionValue = union && valueOf(union, 'reference');
  const unionName = union && figure(union, 'reference')?.with?.label;
  const title = `${titleOf(of, it.answer)}: ${t('viewCompare')}`;
  const guides: Guide[] = [
    ...(unionValue != null ? [{ at: unionValue, name: `${unionName ?? t('union')}: ${rounded(unionValue)}` }] : []),
    ...(meanFigure?.value != null ? [{ at: meanFigure.value, name: `${t('peersMean', { name: groupName(params.peers ?? '') })}: ${rounded(meanFigure.value)}` }] : []),
  ];
  const strips = all.map(({ own, country }) => {
    const [value, other] = [valueOf(own), country ? valueOf(country, 'reference') : null];
    const marks: Mark[] = [];
    if (value !== null && other !== null) marks.push({ shape: 'range', at: other, to: value, tone: 5, isExact: true, text: '' });
    if (other !== null && country) marks.push({ shape: 'square', at: other, tone: 1, isExact: true, text: `${figure(country, 'reference')?.with?.label}: ${rounded(other)}` });
    if (value !== null) marks.push({ shape: 'dot', at: value, tone: 0, text: `${own.territory?.label}: ${rounded(value)}` });
    return { name: own.territory?.label ?? '', isProxy: own.measured?.isProxy ?? false, marks };
  });
  const columns: Column<Beside>[] = [
    ...territoryColumns<Beside>((one) => one.own),
    figureColumn('value', t('value'), (one: Beside) => one.own, 'value', true),
    { name: 'countryName', head: t('country'), by: (one) => one.country && figure(one.country, 'reference')?.with?.label || null, cell: (one) => (one.country && figure(one.country, 'reference')?.with?.label) ?? '–' },
    figureColumn('country', t('countryValue'), (one: Beside) => one.country, 'reference'),
    figureColumn('countryPercent', t('percentOfCountry'), (one: Beside) => one.country, 'percentOfReference'),
    figureColumn('union', t('unionValue'), (one: Beside) => one.union, 'reference'),
    figureColumn('unionPercent', t('percentOfUnion'), (one: Beside) => one.union, 'percentOfReference'),
    ...(peers.size ? [figureColumn('peers', t('peersDifference'), (one: Beside) => one.peers, 'difference')] : []),
    ...measuredColumns<Beside>((one) => one.own),
  ];
  return (
    <Section title={title} note={t('compareNote')}>
      <div class="panel">
        <Chart
          origin={origin(title, of.unit, it)}
          columns={columns}
          rows={all}
          id={(one) => one.own.territory?.iri ?? ''}
          signs={[sign('dot', 0, t('region')), ...(countries.size ? [sign('square', 1, t('country'))] : []), ...(all.some((one) => one.own.measured?.isProxy) ? [proxySign()] : [])]}
        >
          {(width) => <Strips label={title} strips={strips} width={width} guides={guides} />}
        </Chart>
        {meanFigure && <Whole of={[[t('peersMean', { name: groupName(params.peers ?? '') }), meanFigure]]} />}
      </div>
      <Downloads path={`/kpi/${of.code}/compare`} params={params} revision={it.answer.revision} />
    </Section>
  );
}
