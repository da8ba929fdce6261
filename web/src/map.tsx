// The map of Europe with a symbol for each region. What it shows stands in a table or list as well.
import { useEffect, useState } from 'preact/hooks';
import type { Sign } from './chart';
import { rounded, t } from './i18n';
import type { Body, Place } from './places';
import { go, href } from './router';

type Outlines = typeof import('./map.json');
let outlines: Outlines | null = null;

/** Which symbol a member has; form and colour both tell, so that neither is needed alone. */
export function kindOf(place: Place): 'both' | 'ara' | 'asa' | 'none' {
  const [ara, asa] = [place.bodies.includes('ara'), place.bodies.includes('asa')];
  return ara && asa ? 'both' : ara ? 'ara' : asa ? 'asa' : 'none';
}

export function Symbol({ kind, x = 0, y = 0 }: { kind: ReturnType<typeof kindOf>; x?: number; y?: number }) {
  if (kind === 'both') return <path class="symbol both" d={`M${x} ${y - 9}l9 9l-9 9l-9 -9z`} />;
  if (kind === 'asa') return <rect class="symbol asa" x={x - 6} y={y - 6} width="12" height="12" />;
  return <circle class={`symbol ${kind}`} cx={x} cy={y} r={kind === 'ara' ? 6.5 : 4} />;
}

export function Map({ places, bodies, label }: { places: readonly Place[]; bodies: readonly Body[]; label: string }) {
  const land = useLand();
  const [over, setOver] = useState<Place | null>(null);
  const shown = places.filter((it) => it.at);
  const [width, height] = [640, 660];
  const name = (slug: string) => bodies.find((it) => it.slug === slug)?.label?.value ?? slug.toUpperCase();
  return (
    <figure class="map">
      <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
        <Land of={land} />
        {shown.map((it) => (
          <a
            key={it.id}
            href={href(`/regions/${it.slug}`)}
            aria-label={`${it.label.value}, ${it.bodies.map(name).join(', ')}`}
            onMouseEnter={() => setOver(it)}
            onMouseLeave={() => setOver(null)}
            onFocus={() => setOver(it)}
            onBlur={() => setOver(null)}
            onClick={(event) => {
              // An SVG link is no HTML anchor, so that the frame does not see it.
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              go(href(`/regions/${it.slug}`));
              scrollTo(0, 0);
            }}
          >
            <circle class="target" cx={it.at?.[0]} cy={it.at?.[1]} r="12" />
            <Symbol kind={kindOf(it)} x={it.at?.[0] ?? 0} y={it.at?.[1] ?? 0} />
          </a>
        ))}
        {over?.at && <Label place={over} width={width} />}
      </svg>
      <figcaption>
        <ul class="legend">
          <Legend kind="ara" text={t('only', { body: name('ara') })} />
          <Legend kind="asa" text={t('only', { body: name('asa') })} />
          <Legend kind="both" text={t('inBoth')} />
        </ul>
        <p class="note">
          {t('mapNote')} {shown.length < places.length && t('mapMissing', { names: places.filter((it) => !it.at).map((it) => it.label.value).join(', ') })}
        </p>
      </figcaption>
    </figure>
  );
}

/** The land below a map: outlines that come when the first map is shown. */
function useLand(): Outlines | null {
  const [land, setLand] = useState(outlines);
  useEffect(() => {
    if (outlines) return;
    void import('./map.json').then((it) => {
      outlines = it as unknown as Outlines;
      setLand(outlines);
    });
  }, []);
  return land;
}

function Land({ of }: { of: Outlines | null }) {
  if (!of) return null;
  return (
    <g aria-hidden="true">
      <path class="others" d={of.others} />
      <path class="union" d={of.union} />
      <path class="borders" d={of.borders} />
    </g>
  );
}

const CLASSES = 5;

/** A territory on a map of values. */
export interface Spot {
  readonly name: string;
  readonly at: readonly [number, number] | null;
  /** Its boundary as a path, where one is loaded. */
  readonly area: string | null;
  readonly value: number | null;
  readonly isProxy: boolean;
}
/** The lowest value of each class; the last class has the darkest colour. */
export type Scale = readonly number[];

/** Classes of equal size; with few values there are fewer classes. */
export function classes(values: readonly number[]): Scale {
  const sorted = [...values].sort((a, b) => a - b);
  const count = Math.min(CLASSES, new Set(sorted).size);
  return Array.from({ length: count }, (_, at) => sorted[Math.floor((at * sorted.length) / count)] ?? 0);
}

const shade = (scale: Scale, at: number) => `v${at + CLASSES - scale.length}`;
const shadeOf = (scale: Scale, value: number) => shade(scale, Math.max(0, scale.filter((it) => value >= it).length - 1));
const ROUND = 'M9 6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z';
const SQUARE = 'M9.5 1.5h9v9h-9Z';

export function mapSigns(scale: Scale, spots: readonly Spot[]): Sign[] {
  const signs = scale.map((low, at) => ({ text: t('from', { n: rounded(low) }), look: `valued ${shade(scale, at)}`, path: ROUND }));
  if (spots.some((it) => it.isProxy && it.value !== null)) signs.push({ text: t(spots.some((it) => it.area) ? 'proxySign' : 'proxySquare'), look: 'valued stand-in', path: SQUARE });
  if (spots.some((it) => it.value === null)) signs.push({ text: t('noFigures'), look: 'valued missing', path: ROUND });
  return signs;
}

/** Values as colours at the points of the regions, or in their boundaries; what is missing is an empty ring, what stands in is square. */
export function ValueMap({ spots, scale, unit, label }: { spots: readonly Spot[]; scale: Scale; unit: string; label: string }) {
  const land = useLand();
  const look = (it: Spot) => `${it.value === null ? 'missing' : shadeOf(scale, it.value)} ${it.isProxy ? 'stand-in' : ''}`;
  const told = (it: Spot) => <title>{`${it.name}: ${it.value === null ? t('noFigures') : `${rounded(it.value)} ${unit}`}${it.isProxy ? ` (${t('proxy')})` : ''}`}</title>;
  return (
    <svg class="drawn valuemap" viewBox="0 0 640 660" role="img" aria-label={label}>
      <Land of={land} />
      {spots.map((it) => it.area && <path key={`area ${it.name}`} class={`area ${look(it)}`} d={it.area}>{told(it)}</path>)}
      {spots.map((it) => {
        if (!it.at || it.area) return null;
        const [x, y] = it.at;
        return it.isProxy && it.value !== null ? (
          <rect key={it.name} class={`symbol ${look(it)}`} x={x - 8} y={y - 8} width="16" height="16">{told(it)}</rect>
        ) : (
          <circle key={it.name} class={`symbol ${look(it)}`} cx={x} cy={y} r="9">{told(it)}</circle>
        );
      })}
    </svg>
  );
}

function Label({ place, width }: { place: Place; width: number }) {
  const [x, y] = place.at ?? [0, 0];
  const text = place.label.value;
  const half = text.length * 4.4 + 8;
  const middle = Math.min(Math.max(x, half), width - half);
  return (
    <g class="label" aria-hidden="true">
      <rect x={middle - half} y={y - 38} width={half * 2} height="24" rx="4" />
      <text x={middle} y={y - 21} text-anchor="middle">
        {text}
      </text>
    </g>
  );
}

function Legend({ kind, text }: { kind: ReturnType<typeof kindOf>; text: string }) {
  return (
    <li>
      <svg viewBox="-10 -10 20 20" width="18" height="18" aria-hidden="true">
        <Symbol kind={kind} />
      </svg>
      {text}
    </li>
  );
}
