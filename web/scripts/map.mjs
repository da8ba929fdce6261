// Makes src/map.json: the outlines of Europe's countries as paths of one drawing, and the numbers of its projection.
//
// The outlines are those of Natural Earth (public domain), 1:50 m, as the npm package world-atlas brings them.
// The projection is the azimuthal equal-area one that the European statistical maps use (centre 52° N, 10° E, as EPSG:3035).
import { geoAzimuthalEqualArea, geoPath } from 'd3-geo';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';

const require = createRequire(import.meta.url);
const whole = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'));
// Less than the square of a pixel is not seen.
const atlas = simplify(presimplify(whole), 0.004);
const [width, height] = [640, 660];
const scale = 1180;
const translate = [318, 352];
const projection = geoAzimuthalEqualArea()
  .rotate([-10, -52])
  .scale(scale)
  .translate(translate)
  .clipExtent([[-4, -4], [width + 4, height + 4]])
  .precision(0.4);
const path = geoPath(projection).digits(1);
// ISO 3166-1 numbers of the states of the European Union, which are told apart by a stronger tone.
const union = new Set('040 056 100 191 196 203 208 233 246 250 276 300 348 372 380 428 440 442 470 528 616 620 642 703 705 724 752'.split(' '));
const both = { union: [], others: [] };
for (const country of feature(atlas, atlas.objects.countries).features) {
  // A country on the other side of the globe would be drawn over the whole plane.
  const drawn = path(country);
  if (drawn && country.id !== '010') both[union.has(country.id) ? 'union' : 'others'].push(drawn);
}
const borders = path(mesh(atlas, atlas.objects.countries, (a, b) => a !== b));
const map = { width, height, scale, translate, union: both.union.join(''), others: both.others.join(''), borders };
writeFileSync(new URL('../src/map.json', import.meta.url), JSON.stringify(map));
