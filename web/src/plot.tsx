// How do many territories stand on one scale? A row for each with bars, points and ranges, or bars of how many there are.
import { ticks, type Sign } from './chart';
import { brief, number, t } from './i18n';

export type Shape = 'bar' | 'dot' | 'square' | 'diamond' | 'range';
export interface Mark {
  readonly shape: Shape;
  readonly at: number;
  /** The other end of a range. */
  readonly to?: number;
  readonly tone: number;
  readonly text: string;
  /** Measured for what it names, even where the row is not. */
  readonly isExact?: boolean;
}
export interface Strip {
  readonly name: string;
  /** Measured for another unit: drawn with a dashed outline. */
  readonly isProxy?: boolean;
  readonly marks: readonly Mark[];
}
/** Lines across all rows, from left to right, each with its name above those to the right of it. */
export interface Guide {
  readonly at: number;
  readonly name: string;
}

const [ROW, ROW_TALL, TOP, FOOT, RIGHT] = [24, 40, 10, 26, 16];
const NARROW = 520;
const LETTER = 6.9;

const SIZE = 5.5;
const outline: Record<Exclude<Shape, 'bar' | 'range'>, (x: number, y: number) => string> = {
  dot: (x, y) => `M${x - SIZE} ${y}a${SIZE} ${SIZE} 0 1 0 ${2 * SIZE} 0a${SIZE} ${SIZE} 0 1 0 ${-2 * SIZE} 0Z`,
  square: (x, y) => `M${x - 5} ${y - 5}h10v10h-10Z`,
  diamond: (x, y) => `M${x} ${y - 6.5}l6.5 6.5l-6.5 6.5l-6.5 -6.5Z`,
};

export const sign = (shape: Shape, tone: number, text: string, isProxy = false): Sign => ({
  text,
  look: `s${tone} signed ${shape === 'range' ? '' : shape === 'bar' ? 'filled broad' : 'filled'} ${isProxy ? 'proxy' : ''}`,
  path: shape === 'bar' ? 'M2 2H26V10H2Z' : shape === 'range' ? 'M2 6H26M2 3V9M26 3V9' : outline[shape](14, 6),
});
export const proxySign = (shape: Shape = 'dot', tone = 0): Sign => sign(shape, tone, t('proxySign'), true);

export function Strips({ label, strips, width, guides = [], hasZero = false, isWhole = false }: { label: string; strips: readonly Strip[]; width: number; guides?: readonly Guide[]; hasZero?: boolean; isWhole?: boolean }) {
  const isNarrow = width < NARROW;
  const row = isNarrow ? ROW_TALL : ROW;
  const all = [...strips.flatMap((it) => it.marks.flatMap((mark) => (mark.to === undefined ? [mark.at] : [mark.at, mark.to]))), ...guides.map((it) => it.at), ...(hasZero ? [0] : [])];
  if (!strips.some((it) => it.marks.length)) return <p class="empty">{t('noFigures')}</p>;
  const longest = Math.max(...strips.map((it) => it.name.length));
  const left = isNarrow ? 8 : Math.min(longest * LETTER + 14, width * 0.36);
  const letters = Math.floor((isNarrow ? width : left - 12) / LETTER);
  const steps = ticks(Math.min(...all), Math.max(...all), isNarrow ? 3 : 6).filter((it) => !isWhole || (Number.isInteger(it) && it >= Math.min(...all)));
  const [low, high] = [Math.min(steps[0] ?? Infinity, ...all), Math.max(steps[steps.length - 1] ?? 1, ...all)];
  const x = (value: number) => left + 10 + ((value - low) / (high - low || 1)) * (width - left - RIGHT - 20);
  const head = TOP + (guides.length ? guides.length * STEP : 0);
  const bottom = head + strips.length * row;
  return (
    <svg class="drawn" viewBox={`0 0 ${width} ${bottom + FOOT}`} role="img" aria-label={label}>
      {steps.map((it, at) => (
        <g key={it}>
          <line class="grid" x1={x(it)} x2={x(it)} y1={head} y2={bottom} />
          <text x={x(it)} y={bottom + 18} text-anchor={at === steps.length - 1 ? 'end' : at === 0 ? 'start' : 'middle'}>{brief(it)}</text>
        </g>
      ))}
      {hasZero && low < 0 && <line class="zero" x1={x(0)} x2={x(0)} y1={head} y2={bottom} />}
      <Guides of={guides} x={x} width={width} bottom={bottom} />
      {strips.map((strip, at) => {
        const y = head + at * row + (isNarrow ? 28 : row / 2);
        const name = strip.name.length > letters ? `${strip.name.slice(0, letters - 1)}…` : strip.name;
        return (
          <g key={`${at} ${strip.name}`}>
            <text class="name" x={isNarrow ? left + 10 : left - 4} y={isNarrow ? y - 13 : y + 4} text-anchor={isNarrow ? 'start' : 'end'}>
              {name}
              {name !== strip.name && <title>{strip.name}</title>}
            </text>
            {strip.marks.length === 0 && <text class="missing over" x={isNarrow ? left + 10 : left + 12} y={y + 4}>{t('noFigures')}</text>}
            {strip.marks.map((mark, nth) => <Drawn key={nth} mark={mark} isProxy={!!strip.isProxy && !mark.isExact} x={x} y={y} zero={Math.max(0, low)} />)}
          </g>
        );
      })}
    </svg>
  );
}

const STEP = 15;

function Guides({ of, x, width, bottom }: { of: readonly Guide[]; x: (value: number) => number; width: number; bottom: number }) {
  const sorted = [...of].sort((a, b) => a.at - b.at);
  return (
    <>
      {sorted.map((it, at) => <line key={it.name} class="guide" x1={x(it.at)} x2={x(it.at)} y1={TOP + at * STEP} y2={bottom} />)}
      {sorted.map((it, at) => {
        const isRight = x(it.at) > width - 24 - it.name.length * LETTER;
        return <text key={it.name} class="over" x={x(it.at) + (isRight ? -5 : 5)} y={TOP + at * STEP + 9} text-anchor={isRight ? 'end' : 'start'}>{it.name}</text>;
      })}
    </>
  );
}

function Drawn({ mark, isProxy, x, y, zero }: { mark: Mark; isProxy: boolean; x: (value: number) => number; y: number; zero: number }) {
  const [a, b] = [x(mark.at), x(mark.to ?? zero)];
  const d =
    mark.shape === 'bar'
      ? `M${Math.min(a, b).toFixed(1)} ${y - 6}h${Math.max(Math.abs(a - b), 1).toFixed(1)}v12h${(-Math.max(Math.abs(a - b), 1)).toFixed(1)}Z`
      : mark.shape === 'range'
        ? `M${a.toFixed(1)} ${y}H${b.toFixed(1)}M${a.toFixed(1)} ${y - 4}V${y + 4}M${b.toFixed(1)} ${y - 4}V${y + 4}`
        : outline[mark.shape](Math.round(a * 10) / 10, y);
  return (
    <path class={`s${mark.tone} ${mark.shape === 'range' ? 'span' : mark.shape === 'bar' ? 'shape broad' : 'shape'} ${isProxy ? 'proxy' : ''}`} d={d}>
      <title>{mark.text}</title>
    </path>
  );
}

/** How many values lie in each of some equal steps, by the rule of Sturges. */
export function bins(values: readonly number[]): { from: number; to: number; count: number }[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const steps = ticks(low, high, Math.ceil(Math.log2(values.length) + 1));
  const edges = (steps[steps.length - 1] ?? high) > high ? steps : [...steps, high];
  return edges.slice(1).map((to, at) => {
    const from = edges[at] ?? low;
    const isLast = at === edges.length - 2;
    return { from, to, count: values.filter((it) => it >= from && (it < to || (isLast && it <= to))).length };
  });
}

const TALL = 300;

export function Histogram({ label, values, width, guides }: { label: string; values: readonly number[]; width: number; guides: readonly Guide[] }) {
  const all = bins(values);
  const [low, high] = [all[0]?.from ?? 0, all[all.length - 1]?.to ?? 1];
  const steps = ticks(0, Math.max(...all.map((it) => it.count)), 4).filter(Number.isInteger);
  const most = steps[steps.length - 1] ?? 1;
  const left = 40;
  const top = TOP + guides.length * STEP;
  const x = (value: number) => left + ((value - low) / (high - low || 1)) * (width - left - RIGHT);
  const y = (count: number) => TALL - FOOT - (count / most) * (TALL - FOOT - top);
  const every = Math.ceil((all.length * 62) / (width - left));
  return (
    <svg class="drawn" viewBox={`0 0 ${width} ${TALL}`} role="img" aria-label={label}>
      {steps.map((it) => (
        <g key={it}>
          <line class="grid" x1={left} x2={width - RIGHT} y1={y(it)} y2={y(it)} />
          <text x={left - 8} y={y(it) + 4} text-anchor="end">{number(it)}</text>
        </g>
      ))}
      {all.map((it, at) => (
        <g key={it.from}>
          <path class="s0 shape" d={`M${x(it.from) + 1} ${y(0)}V${y(it.count)}H${x(it.to) - 1}V${y(0)}Z`}><title>{`${number(it.from)} – ${number(it.to)}: ${number(it.count)}`}</title></path>
          {at % every === 0 && <text x={x(it.from)} y={TALL - 8} text-anchor="middle">{brief(it.from)}</text>}
        </g>
      ))}
      <Guides of={guides} x={x} width={width} bottom={y(0)} />
    </svg>
  );
}
