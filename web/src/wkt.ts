// Which outline does a text of well-known text draw? Polygons in longitude and latitude, within bounds.
import { project } from './projection';

/** Letters of one geometry, and corners of all that are drawn together. */
const LETTERS_MAX = 2_000_000;
export const CORNERS_MAX = 400_000;
/** Corners nearer to each other than this are one, in units of the drawing. */
const NEAR = 0.35;
/** The one reference system whose order is longitude and latitude; no name means the same. */
const LON_LAT = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

export interface Outline {
  /** The path of a drawing; holes are wound the other way or not, so it is filled by the even-odd rule. */
  readonly path: string;
  readonly corners: number;
}

/** The outline of a POLYGON or MULTIPOLYGON; null for everything else, and for what is too long or not on the globe. */
export function outline(wkt: string, cornersLeft = CORNERS_MAX): Outline | null {
  if (wkt.length > LETTERS_MAX) return null;
  const [, system, kind, body] = /^\s*(?:<([^>]*)>\s*)?(MULTIPOLYGON|POLYGON)\s*(?:Z\s*)?(\([\s\S]*\))\s*$/i.exec(wkt) ?? [];
  if (!kind || !body || (system && system !== LON_LAT)) return null;
  // In both kinds a ring is what stands between innermost brackets.
  const rings = body.match(/\([^()]*\)/g);
  if (!rings || !isBalanced(body, kind.toUpperCase() === 'POLYGON' ? 2 : 3)) return null;
  let path = '';
  let corners = 0;
  for (const ring of rings) {
    const drawn = ringOf(ring.slice(1, -1), cornersLeft - corners);
    if (!drawn) return null;
    corners += drawn.corners;
    path += drawn.path;
  }
  return path ? { path, corners } : null;
}

function isBalanced(body: string, depth: number): boolean {
  let now = 0;
  let most = 0;
  for (const letter of body) {
    if (letter === '(') most = Math.max(most, (now += 1));
    else if (letter === ')' && (now -= 1) < 0) return false;
  }
  return now === 0 && most === depth;
}

function ringOf(text: string, left: number): Outline | null {
  const pairs = text.split(',');
  if (pairs.length < 4 || pairs.length > left) return null;
  let path = '';
  let last: readonly [number, number] | null = null;
  let count = 0;
  for (const pair of pairs) {
    const [longitude = NaN, latitude = NaN] = pair.trim().split(/\s+/).map(Number);
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return null;
    const at = project(longitude, latitude);
    if (last && Math.hypot(at[0] - last[0], at[1] - last[1]) < NEAR) continue;
    path += `${last ? 'L' : 'M'}${at[0].toFixed(1)} ${at[1].toFixed(1)}`;
    last = at;
    count += 1;
  }
  return { path: count > 2 ? `${path}Z` : '', corners: pairs.length };
}
