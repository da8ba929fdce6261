// The frame of every picture of figures, and lines over the years. A gap in the figures is a gap in the line.
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { brief, number, t } from './i18n';
import { Failure, Said, Table, Text, type Column, type LangString } from './ui';

/** What stands below a picture on the page and in every file that is made of it. */
export interface Origin {
  readonly title: string;
  readonly unit: string;
  readonly sources: readonly LangString[];
  readonly revision: number;
}
/** A sign of a picture and what it stands for. */
export interface Sign {
  readonly text: string;
  /** The class of the sign and the path that shows it, in a box of 28 by 12. */
  readonly look: string;
  readonly path: string;
}

interface Framed<T> {
  origin: Origin;
  signs?: readonly Sign[];
  note?: ComponentChildren;
  /** The same figures as a table and as a file. */
  columns: readonly Column<T>[];
  rows: readonly T[];
  id: (row: T) => string;
  /** The parameter of the address that holds the order of the table. */
  sort?: string;
  /** Whether the table stands beside the picture already. */
  hasTable?: boolean;
  /** Draws at a width in pixels, so that letters keep their size on a narrow screen. */
  children: (width: number) => ComponentChildren;
}

/** A picture with what it rests on, the table of the same figures, and both as files. */
export function Chart<T>({ origin, signs = [], note, columns, rows, id, sort = 'sort', hasTable = false, children }: Framed<T>) {
  const [box, width] = useWidth();
  const [wanted, setWanted] = useState(false);
  return (
    <div class="charted" data-chart={origin.title}>
      <figure class="chart">
        <div ref={box}>{children(width)}</div>
        <figcaption>
          <Signs of={signs} />
          {note && <p class="note">{note}</p>}
          <Provenance of={origin} />
        </figcaption>
      </figure>
      <TakeAway origin={origin} columns={columns} rows={rows} frame={() => box.current?.parentElement ?? null} />
      {!hasTable && (
        <details>
          <summary onClick={() => setWanted(true)}>{t('asTable')}</summary>
          {wanted && <Table label={origin.title} columns={columns} rows={rows} id={id} param={sort} />}
        </details>
      )}
    </div>
  );
}

export function Signs({ of }: { of: readonly Sign[] }) {
  if (!of.length) return null;
  return <ul class="legend">{of.map((it) => <li key={it.text}><Signed of={it} /> {it.text}</li>)}</ul>;
}

function Signed({ of }: { of: Sign }) {
  return (
    <svg class={of.look} viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
      <path d={of.path} />
    </svg>
  );
}

/** Unit, source and revision of figures, in one line. */
export function Provenance({ of }: { of: Origin }) {
  return (
    <p class="note">
      {of.unit && <>{of.unit} · </>}
      {of.sources.length > 0 && <>{t('source')}: {of.sources.map((it, at) => <span key={it.value}>{at > 0 && '; '}<Text of={it} /></span>)} · </>}
      {t('revisionShown', { n: of.revision })}
    </p>
  );
}

type Form = 'csv' | 'svg' | 'png';
interface Taken<T> {
  origin: Origin;
  columns: readonly Column<T>[];
  rows: readonly T[];
  /** What holds the drawing and its signs. */
  frame: () => Element | null | Promise<Element | null>;
}

/** A picture and its figures as files. What makes them is loaded when it is asked for. */
export function TakeAway<T>({ origin, columns, rows, frame }: Taken<T>) {
  const [said, setSaid] = useState('');
  const [error, setError] = useState<unknown>(null);
  const take = async (form: Form) => {
    setError(null);
    try {
      const { save, csv, picture, pixels } = await import('./picture');
      const held = form === 'csv' ? null : await frame();
      const drawn = held && picture(held, origin);
      const file = form === 'csv' ? csv(origin, columns, rows) : drawn && (form === 'svg' ? drawn : await pixels(drawn));
      if (!file) throw new Error(t('noPicture'));
      setSaid(t('saved', { name: save(file, origin, form) }));
    } catch (it) {
      setError(it);
    }
  };
  return (
    <div class="takeaway" role="group" aria-label={t('downloadOf', { name: origin.title })}>
      <span aria-hidden="true">{t('download')}:</span>
      {(['csv', 'svg', 'png'] as const).map((it) => (
        <button key={it} type="button" class="small" onClick={() => void take(it)}>
          {it.toUpperCase()}
        </button>
      ))}
      <Said>{said}</Said>
      {error !== null && <Failure error={error} />}
    </div>
  );
}

const WIDTH_FIRST = 720;
const WIDTH_MIN = 240;

/** The width that an element has, in whole pixels. */
export function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(WIDTH_FIRST);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(WIDTH_MIN, Math.round(element.clientWidth)));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, width] as const;
}

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

export interface Line {
  readonly name: string;
  /** Measured for another unit than the territory: drawn dashed. */
  readonly isProxy: boolean;
  /** Year and value; null where there is none. */
  readonly points: readonly (readonly [number, number | null])[];
  /** Which colour; by its place among the lines where none is named. */
  readonly tone?: number;
  /** Continued, not measured: drawn dotted, and from one year to the next that is told. */
  readonly isAhead?: boolean;
  /** Year, lower and upper end of an interval. */
  readonly band?: readonly (readonly [number, number, number])[];
}

const HEIGHT = 320;
const [RIGHT, TOP, BOTTOM] = [14, 14, 28];

export const lineSigns = (lines: readonly Line[]): Sign[] =>
  lines.map((it, at) => ({ text: it.isProxy ? `${it.name} (${t('proxy')})` : it.name, look: `s${it.tone ?? at} signed ${lookOf(it)}`, path: 'M0 6H28' }));

const lookOf = (line: Line) => `${line.isProxy ? 'proxy' : ''} ${line.isAhead ? 'ahead' : ''}`;

export function Lines({ label, lines, width = WIDTH_FIRST, guides = [] }: { label: string; lines: readonly Line[]; width?: number; guides?: readonly { at: number; name: string }[] }) {
  const points = lines.flatMap((it) => it.points);
  const values = [...points.flatMap(([, value]) => (value === null ? [] : [value])), ...lines.flatMap((it) => it.band?.flatMap(([, low, high]) => [low, high]) ?? []), ...guides.map((it) => it.at)];
  if (!values.length) return <p class="empty">{t('noFigures')}</p>;
  const years = points.map(([year]) => year);
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const marks = ticks(Math.min(...values), Math.max(...values));
  const left = 16 + Math.max(...marks.map((it) => brief(it).length)) * 7.2;
  const [low, high] = [marks[0] ?? 0, marks[marks.length - 1] ?? 1];
  const x = (year: number) => left + ((year - from) / (to - from || 1)) * (width - left - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const every = Math.max(1, Math.ceil(((to - from) * 66) / (width - left)));
  return (
    <svg class="drawn" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={`${label}: ${lines.map((it) => it.name).join(', ')}`}>
      {marks.map((it) => (
        <g key={it}>
          <line class="grid" x1={left} x2={width - RIGHT} y1={y(it)} y2={y(it)} />
          <text x={left - 8} y={y(it) + 4} text-anchor="end">{brief(it)}</text>
        </g>
      ))}
      {Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((it) => (to - it) % every === 0).map((it) => (
        <text key={it} x={x(it)} y={HEIGHT - 8} text-anchor={it === to && to > from ? 'end' : 'middle'}>{it}</text>
      ))}
      {guides.map((it) => (
        <g key={it.name}>
          <line class="guide" x1={left} x2={width - RIGHT} y1={y(it.at)} y2={y(it.at)} />
          <text x={width - RIGHT} y={y(it.at) - 5} text-anchor="end">{it.name}</text>
        </g>
      ))}
      {lines.map((line, at) => (
        <g key={line.name} class={`s${line.tone ?? at} ${lookOf(line)}`}>
          {line.band && line.band.length > 1 && <path class="band" d={`M${[...line.band.map(([year, , above]) => `${x(year).toFixed(1)} ${y(above).toFixed(1)}`), ...[...line.band].reverse().map(([year, below]) => `${x(year).toFixed(1)} ${y(below).toFixed(1)}`)].join('L')}Z`} />}
          <path class="line" d={path(line.points, x, y, line.isAhead)} />
          {line.points.map(([year, value]) => value !== null && <circle key={year} cx={x(year)} cy={y(value)} r={line.isAhead ? 2.2 : 2.8}><title>{`${line.name}, ${year}: ${number(value)}`}</title></circle>)}
        </g>
      ))}
    </svg>
  );
}

function path(points: Line['points'], x: (year: number) => number, y: (value: number) => number, isBridged = false): string {
  let text = '';
  let last: number | null = null;
  for (const [year, value] of [...points].sort((a, b) => a[0] - b[0])) {
    if (value === null) last = null;
    else {
      text += `${last !== null && (isBridged || year - last === 1) ? 'L' : 'M'}${x(year).toFixed(1)} ${y(value).toFixed(1)}`;
      last = year;
    }
  }
  return text;
}

/** A line without axes; what it shows stands as text beside it. */
export function Spark({ points, isProxy, tone = 0 }: { points: Line['points']; isProxy: boolean; tone?: number }): JSX.Element {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  const years = points.map(([year]) => year);
  const [from, to, low, high] = [Math.min(...years), Math.max(...years), Math.min(...values), Math.max(...values)];
  const x = (year: number) => 4 + ((year - from) / (to - from || 1)) * 192;
  const y = (value: number) => 44 - ((value - low) / (high - low || 1)) * 38;
  return (
    <svg class={`spark s${tone} ${isProxy ? 'proxy' : ''}`} viewBox="0 0 200 50" aria-hidden="true">
      <path class="line" d={path(points, x, y)} />
      {points.length === 1 && values[0] !== undefined && <circle cx="100" cy="25" r="3" />}
    </svg>
  );
}
