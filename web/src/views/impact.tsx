// How much does the transition touch regions? Exposure, sensitivity, adaptive capacity, with what the scores do not say.
import { Chart } from '../chart';
import { askOfSeveral, valueOf, yearsOf, type Answer, type Catalogued, type Row } from '../figures';
import { rounded, t, type Key } from '../i18n';
import { proxySign, sign, Strips } from '../plot';
import { usePlace } from '../router';
import { Section, type Column } from '../ui';
import { Answered, asked, Controls, Downloads, figureColumn, groupAsked, groupName, Groups, measuredColumns, origin, territoryColumns, Years, type Sourced } from './parts';

const PARTS: readonly (readonly [string, Key])[] = [['exposure', 'exposure'], ['sensitivity', 'sensitivity'], ['adaptive-capacity', 'adaptiveCapacity']];
/** Years that are tried where the last one has no values. */
const YEARS_BACK = 4;

export default function Impact({ all }: { all: readonly Catalogued[] }) {
  const { params: place } = usePlace();
  const years = [...new Set(all.flatMap(yearsOf))].sort().reverse();
  const params = asked(['period']);
  return (
    <>
      <Controls><Groups /><Years of={years} label={t('period')} /></Controls>
      <Answered name={`impact ${JSON.stringify(params)}`} read={(signal) => latest(params, place.get('period') ? [] : years, signal)} hasNotes>
        {(it) => <Shown it={it} params={params} />}
      </Answered>
    </>
  );
}

/** The last year with scores, where the reader names none. */
async function latest(params: Record<string, string>, years: readonly string[], signal: AbortSignal): Promise<Answer> {
  const first = await askOfSeveral('impact', params, signal);
  if (first.rows.length) return first;
  for (const period of years.slice(0, YEARS_BACK)) {
    const answer = await askOfSeveral('impact', { ...params, period }, signal);
    if (answer.rows.length) return answer;
  }
  return first;
}

function Shown({ it, params }: { it: Sourced; params: Record<string, string> }) {
  const caveat = it.answer.notes?.find((note) => note.code === 'asymmetric');
  const period = it.answer.rows[0]?.period ?? params.period ?? '';
  const title = [t('viewImpact'), groupName(groupAsked()), period].filter(Boolean).join(', ');
  return (
    <Section title={title} note={t('impactNote')}>
      {caveat && <p class="caution" lang="en">{caveat.text}</p>}
      <div class="columns">{PARTS.map(([role, key]) => <Part key={role} it={it} role={role} name={t(key)} title={title} />)}</div>
      <Downloads path="/kpi/impact" params={period ? { ...params, period } : params} revision={it.answer.revision} />
    </Section>
  );
}

function Part({ it, role, name, title }: { it: Sourced; role: string; name: string; title: string }) {
  const rows = it.answer.rows.filter((row) => row.role === role && row.territory);
  const scored = rows.filter((row) => valueOf(row, 'score') !== null).sort((a, b) => (valueOf(b, 'score') ?? 0) - (valueOf(a, 'score') ?? 0));
  const silent = it.answer.notes?.filter((note) => note.text.startsWith(`${role}:`)) ?? [];
  const own = (row: Row) => row;
  const columns: Column<Row>[] = [...territoryColumns(own), figureColumn('score', t('score'), own, 'score', true), figureColumn('rank', t('place'), own, 'rank'), figureColumn('best', t('bestPlace'), own, 'bestRank'), figureColumn('worst', t('worstPlace'), own, 'worstRank'), ...measuredColumns(own)];
  const label = `${title}: ${name}`;
  return (
    <div class="panel">
      <h3>{name}</h3>
      {scored.length ? (
        <Chart origin={origin(label, t('scoreUnit'), it)} columns={columns} rows={rows} id={(row) => row.territory?.iri ?? ''} sort={`sort-${role}`} signs={[sign('bar', 0, t('score')), ...(scored.some((row) => row.measured?.isProxy) ? [proxySign('bar')] : [])]}>
          {(width) => <Strips label={label} width={width} hasZero strips={[...scored, ...rows.filter((row) => !scored.includes(row))].map((row) => {
            const score = valueOf(row, 'score');
            return { name: row.territory?.label ?? '', isProxy: row.measured?.isProxy ?? false, marks: score === null ? [] : [{ shape: 'bar' as const, at: score, tone: 0, text: `${row.territory?.label}: ${rounded(score)}` }] };
          })} />}
        </Chart>
      ) : (
        <p><span class="gap">{t('noFigures')}</span></p>
      )}
      {silent.length > 0 && <ul class="plain tight note">{silent.map((note) => <li key={note.text} lang="en">{note.text}</li>)}</ul>}
    </div>
  );
}
