// What does the result of a query look like as a picture? Bars of its numbers, or its regions on the map.
import { useLoad, seen, type Row, type Table, type Term } from '../api';
import { Chart } from '../chart';
import { number, rounded, t } from '../i18n';
import { classes, mapSigns, ValueMap, type Spot } from '../map';
import { loadPlaces } from '../places';
import { Strips } from '../plot';
import { Empty, tail, Wait, type Column } from '../ui';

/** Rows that are drawn; a picture of more cannot be read. */
const DRAWN_MAX = 60;

interface Line {
  readonly id: string;
  readonly name: string;
  readonly value: number | null;
}

const text = (of: Term | undefined) => (!of ? '' : of.type === 'uri' ? tail(of.value) : of.value);
const numeric = (of: Term | undefined) => (of?.type === 'literal' && of.value.trim() !== '' && Number.isFinite(Number(of.value)) ? Number(of.value) : null);

/** The last column in which every value is a number, years and the like left for last. */
function numbersOf(of: Table): string | undefined {
  const all = of.vars.filter((it) => {
    const values = of.rows.flatMap((row) => row[it] ?? []);
    return values.length > 0 && values.every((value) => numeric(value) !== null);
  });
  const isPeriod = (it: string) => of.rows.every((row) => !row[it] || /#g(Year|YearMonth|Month|Day|MonthDay)$/.test(row[it].datatype ?? ''));
  return all.filter((it) => !isPeriod(it)).pop() ?? all.pop();
}

const columnsOf = (heads: readonly [string, string | undefined]): Column<Line>[] => [
  { name: 'name', head: heads[0], cell: (it) => it.name, by: (it) => it.name },
  ...(heads[1] ? [{ name: 'value', head: heads[1], cell: (it: Line) => (it.value === null ? '–' : number(it.value)), by: (it: Line) => it.value, number: true }] : []),
];

const originOf = (title: string) => ({ title, unit: '', sources: [], revision: Number(seen.revision ?? 0) });

/** Bars: one for each row, named by all columns but that of the numbers. */
export function ResultBars({ of }: { of: Table }) {
  const value = numbersOf(of);
  if (!value) return <Empty>{t('noNumbers')}</Empty>;
  const names = of.vars.filter((it) => it !== value);
  const named = (row: Row) => names.map((it) => text(row[it])).filter(Boolean).join(', ') || text(row[value]);
  const lines = of.rows.slice(0, DRAWN_MAX).map((row, at): Line => ({ id: String(at), name: named(row), value: numeric(row[value]) }));
  const title = names.length ? t('valueBy', { value, names: names.join(', ') }) : value;
  const strips = lines.map((it) => ({ name: it.name, marks: it.value === null ? [] : [{ shape: 'bar' as const, at: it.value, tone: 0, text: `${it.name}: ${rounded(it.value)}` }] }));
  return (
    <div class="panel">
      <Chart origin={originOf(title)} columns={columnsOf([names.join(', '), value])} rows={lines} id={(it) => it.id} note={of.rows.length > lines.length && t('rowsCut', { n: number(DRAWN_MAX) })}>
        {(width) => <Strips label={title} strips={strips} width={width} hasZero />}
      </Chart>
    </div>
  );
}

/** The regions and municipalities that a column names, with the number beside them where there is one. */
export function ResultMap({ of }: { of: Table }) {
  const loaded = useLoad('places of a result', loadPlaces);
  return (
    <Wait of={loaded}>
      {({ places }) => {
        const find = (it: Term | undefined) => (it?.type === 'uri' ? places.find((place) => place.id === it.value) : undefined);
        const column = of.vars.find((it) => of.rows.some((row) => find(row[it])));
        if (!column) return <Empty>{t('noPlaces')}</Empty>;
        const value = numbersOf(of);
        const rows = of.rows.flatMap((row) => {
          const place = find(row[column]);
          return place ? [{ place, value: value ? numeric(row[value]) : 1 }] : [];
        });
        const once = rows.filter((it, at) => rows.findIndex((other) => other.place.id === it.place.id) === at);
        const spots: Spot[] = once.map((it) => ({ name: it.place.label.value, at: it.place.at, area: null, value: it.value, isProxy: false }));
        const scale = classes(spots.flatMap((it) => it.value ?? []));
        const lines = once.map((it): Line => ({ id: it.place.id, name: it.place.label.value, value: value ? it.value : null }));
        const title = value ? t('valueBy', { value, names: column }) : column;
        const lost = spots.filter((it) => !it.at).map((it) => it.name);
        return (
          <div class="panel mapview">
            <Chart
              origin={originOf(title)}
              signs={value ? mapSigns(scale, spots) : []}
              columns={columnsOf([column, value])}
              rows={lines}
              id={(it) => it.id}
              note={<>{rows.length > once.length && t('firstOfEach')} {lost.length > 0 && t('mapMissing', { names: lost.join(', ') })}</>}
            >
              {() => <ValueMap spots={spots} scale={scale} unit="" label={`${title}: ${spots.length}`} />}
            </Chart>
          </div>
        );
      }}
    </Wait>
  );
}
