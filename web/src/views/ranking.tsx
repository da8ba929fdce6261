// Who comes first at one period? A table with bars, and the map beside it.
import { render } from 'preact';
import { useMemo } from 'preact/hooks';
import { useLoad } from '../api';
import { Signs, TakeAway } from '../chart';
import { ask, figure, valueOf, type Answer, type Catalogued, type Row } from '../figures';
import { language, number, t } from '../i18n';
import { loadPlaces } from '../places';
import { proxySign, Strips } from '../plot';
import { Section, Table, type Column } from '../ui';
import { Answered, asked, Controls, Downloads, figureColumn, groupAsked, groupName, Groups, isBody, measuredColumns, origin, Periods, subtitle, territoryColumns, type Sourced } from './parts';
import { Mapped } from './valuemap';

export function Ranking({ of }: { of: Catalogued }) {
  const params = asked();
  return (
    <>
      <Controls><Groups /><Periods of={of} /></Controls>
      <Answered name={`ranking ${of.code} ${JSON.stringify(params)}`} read={(signal) => ask(of.code, 'ranking', params, signal)} of={of}>
        {(it) => <Shown of={of} it={it} params={params} />}
      </Answered>
    </>
  );
}

export const titleOf = (of: Catalogued, answer: Answer) => [of.label, groupName(groupAsked()), [...new Set(answer.rows.flatMap((row) => (valueOf(row) === null ? [] : row.period ?? [])))].join(', ')].filter(Boolean).join(', ');

function Shown({ of, it, params }: { of: Catalogued; it: Sourced; params: Record<string, string> }) {
  const places = useLoad('places', loadPlaces);
  const about = origin(titleOf(of, it.answer), of.unit, it);
  const own = (row: Row) => row;
  // Columns that stay the same keep the rows that are drawn: another order only moves them.
  const { rows, shown } = useMemo(() => {
    const rows = it.answer.rows.filter((row) => row.territory);
    const most = Math.max(...rows.map((row) => Math.abs(valueOf(row) ?? 0)), 0);
    const shown: Column<Row>[] = [
      ...territoryColumns(own),
      { name: 'place', head: t('place'), number: true, by: (row) => valueOf(row, 'rank'), cell: (row) => figure(row, 'rank')?.value ?? '–' },
      figureColumn('value', t('value'), own, 'value', true),
      { name: 'bar', head: t('bar'), cell: (row) => bar(row, most) },
    ];
    return { rows, shown };
  }, [it.answer, language()]);
  return (
    <Section title={about.title} note={subtitle(of, it.answer.revision)}>
      <div class={isBody(params.group ?? '') ? 'split' : undefined}>
        <div class="charted">
          <Table look="steady" label={t('viewRanking')} columns={shown} rows={rows} id={(row) => row.territory?.iri ?? ''} />
          <TakeAway origin={about} columns={[...shown, ...measuredColumns(own)]} rows={rows} frame={() => bars(rows, about.title)} />
        </div>
        {places.value && isBody(params.group ?? '') && <div class="panel"><Mapped of={of} rows={rows} about={about} places={places.value.places} hasTable /></div>}
      </div>
      <Downloads path={`/kpi/${of.code}/ranking`} params={params} revision={it.answer.revision} />
    </Section>
  );
}

function bar(row: Row, most: number) {
  const value = valueOf(row);
  if (value === null || most <= 0) return null;
  return <div class={row.measured?.isProxy ? 'bar proxy' : 'bar'} style={{ width: `${(Math.abs(value) / most) * 100}%` }} />;
}

const WIDTH = 760;

/** The ranking as a drawing: it stands on the page for as long as its colours are read. */
async function bars(rows: readonly Row[], label: string): Promise<Element> {
  const box = document.createElement('div');
  box.className = 'chart panel offstage';
  box.setAttribute('aria-hidden', 'true');
  document.body.append(box);
  const strips = rows.map((row) => {
    const value = valueOf(row);
    return { name: row.territory?.label ?? '', isProxy: row.measured?.isProxy ?? false, marks: value === null ? [] : [{ shape: 'bar' as const, at: value, tone: 0, text: number(value) }] };
  });
  render(<><Strips label={label} strips={strips} width={WIDTH} hasZero /><Signs of={strips.some((it) => it.isProxy && it.marks.length) ? [proxySign('bar')] : []} /></>, box);
  await new Promise((done) => requestAnimationFrame(done));
  setTimeout(() => {
    render(null, box);
    box.remove();
  });
  return box;
}
