// Journeys: what is computed from figures.

/** An indicator of which the seeds hold figures over several years. */
const CODE = 'DI-1';
const of = (view) => `/indicators/${CODE}?view=${view}`;

/** Pages that are looked at in every look: name and address. */
export const pages = {
  'indicator-distribution': of('distribution'),
  'indicator-map': of('map'),
  'indicator-compare': of('compare'),
  'indicator-change': `${of('change')}&from=2013`,
  'indicator-projection': `${of('projection')}&regions=lombardy`,
  'indicator-target': `${of('target')}&target=50000&year=2030`,
  'indicator-convergence': `${of('convergence')}&from=2013`,
  composite: '/indicators?view=composite',
  impact: '/indicators?view=impact',
  'regions-compare': '/regions?view=compare&regions=lombardy,trnava,bavaria',
};

/** The journeys in one language. */
export async function walk(kit) {
  void kit;
}
