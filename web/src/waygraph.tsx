// The ways from a job as a drawing: jobs are links, each line tells how many skills its step asks for.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { number, plural, t } from './i18n';
import type { Names, Target, Thing } from './jobs';
import { address } from './ui';
import { drawn, middle, type Box, type Line } from './waytree';

const SKILLS_TOLD_MAX = 12;

export function WayGraph({ label, from, targets, every, names }: { label: string; from: Thing; targets: readonly Target[]; every: boolean; names: Names }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1000);
  useEffect(() => {
    const here = frame.current;
    if (!here) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, Math.floor(entry.contentRect.width))));
    watch.observe(here);
    return () => watch.disconnect();
  }, []);
  const drawing = useMemo(() => drawn(from, targets, width - 4, every, (it) => names.text(it)), [from, targets, width, every, names]);
  return (
    <figure class="chart ways panel">
      <figcaption class="unseen">{label}</figcaption>
      <div ref={frame}>
        <svg viewBox={`-2 -2 ${drawing.width + 4} ${drawing.height + 4}`} width={drawing.width + 4} height={drawing.height + 4} role="group" aria-label={label}>
          {drawing.lines.map((it, at) => <path key={at} class={it.missing.length ? 'step' : 'step free'} d={path(it, drawing.isWide)} aria-hidden="true" />)}
          {drawing.boxes.map((it, at) => <Job key={at} box={it} names={names} />)}
          {drawing.lines.map((it, at) => <Asks key={at} line={it} isWide={drawing.isWide} names={names} />)}
        </svg>
      </div>
      <ul class="legend">
        <li><svg viewBox="0 0 28 18" width="28" height="18" aria-hidden="true"><rect class="box start" x="1" y="1" width="26" height="16" rx="4" /></svg>{t('waysStart')}</li>
        <li><svg viewBox="0 0 28 18" width="28" height="18" aria-hidden="true"><rect class="box" x="1" y="1" width="26" height="16" rx="4" /></svg>{t('waysBetween')}</li>
        <li><svg viewBox="0 0 28 18" width="28" height="18" aria-hidden="true"><rect class="box target" x="1" y="1" width="26" height="16" rx="4" /><rect class="inner" x="4" y="4" width="20" height="10" rx="2" /></svg>{t('waysTarget')}</li>
        <li><svg viewBox="0 0 28 18" width="28" height="18" aria-hidden="true"><rect class="pill" x="1" y="1" width="26" height="16" rx="8" /></svg>{t('waysPill')}</li>
      </ul>
    </figure>
  );
}

/** So far on its way a line has left the others. */
const PILL_AT = 0.7;

/** Where the number of a step stands: in the gap before the box, where no other number is. */
const pillAt = ({ from, to }: Line, isWide: boolean): [number, number] => {
  if (!isWide) return [to.x - 20, middle(to)];
  const [x0, x1, y0, y1] = [from.x + from.width, to.x, middle(from), middle(to)];
  return [x0 + (x1 - x0) * PILL_AT, curve(y0, y1, PILL_AT)];
};
/** The height of a line on its way: a cubic curve that leaves and arrives level. */
const curve = (y0: number, y1: number, at: number) => {
  // The control points stand at the middle, so that x is not linear in the parameter: Newton's way finds it.
  let p = at;
  for (let turn = 0; turn < 8; turn += 1) {
    const x = 1.5 * p * (1 - p) ** 2 + 1.5 * p ** 2 * (1 - p) + p ** 3;
    p -= (x - at) / (1.5 * ((1 - p) ** 2 + p ** 2));
  }
  return y0 + (y1 - y0) * (3 * p ** 2 - 2 * p ** 3);
};

function path({ from, to }: Line, isWide: boolean): string {
  if (!isWide) {
    const x = from.x + 8;
    return `M${x} ${from.y + from.height}V${middle(to)}H${to.x}`;
  }
  const [x0, x1] = [from.x + from.width, to.x];
  const half = (x0 + x1) / 2;
  return `M${x0} ${middle(from)}C${half} ${middle(from)} ${half} ${middle(to)} ${x1} ${middle(to)}`;
}

function Job({ box, names }: { box: Box; names: Names }) {
  const text = names.text(box.thing);
  const role = box.depth === 0 ? 'start' : box.isTarget ? 'target' : '';
  const top = box.y + (box.height - box.lines.length * 17) / 2 + 12.5;
  return (
    <a href={address(box.thing.iri)} aria-label={`${text} (${t(role === 'start' ? 'waysStart' : role ? 'waysTarget' : 'waysBetween')})`} lang={names.lang(box.thing)}>
      <title>{text}</title>
      <rect class={`box ${role}`} x={box.x} y={box.y} width={box.width} height={box.height} rx="7" />
      {role === 'target' && <rect class="inner" x={box.x + 3} y={box.y + 3} width={box.width - 6} height={box.height - 6} rx="5" />}
      {box.lines.map((line, at) => <text key={at} x={box.x + 10} y={top + at * 17}>{/[-/]$/.test(line) ? line : `${line} `}</text>)}
    </a>
  );
}

/** The number of skills that a step asks for; it leads to the way in the list, where they are named. */
function Asks({ line, isWide, names }: { line: Line; isWide: boolean; names: Names }) {
  const [x, y] = pillAt(line, isWide);
  const told = line.missing.slice(0, SKILLS_TOLD_MAX).map((it) => names.text(it)).join(', ');
  const more = line.missing.length > SKILLS_TOLD_MAX ? `, ${t('andMore', { n: line.missing.length - SKILLS_TOLD_MAX })}` : '';
  const text = `${t('waysStep', { from: names.text(line.from.thing), to: names.text(line.to.thing) })}: ${plural('waysAsks.one', 'waysAsks.other', line.missing.length)}${told && `: ${told}${more}`}`;
  return (
    <a href={`#${line.way}`} aria-label={text}>
      <title>{text}</title>
      <rect class="pill" x={x - 18} y={y - 13} width="36" height="26" rx="13" />
      <text x={x} y={y + 4.5} text-anchor="middle">{line.missing.length ? `+${number(line.missing.length)}` : '0'}</text>
    </a>
  );
}
