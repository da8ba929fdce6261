// Which boundaries has a steward loaded?
import { sparql } from './api';
import AREAS from './queries/areas.rq?raw';
import { CORNERS_MAX, outline } from './wkt';

/** The paths of the boundaries by the IRI of region or unit; empty where none is loaded. */
export async function loadAreas(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const table = await sparql(AREAS, {}, signal);
  const found = new Map<string, string>();
  let left = CORNERS_MAX;
  for (const row of table.rows) {
    const drawn = row.place && row.wkt && outline(row.wkt.value, left);
    if (!drawn || !row.place) continue;
    left -= drawn.corners;
    found.set(row.place.value, drawn.path);
  }
  return found;
}
