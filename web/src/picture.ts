// How does a chart become a file? The drawing with its colours and letters fixed, what it rests on, and the figures.
import type { Origin } from './chart';
import { t } from './i18n';
import type { Column } from './ui';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 20;
const LETTER = 7.1;
const LINE = 18;
/** Points of the drawing become so many of a raster. */
const SHARPNESS = 2;
/** What the sheet of styles gives to a drawing, each also an attribute of the drawing's own language. */
const STYLED = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'stroke-opacity', 'opacity', 'paint-order', 'fill-rule', 'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor'] as const;
const ON_PAGE_ONLY = ['class', 'role', 'aria-label', 'aria-hidden', 'tabindex'];

/** The whole picture as text: title, drawing, signs, unit, source, revision. */
export function picture(frame: Element, origin: Origin): Blob | null {
  const svg = frame.querySelector<SVGSVGElement>('svg.drawn');
  const signs = frame.querySelectorAll('.legend li');
  if (!svg) return null;
  const [, , width = 720, height = 320] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  const page = getComputedStyle(document.body);
  const [ink, paper] = [page.color, getComputedStyle(svg.closest('.panel, .scroll') ?? document.documentElement).backgroundColor];
  const whole = document.createElementNS(SVG, 'svg');
  whole.setAttribute('xmlns', SVG);
  whole.setAttribute('font-family', page.fontFamily);
  const wide = Math.max(width, 360);
  const room = Math.floor(wide / LETTER);
  let y = MARGIN + 4;
  const write = (text: string, size: number, weight: string) => {
    for (const line of lines(text, Math.floor((room * 13) / size))) {
      y += size + 5;
      whole.append(words(line, MARGIN, y, size, weight, ink));
    }
  };
  const ground = document.createElementNS(SVG, 'rect');
  whole.append(ground);
  write(origin.title, 17, '650');
  if (origin.unit) write(origin.unit, 13, '400');
  y += 12;
  const drawing = fixed(svg);
  set(drawing, { x: MARGIN, y, width, height });
  whole.append(drawing);
  y += height + 6;
  let x = MARGIN;
  for (const sign of signs) {
    const text = sign.textContent?.trim() ?? '';
    const shape = sign.querySelector('svg');
    const [, , w = 0, h = 0] = (shape?.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
    const scale = h > 12 ? 14 / h : 1;
    const needed = w * scale + 8 + text.length * LETTER + 18;
    if (x > MARGIN && x + needed > wide + MARGIN) [x, y] = [MARGIN, y + LINE];
    if (shape) {
      const drawn = fixed(shape);
      set(drawn, { x, y: y + 5, width: w * scale, height: h * scale });
      whole.append(drawn);
    }
    whole.append(words(text, x + w * scale + 8, y + 16, 13, '400', ink));
    x += needed;
  }
  if (x > MARGIN) y += LINE;
  y += 4;
  if (origin.sources.length) write(`${t('source')}: ${origin.sources.map((it) => it.value).join('; ')}`, 12, '400');
  write(`${t('revisionShown', { n: origin.revision })} ${location.origin}${location.pathname}`, 12, '400');
  const [w, h] = [wide + 2 * MARGIN, Math.ceil(y + MARGIN)];
  set(ground, { width: w, height: h, fill: paper === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.documentElement).backgroundColor : paper });
  set(whole, { viewBox: `0 0 ${w} ${h}`, width: w, height: h });
  const title = document.createElementNS(SVG, 'title');
  title.textContent = origin.title;
  whole.prepend(title);
  return new Blob([new XMLSerializer().serializeToString(whole)], { type: 'image/svg+xml' });
}

/** A raster of the picture. */
export async function pixels(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth * SHARPNESS, image.naturalHeight * SHARPNESS];
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob((it) => (it ? done(it) : fail(new Error(t('noPicture')))), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The figures, one line a row; unit, source and revision stand in every line. */
export function csv<T>(origin: Origin, columns: readonly Column<T>[], rows: readonly T[]): Blob {
  const told = columns.filter((it) => it.text ?? it.by);
  const source = origin.sources.map((it) => it.value).join('; ');
  const head = [...told.map((it) => it.head), t('unit'), t('source'), t('revision')];
  const body = rows.map((row) => [...told.map((it) => (it.text ?? it.by)?.(row) ?? ''), origin.unit, source, origin.revision]);
  const text = [head, ...body].map((line) => line.map(cell).join(',')).join('\r\n');
  return new Blob([`${text}\r\n`], { type: 'text/csv;charset=utf-8' });
}

/** A text that begins like a formula is kept from being one in a spreadsheet. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a file to the browser; the answer is its name. */
export function save(file: Blob, origin: Origin, ending: string): string {
  const name = `${origin.title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 80)}-r${origin.revision}.${ending}`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return name;
}

/** A copy whose look depends on no sheet of styles. */
function fixed(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[svg, ...svg.querySelectorAll('*')], [copy, ...copy.querySelectorAll('*')]];
  from.forEach((one, at) => {
    const other = to[at];
    if (!other) return;
    const style = getComputedStyle(one);
    for (const name of STYLED) {
      const value = style.getPropertyValue(name);
      if (value) other.setAttribute(name, value);
    }
    for (const name of ON_PAGE_ONLY) other.removeAttribute(name);
  });
  return copy;
}

function words(text: string, x: number, y: number, size: number, weight: string, ink: string): SVGTextElement {
  const element = document.createElementNS(SVG, 'text');
  set(element, { x, y, 'font-size': size, 'font-weight': weight, fill: ink });
  element.textContent = text;
  return element;
}

function set(element: Element, values: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
}

/** A text in lines of at most so many letters, broken between words. */
function lines(text: string, most: number): string[] {
  const all = [''];
  for (const word of text.split(' ')) {
    const last = all.length - 1;
    const longer = all[last] ? `${all[last]} ${word}` : word;
    if (longer.length > most && all[last]) all.push(word);
    else all[last] = longer;
  }
  return all;
}
