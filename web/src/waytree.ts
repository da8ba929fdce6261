// How do the ways from a job stand as a drawing? Each job one box, each step one line, nothing on top of another.
import type { Target, Thing, Way } from './jobs';

export interface Box {
  readonly thing: Thing;
  readonly depth: number;
  isTarget: boolean;
  readonly lines: readonly string[];
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Line {
  readonly from: Box;
  readonly to: Box;
  readonly missing: readonly Thing[];
  /** Which way of the list this step belongs to first. */
  readonly way: string;
}
export interface Drawing {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
  /** In columns from left to right, or as a list with indents where there is little room. */
  readonly isWide: boolean;
}
interface Node {
  thing: Thing;
  missing: readonly Thing[];
  way: string;
  isTarget: boolean;
  next: Node[];
}

const BOX_MAX = 290;
const BOX_MIN = 150;
const BETWEEN = 84;
const LINE_HEIGHT = 17;
const CHAR = 7.1;
const INDENT = 52;

export const wayId = (target: number, way: number) => `way-${target + 1}-${way + 1}`;

/** The steps of all ways; steps that begin alike are one. */
function grown(from: Thing, targets: readonly Target[], every: boolean): Node {
  const root: Node = { thing: from, missing: [], way: '', isTarget: false, next: [] };
  targets.forEach((target, at) => {
    target.ways.slice(0, every ? target.ways.length : 1).forEach((way: Way, nth) => {
      let node = root;
      for (const step of way.steps) {
        let next = node.next.find((it) => it.thing.iri === step.profile.iri);
        if (!next) {
          next = { thing: step.profile, missing: step.missing, way: wayId(at, nth), isTarget: false, next: [] };
          node.next.push(next);
        }
        node = next;
      }
      node.isTarget = true;
    });
  });
  return root;
}

const depthOf = (node: Node): number => 1 + Math.max(0, ...node.next.map(depthOf));

/** The height at which lines leave and reach a box. */
export const middle = (it: Box) => it.y + it.height / 2;

/** A name in at most three lines; what does not fit is left to the title. */
export function wrapped(text: string, chars: number, most = 3): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.split(/(?<=[\s/-])/)) {
    if (line && (line + part).trimEnd().length > chars) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
    while (line.trimEnd().length > chars) {
      lines.push(`${line.slice(0, chars - 1)}-`);
      line = line.slice(chars - 1);
    }
  }
  if (line.trim()) lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? '').slice(0, chars - 1).replace(/[\s/-]+$/, '')}…`];
}

export function drawn(from: Thing, targets: readonly Target[], width: number, every: boolean, name: (it: Thing) => string): Drawing {
  const root = grown(from, targets, every);
  const columns = depthOf(root);
  const room = (width - (columns - 1) * BETWEEN) / columns;
  return room >= BOX_MIN ? wide(root, columns, Math.min(BOX_MAX, room), width, name) : narrow(root, width, name);
}

function box(node: Node, depth: number, width: number, name: (it: Thing) => string): Box {
  const lines = wrapped(name(node.thing), Math.floor((width - 20) / CHAR));
  return { thing: node.thing, depth, isTarget: node.isTarget, lines, x: 0, y: 0, width, height: Math.max(36, lines.length * LINE_HEIGHT + 16) };
}

function wide(root: Node, columns: number, boxWidth: number, width: number, name: (it: Thing) => string): Drawing {
  const [boxes, lines]: [Box[], Line[]] = [[], []];
  const step = columns > 1 ? (width - boxWidth) / (columns - 1) : 0;
  let y = 0;
  const place = (node: Node, depth: number): Box => {
    const own = box(node, depth, boxWidth, name);
    const top = y;
    const start = boxes.push(own) - 1;
    own.x = depth * step;
    const nexts = node.next.map((it) => {
      const to = place(it, depth + 1);
      lines.push({ from: own, to, missing: it.missing, way: it.way });
      return to;
    });
    const [first, last] = [nexts[0], nexts.at(-1)];
    // A job stands in the middle of those that follow it, the last ones stand one below the other.
    own.y = first && last ? (middle(first) + middle(last) - own.height) / 2 : y;
    // A job higher than what follows it moves all of that down.
    const low = Math.max(0, top - own.y);
    for (const it of boxes.slice(start)) it.y += low;
    y = Math.max(y + low, own.y + own.height + 14);
    return own;
  };
  place(root, 0);
  return { boxes, lines, width, height: Math.max(0, y - 14), isWide: true };
}

function narrow(root: Node, width: number, name: (it: Thing) => string): Drawing {
  const [boxes, lines]: [Box[], Line[]] = [[], []];
  let y = 0;
  const place = (node: Node, depth: number): Box => {
    const own = box(node, depth, Math.min(420, width - depth * INDENT), name);
    own.x = depth * INDENT;
    own.y = y;
    y += own.height + 12;
    boxes.push(own);
    for (const it of node.next) {
      const to = place(it, depth + 1);
      lines.push({ from: own, to, missing: it.missing, way: it.way });
    }
    return own;
  };
  place(root, 0);
  return { boxes, lines, width, height: Math.max(0, y - 12), isWide: false };
}
