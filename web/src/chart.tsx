// Lines over the years. A gap in the figures is a gap in the line; the same figures stand in a table beside it.
import { number, t } from './i18n';

export interface Line {
  readonly name: string;
  /** Measured for another unit than the territory: drawn dashed. */
  readonly isProxy: boolean;
  /** Year and value; null where there is none. */
  readonly points: readonly (readonly [number, number | null])[];
}

const [WIDTH, HEIGHT] = [720, 320];
const [LEFT, RIGHT, TOP, BOTTOM] = [76, 12, 12, 28];

/** Round steps of an axis from at most the lowest to at least the highest value. */
export function ticks(low: number, high: number, wanted = 5): number[] {
  const span = high - low || Math.abs(high) || 1;
  const raw = span / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((it) => it * power).find((it) => it >= raw) ?? raw;
  const first = Math.floor(low / step) * step;
  const all: number[] = [];
  for (let at = first; at < high + step && all.length < 20; at += step) all.push(Number(at.toPrecision(12)));
  return all;
}

export function Lines({ label, lines }: { label: string; lines: readonly Line[] }) {
  const points = lines.flatMap((it) => it.points);
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  if (!values.length) return <p class="empty">{t('noFigures')}</p>;
  const years = points.map(([year]) => year);
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const marks = ticks(Math.min(...values), Math.max(...values));
  const [low, high] = [marks[0] ?? 0, marks[marks.length - 1] ?? 1];
  const x = (year: number) => LEFT + ((year - from) / (to - from || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const every = Math.max(1, Math.ceil((to - from) / 8));
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${label}: ${lines.map((it) => it.name).join(', ')}`}>
        {marks.map((it) => (
          <g key={it}>
            <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(it)} y2={y(it)} />
            <text x={LEFT - 8} y={y(it) + 4} text-anchor="end">{number(it)}</text>
          </g>
        ))}
        {Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((it) => (it - from) % every === 0).map((it) => (
          <text key={it} x={x(it)} y={HEIGHT - 8} text-anchor="middle">{it}</text>
        ))}
        {lines.map((line, at) => (
          <g key={line.name} class={`s${at} ${line.isProxy ? 'proxy' : ''}`}>
            <path class="line" d={path(line.points, x, y)} />
            {line.points.map(([year, value]) => value !== null && <circle key={year} cx={x(year)} cy={y(value)} r="2.8"><title>{`${line.name}, ${year}: ${number(value)}`}</title></circle>)}
          </g>
        ))}
      </svg>
      <figcaption>
        <ul class="legend">
          {lines.map((line, at) => (
            <li key={line.name} class={`s${at} ${line.isProxy ? 'proxy' : ''}`}>
              <svg viewBox="0 0 28 10" width="28" height="10" aria-hidden="true"><path class="line" d="M0 5H28" /></svg>
              {line.name}{line.isProxy && ` (${t('proxy')})`}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function path(points: Line['points'], x: (year: number) => number, y: (value: number) => number): string {
  let text = '';
  let last: number | null = null;
  for (const [year, value] of [...points].sort((a, b) => a[0] - b[0])) {
    if (value === null) last = null;
    else {
      text += `${last !== null && year - last === 1 ? 'L' : 'M'}${x(year).toFixed(1)} ${y(value).toFixed(1)}`;
      last = year;
    }
  }
  return text;
}

/** A line without axes; what it shows stands as text beside it. */
export function Spark({ points, isProxy }: { points: Line['points']; isProxy: boolean }) {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  const years = points.map(([year]) => year);
  const [from, to, low, high] = [Math.min(...years), Math.max(...years), Math.min(...values), Math.max(...values)];
  const x = (year: number) => 4 + ((year - from) / (to - from || 1)) * 192;
  const y = (value: number) => 44 - ((value - low) / (high - low || 1)) * 38;
  return (
    <svg class={`spark s0 ${isProxy ? 'proxy' : ''}`} viewBox="0 0 200 50" aria-hidden="true">
      <path class="line" d={path(points, x, y)} />
      {points.length === 1 && values[0] !== undefined && <circle cx="100" cy="25" r="3" />}
    </svg>
  );
}
