// Which regions stand high in several indicators at once, and how far does that order hang on the weights?
import { useEffect, useRef, useState } from 'preact/hooks';
import { Chart } from '../chart';
import { askOfSeveral, figure, valueOf, yearsOf, type Catalogued, type Row } from '../figures';
import { rounded, t } from '../i18n';
import { proxySign, sign, Strips } from '../plot';
import { change, here, usePlace } from '../router';
import { direction } from '../terms';
import { Empty, Section, Select, type Column } from '../ui';
import { Answered, asked, Controls, Downloads, figureColumn, groupAsked, groupName, Groups, measuredColumns, Missing, origin, territory, territoryColumns, Years, type Sourced } from './parts';

interface Item {
  readonly code: string;
  readonly weight: number;
  /** `high` or `low` where it differs from the catalogue. */
  readonly good: string;
}

const [WEIGHT_MIN, WEIGHT_MAX, WEIGHT_STEP] = [0.1, 5, 0.1];
const PAUSE_MS = 150;

/** `PO-1:2,EC-1:0.5:low`, as the question itself says it. */
function itemsOf(text: string | null): Item[] {
  return (text ?? '').split(',').filter(Boolean).map((it) => {
    const [code = '', weight = '1', good = ''] = it.split(':');
    return { code, weight: Number(weight) || 1, good };
  });
}
const written = (items: readonly Item[]) => items.map((it) => `${it.code}:${it.weight}${it.good && `:${it.good}`}`).join(',');

export default function Composite({ all }: { all: readonly Catalogued[] }) {
  const { params } = usePlace();
  const usable = all.filter((it) => it.series.length > 0);
  const items = chosen(params.get('items'), usable);
  /** Takes one indicator in, changes it or leaves it out, in what the address holds by now. */
  const put = (code: string, next: Item | null) => {
    const now = chosen(here().params.get('items'), usable);
    const isIn = now.some((it) => it.code === code);
    const then = next === null ? now.filter((it) => it.code !== code) : isIn ? now.map((it) => (it.code === code ? next : it)) : [...now, next];
    change({ items: written(then) || 'none' });
  };
  const isStandard = params.get('scale') === 'z';
  const isGeometric = params.get('aggregation') === 'geometric' && !isStandard;
  const question = {
    ...asked(['period']),
    indicator: written(items),
    ...(isStandard && { scale: 'z' }),
    ...(isGeometric && { aggregation: 'geometric' }),
  };
  const years = [...new Set(usable.flatMap(yearsOf))].sort().reverse();
  return (
    <>
      <Controls>
        <Groups />
        <Years of={years} label={t('period')} />
        <Select label={t('scaling')} value={isStandard ? 'z' : ''} onPick={(scale) => change({ scale, ...(scale === 'z' && { aggregation: null }) })} options={[['', t('minMax')], ['z', t('zScores')]]} />
        <Select label={t('aggregation')} value={isGeometric ? 'geometric' : ''} onPick={(aggregation) => change({ aggregation, ...(aggregation && { scale: null }) })} options={[['', t('arithmetic')], ['geometric', t('geometric')]]} />
      </Controls>
      <Section title={t('indicatorsAndWeights')} note={t('weightsNote')}>
        <ul class="weights">
          {usable.map((it) => <Weight key={it.code} of={it} item={items.find((one) => one.code === it.code)} set={(next) => put(it.code, next)} />)}
        </ul>
      </Section>
      {items.length ? (
        <Answered name={`composite ${JSON.stringify(question)}`} read={(signal) => askOfSeveral('composite', question, signal)}>
          {(it) => <Shown it={it} params={question} items={items} all={usable} />}
        </Answered>
      ) : (
        <Empty>{t('pickIndicators')}</Empty>
      )}
    </>
  );
}

/** What the address names, of what has figures; `none` is a choice as well. */
function chosen(text: string | null, all: readonly Catalogued[]): Item[] {
  if (text === null) return firstChoice(all);
  return itemsOf(text === 'none' ? '' : text).filter((it) => all.some((one) => one.code === it.code));
}

/** Before the reader chooses: what has a good direction and is measured for as many territories as anything that has one. */
function firstChoice(all: readonly Catalogued[]): Item[] {
  const directed = all.filter((it) => it.direction === 'higher-is-better' || it.direction === 'lower-is-better');
  const reach = (it: Catalogued) => it.series[0]?.territories ?? 0;
  const most = Math.max(0, ...directed.map(reach));
  return directed.filter((it) => reach(it) === most).map((it) => ({ code: it.code, weight: 1, good: '' }));
}

/** One indicator: in or out, its weight by slider and by number, and which end is good. */
function Weight({ of, item, set }: { of: Catalogued; item: Item | undefined; set: (next: Item | null) => void }) {
  const [weight, setWeight] = useState(item?.weight ?? 1);
  const timer = useRef(0);
  useEffect(() => {
    // What the hand is moving is newer than the address.
    if (!timer.current) setWeight(item?.weight ?? 1);
  }, [item?.weight]);
  const move = (text: string) => {
    const next = Math.min(WEIGHT_MAX, Math.max(WEIGHT_MIN, Number(text)));
    if (!item || !Number.isFinite(next)) return;
    setWeight(next);
    // The address follows when the hand rests, so that one pull is one question.
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      set({ ...item, weight: next });
    }, PAUSE_MS);
  };
  const bounds = { min: WEIGHT_MIN, max: WEIGHT_MAX, step: WEIGHT_STEP, value: weight };
  return (
    <li class={item ? 'weight in' : 'weight'}>
      <label class="check">
        <input type="checkbox" checked={!!item} onChange={() => set(item ? null : { code: of.code, weight: 1, good: '' })} /> {of.label} <code>{of.code}</code>
      </label>
      {item && (
        <>
          <input type="range" {...bounds} aria-label={t('weightOf', { name: of.label })} onInput={(event) => move(event.currentTarget.value)} />
          <input type="number" {...bounds} aria-label={t('weightNumber', { name: of.label })} onChange={(event) => move(event.currentTarget.value)} />
          <select value={item.good} aria-label={t('goodEnd', { name: of.label })} onChange={(event) => set({ ...item, good: event.currentTarget.value })}>
            <option value="">{t('asInCatalogue')}: {of.direction === 'lower-is-better' ? t('lowerIsBetter') : direction(of.direction) === '–' ? t('higherIsBetter') : direction(of.direction)}</option>
            <option value="high">{t('higherIsBetter')}</option>
            <option value="low">{t('lowerIsBetter')}</option>
          </select>
        </>
      )}
    </li>
  );
}

function Shown({ it, params, items, all }: { it: Sourced; params: Record<string, string>; items: readonly Item[]; all: readonly Catalogued[] }) {
  const scores = it.answer.rows.filter((row) => row.role === 'score' && row.territory);
  const scored = scores.filter((row) => valueOf(row, 'score') !== null).sort((a, b) => (valueOf(a, 'rank') ?? 0) - (valueOf(b, 'rank') ?? 0));
  const lacking = scores.filter((row) => row.missing);
  const period = scored[0]?.period ?? '';
  const title = `${t('viewComposite')}, ${groupName(groupAsked())}, ${period}`;
  const parts = new Map(it.answer.rows.filter((row) => row.role === 'part').map((row) => [`${row.territory?.iri} ${row.indicator?.code}`, row]));
  const isProxy = (row: Row) => row.measured?.isProxy ?? false;
  const name = (row: Row) => row.territory?.label ?? '';
  const own = (row: Row) => row;
  const columns: Column<Row>[] = [
    ...territoryColumns(own),
    figureColumn('rank', t('place'), own, 'rank'),
    figureColumn('best', t('bestPlace'), own, 'bestRank'),
    figureColumn('worst', t('worstPlace'), own, 'worstRank'),
    figureColumn('score', t('score'), own, 'score'),
    ...items.flatMap((item) => {
      const label = all.find((one) => one.code === item.code)?.label ?? item.code;
      const part = (row: Row) => parts.get(`${row.territory?.iri} ${item.code}`);
      return [figureColumn(`value ${item.code}`, label, part, 'value'), figureColumn(`scaled ${item.code}`, t('scaledOf', { name: item.code }), part, 'scaled')];
    }),
    ...measuredColumns(own),
  ];
  const proxies = scored.some(isProxy);
  const id = (row: Row) => row.territory?.iri ?? '';
  const ranks = scored.map((row) => {
    const [rank, best, worst] = [valueOf(row, 'rank') ?? 0, valueOf(row, 'bestRank') ?? 0, valueOf(row, 'worstRank') ?? 0];
    const text = `${name(row)}: ${rank} (${best}–${worst})`;
    return { name: name(row), isProxy: isProxy(row), marks: [{ shape: 'range' as const, at: best, to: worst, tone: 5, text }, { shape: 'dot' as const, at: rank, tone: 0, text }] };
  });
  return (
    <Section title={title} note={t('compositeNote')}>
      <div class="columns">
        <div class="panel">
          <h3>{t('score')}</h3>
          <Chart origin={origin(`${title}: ${t('score')}`, items.map((one) => `${one.code} × ${rounded(one.weight)}`).join(', '), it)} columns={columns} rows={scored} id={id} signs={proxies ? [sign('bar', 0, t('score')), proxySign('bar')] : [sign('bar', 0, t('score'))]}>
            {(width) => <Strips label={`${title}: ${t('score')}`} width={width} hasZero strips={scored.map((row) => ({ name: name(row), isProxy: isProxy(row), marks: [{ shape: 'bar' as const, at: valueOf(row, 'score') ?? 0, tone: 0, text: `${name(row)}: ${rounded(valueOf(row, 'score') ?? 0)}` }] }))} />}
          </Chart>
        </div>
        <div class="panel">
          <h3>{t('rankRange')}</h3>
          <Chart origin={origin(`${title}: ${t('rankRange')}`, t('place'), it)} columns={columns.slice(0, 4)} rows={scored} id={id} sort="sortRange" signs={[sign('dot', 0, t('place')), sign('range', 5, t('rankRange')), ...(proxies ? [proxySign()] : [])]} note={<>{t('rankRangeNote')} <span lang="en">{scored.map((row) => figure(row, 'worstRank')?.method).find(Boolean)}</span></>}>
            {(width) => <Strips label={`${title}: ${t('rankRange')}`} width={width} isWhole strips={ranks} />}
          </Chart>
        </div>
      </div>
      {lacking.length > 0 && (
        <>
          <h3>{t('noFigures')}</h3>
          <ul class="plain tight">{lacking.map((row) => <li key={id(row)}>{territory(row)}: <Missing row={row} /></li>)}</ul>
        </>
      )}
      <p class="note">{figure(scored[0] ?? ({ figures: [] } as unknown as Row), 'score') && <span lang="en">{figure(scored[0] as Row, 'score')?.method}</span>}</p>
      <Downloads path="/kpi/composite" params={params} revision={it.answer.revision} />
    </Section>
  );
}
