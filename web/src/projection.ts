// Where does a longitude and latitude stand on the drawing of Europe? The same projection as scripts/map.mjs.
const SCALE = 1180;
const AT = [318, 352] as const;
const [LON0, LAT0] = [(10 * Math.PI) / 180, (52 * Math.PI) / 180];

/** Lambert's azimuthal equal-area projection about 52° N, 10° E, in units of the drawing. */
export function project(longitude: number, latitude: number): readonly [number, number] {
  const [lon, lat] = [(longitude * Math.PI) / 180 - LON0, (latitude * Math.PI) / 180];
  const k = Math.sqrt(2 / (1 + Math.sin(LAT0) * Math.sin(lat) + Math.cos(LAT0) * Math.cos(lat) * Math.cos(lon)));
  const x = k * Math.cos(lat) * Math.sin(lon);
  const y = k * (Math.cos(LAT0) * Math.sin(lat) - Math.sin(LAT0) * Math.cos(lat) * Math.cos(lon));
  return [AT[0] + SCALE * x, AT[1] - SCALE * y];
}
