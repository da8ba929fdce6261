// node tests/browse.mjs BASE TOKEN: the pages in a real browser, against a server on the seeds.
//
// The journeys of each page in two languages; then every page in light, in dark and at 360 px: axe-core finds nothing,
// the console has no error, nothing is asked of another host, nothing scrolls sideways.
// The last line is a count, `N passed, M failed`, as .ci/run reads it; what failed stands before it.
// With SHOTS=FOLDER each page is put there as a picture as well.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:7878/', token = ''] = process.argv.slice(2);
const at = (path) => new URL(path, base).href;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const messages = Object.fromEntries(['en', 'de'].map((tag) => [tag, JSON.parse(readFileSync(new URL(`../src/messages/${tag}.json`, import.meta.url), 'utf8'))]));
const WAIT_MS_MAX = 10_000;
const TEST_MS_MAX = 60_000;

let passed = 0;
const failures = [];
async function test(name, run) {
  if (process.env.ONLY && !name.includes(process.env.ONLY)) return;
  let timer;
  const late = new Promise((_, no) => {
    timer = setTimeout(() => no(new Error(`not done after ${TEST_MS_MAX} ms`)), TEST_MS_MAX);
  });
  try {
    await Promise.race([run(), late]);
    passed += 1;
  } catch (error) {
    failures.push(`${name}: ${String(error?.message ?? error).split('\n').slice(0, 6).join(' | ').slice(0, 700)}`);
  } finally {
    clearTimeout(timer);
  }
}
function holds(truth, what) {
  if (!truth) throw new Error(what);
}
function same(left, right, what) {
  const [a, b] = [left, right].map((it) => JSON.stringify(it));
  holds(a === b, `${what}: ${a} instead of ${b}`);
}

async function graphql(query) {
  const response = await fetch(at('/graphql'), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

/** A query with a region and a number a row, as it stands in an address. */
const MEMBERSHIPS = encodeURIComponent('PREFIX con: <https://w3id.org/concord/ns#>\nPREFIX org: <http://www.w3.org/ns/org#>\nSELECT ?region (COUNT(DISTINCT ?m) AS ?memberships) WHERE { ?m org:member ?region . ?region a con:Region } GROUP BY ?region');

/** The areas with a file of their own: `walk(kit)` is called once a language, `pages` are looked at in every look. */
const areas = await Promise.all(['recognition', 'jobs', 'figures', 'graphiql'].map((name) => import(`./journeys/${name}.mjs`)));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** A page of its own that keeps what must not be: errors, and requests to other hosts. */
async function open(options, use) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS_MAX);
  const faults = [];
  // A request that is refused on purpose is told by the browser as well; the test that makes it looks at the answer.
  // Whether a server signs is asked by an address that says no with its status.
  const isAsked = (it) => /status of (400|401|412|422)/.test(it.text()) || it.location().url.split('?')[0].endsWith('/recognition/issuer');
  page.on('console', (it) => it.type() === 'error' && !isAsked(it) && faults.push(`console: ${it.text()}`));
  page.on('pageerror', (it) => faults.push(`error: ${it.message}`));
  page.on('request', (it) => new URL(it.url()).origin !== new URL(base).origin && faults.push(`request to ${it.url()}`));
  try {
    await use(page);
    same(faults, [], 'faults');
  } finally {
    // An answer that a failed test did not wait for must not end the whole run.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  }
}

/** What axe-core finds on a page as it stands. */
async function accessible(page, what = 'axe-core') {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map((it) => `${it.id} (${it.nodes.length}): ${it.nodes[0]?.html.slice(0, 160)}`);
  });
  same(found, [], what);
}

/** Until what was asked for is shown. */
async function settled(page) {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main .loading, main [aria-busy="true"]'));
}

const totals = await graphql('{ regions { totalCount } municipalities { totalCount } documents { totalCount } objectives { nodes { indicators { id } } } actionPoints { totalCount } targets { totalCount } }');

const catalogue = (await (await fetch(at('/kpi/indicators'))).json()).indicators;
const measured = catalogue.find((it) => it.series.length > 0);
if (!measured) console.log('no figures are loaded: the pages that show them are not tried');

for (const lang of ['en', 'de']) {
  const words = messages[lang];
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const journey = (name, path, walk) =>
    test(`${lang} ${name}`, () =>
      open({}, async (page) => {
        await page.goto(at(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`));
        await settled(page);
        same(await page.locator('html').getAttribute('lang'), lang, 'lang of the page');
        await walk(page);
      }));

  await journey('overview', '/', async (page) => {
    same(await page.locator('h1').innerText(), words.tagline, 'title');
    const figures = await page.locator('.figures strong').allInnerTexts();
    same(figures.slice(0, 3), [totals.regions, totals.municipalities, totals.documents].map((it) => String(it.totalCount)), 'figures');
    same(await page.locator('main .rows .mark').count() >= totals.targets.totalCount - 4, true, 'targets with a status');
    holds((await page.locator('.map a').count()) > 30, 'the map shows the members');
    await page.getByRole('link', { name: words.navRegions, exact: true }).first().click();
    await settled(page);
    holds(page.url().includes(`/regions?lang=${lang}`), 'the language stays in the address');
  });

  await journey('regions', '/regions', async (page) => {
    const all = totals.regions.totalCount + totals.municipalities.totalCount;
    same(await page.locator('tbody tr').count(), all, 'rows');
    await page.getByLabel(words.memberOf).selectOption('asa');
    same(await page.locator('tbody tr').count(), 15, 'members of the skills alliance');
    holds(page.url().includes('body=asa'), 'the filter is in the address');
    await page.getByLabel(words.name, { exact: true }).fill('goteborg');
    same(await page.locator('tbody tr').count(), 1, 'found without its accent');
    await page.locator('tbody a').first().click();
    await settled(page);
    same(await page.locator('h1').innerText(), lang === 'de' ? 'Göteborg' : 'Gothenburg', 'the region');
    await page.goBack();
    await settled(page);
    same(await page.locator('tbody tr').count(), 1, 'going back keeps the filter');
  });

  await journey('region', '/regions/stuttgart-region', async (page) => {
    const codes = await page.locator('section', { hasText: words.codesNote }).locator('tbody th').allInnerTexts();
    same(codes, ['DE111', 'DE112', 'DE113', 'DE114', 'DE115', 'DE116'], 'codes');
    holds((await page.locator('main').innerText()).includes('DE11'), 'the unit that stands in');
    holds((await page.locator('.timeline li').count()) === 1, 'one membership');
    holds((await page.locator('main li span[lang="es"]').count()) > 0, 'a name in Spanish says so');
  });

  await journey('a region that is not', '/regions/nowhere', async (page) => {
    same(await page.locator('h1').innerText(), say('noRegion', { slug: 'nowhere' }), 'title');
  });

  await journey('agreements', '/agreements', async (page) => {
    await page.locator('tbody a[href*="leipzig-declaration"]').click();
    await settled(page);
    holds((await page.locator('blockquote p[lang="nl"]').count()) >= 5, 'the provisions in their own language');
    await page.goBack();
    await page.getByRole('link', { name: words.viewObjectives, exact: true }).click();
    await settled(page);
    const gaps = totals.objectives.nodes.filter((it) => it.indicators.length === 0).length;
    await page.getByText(words.gapIndicator, { exact: true }).first().waitFor();
    same(await page.getByText(words.gapIndicator, { exact: true }).count(), gaps, 'gaps of indicators');
    await page.getByRole('link', { name: words.viewChain, exact: true }).click();
    await page.getByText(say('actionPoint', { n: 10 })).waitFor();
    same(await page.locator('ol.rows > li').count(), totals.actionPoints.totalCount, 'action points');
    same(await page.getByText(words.textMissing, { exact: true }).count(), 4, 'points without a text');
  });

  await journey('milestones', '/agreements?view=milestones&date=2025-06-30', async (page) => {
    await page.locator('.timeline .mark').first().waitFor();
    same(await page.locator('.mark.due').count(), 5, 'due on that day');
    same(await page.locator('.mark.open').count(), 1, 'not measurable');
    await page.getByLabel(words.statusOn).fill('2026-02-01');
    await page.locator('.mark.overdue').first().waitFor();
    same(await page.locator('.mark.overdue').count(), 3, 'overdue after the year');
    holds(page.url().includes('date=2026-02-01'), 'the date is in the address');
  });

  await journey('chairs', '/agreements?view=chairs', async (page) => {
    holds((await page.getByText('Guido Guidesi').count()) >= 2, 'both readings of a disputed start');
    holds((await page.getByText(words.sourcesDisagree).count()) >= 2, 'the dispute is told');
  });

  await journey('indicators', '/indicators', async (page) => {
    same(await page.locator('tbody tr').count(), catalogue.length, 'rows');
    await page.getByLabel(words.figures, { exact: true }).selectOption('no');
    same(await page.locator('tbody tr').count(), catalogue.filter((it) => it.series.length === 0).length, 'indicators without figures');
    await page.locator('tbody a').first().click();
    await settled(page);
    await page.getByText(words.noFiguresYet).waitFor();
    holds((await page.getByText(words.legalBasis, { exact: true }).count()) === 1, 'the legal basis');
  });

  if (measured) {
    await journey('figures of an indicator', `/indicators/${measured.code}`, async (page) => {
      await page.locator('.explained').first().waitFor();
      const ranking = await (await fetch(at(`/kpi/${measured.code}/ranking?group=asa`))).json();
      same(await page.locator('table tbody tr').count(), ranking.rows.length, 'every member has a row');
      await page.locator('.explained').first().click();
      await page.locator('.told ul li').first().waitFor();
      await page.getByRole('link', { name: words.viewSeries, exact: true }).click();
      await page.locator('.chart path.line').first().waitFor();
      await page.locator('.picks input:checked').first().uncheck();
      holds(page.url().includes('regions='), 'the choice is in the address');
      await page.locator('summary', { hasText: words.asTable }).click();
      holds((await page.locator('details tbody tr').count()) > 5, 'the same as a table');
    });
  }

  await journey('explore', '/explore', async (page) => {
    await page.locator('.editor textarea').waitFor();
    const question = await page.getByLabel(words.example, { exact: true }).locator('option').evaluateAll((all) => all.map((it) => it.value).find((it) => it.startsWith('How many regional members')));
    await page.getByLabel(words.example, { exact: true }).selectOption(question);
    await page.getByRole('button', { name: words.run }).click();
    await page.locator('tbody tr').first().waitFor();
    same(await page.locator('tbody tr').count(), 9, 'countries');
    await page.getByLabel(words.show).selectOption('csv');
    await page.locator('pre').waitFor();
    holds((await page.locator('pre').innerText()).includes(','), 'the result as CSV');
    holds(page.url().includes('query=') && page.url().includes('as=csv'), 'the query is in the address');
    const picture = `/explore?lang=${lang}&query=${MEMBERSHIPS}`;
    await page.goto(at(`${picture}&as=chart`));
    await page.locator('.chart path.shape').first().waitFor();
    const drawn = await page.locator('.chart path.shape').count();
    await page.goto(at(`${picture}&as=map`));
    await page.locator('.valuemap circle.symbol').first().waitFor();
    same(await page.locator('.valuemap circle.symbol').count(), drawn, 'the regions of the bars are on the map');
    await page.goto(at(`/explore?lang=${lang}`));
    await page.locator('.editor textarea').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('SELECT * { ?s a con:Munic');
    await page.locator('.choices li', { hasText: 'con:Municipality' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    holds((await page.locator('.editor textarea').inputValue()).endsWith('a con:Municipality'), 'the name is completed');
  });

  await journey('search', '/', async (page) => {
    await page.getByRole('searchbox').fill('kosice');
    await page.keyboard.press('Enter');
    await page.locator('ul.rows a').first().waitFor();
    await page.locator('ul.rows a').first().click();
    await settled(page);
    await page.getByRole('link', { name: words.allStatements }).click();
    await page.getByRole('heading', { name: words.linksIn }).waitFor();
    holds((await page.locator('dl.facts dt').count()) > 8, 'statements both ways');
    holds((await page.getByText(say('lastTouched', { n: 1 })).count()) > 0, 'since when');
  });

  await journey('steward', '/steward', async (page) => {
    await page.getByLabel(words.token).fill('no-such-token');
    await page.getByRole('button', { name: words.signIn }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel(words.token).fill(token);
    await page.getByRole('button', { name: words.signIn }).click();
    await page.getByText(words.signedIn, { exact: true }).waitFor();
    const head = '# Synthetic: an event that nobody planned.\n@prefix con: <https://w3id.org/concord/ns#> .\n@prefix prov: <http://www.w3.org/ns/prov#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix schema: <https://schema.org/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n';
    const event = `<https://w3id.org/concord/id/event/test-${lang}> a con:StudyVisit ;\n  rdfs:label "Synthetic visit ${lang}"@en ;\n  schema:startDate "2027-05-11"^^xsd:date ;\n  con:datePrecision con:precision-day ;\n  con:eventStatus con:event-announced ;\n`;
    const file = (text) => ({ name: `synthetic-${lang}.ttl`, mimeType: 'text/turtle', buffer: Buffer.from(text) });
    await page.getByLabel(words.file, { exact: true }).setInputFiles(file(`${head}${event}  con:sureness con:sureness-C .\n`));
    await page.getByRole('button', { name: words.check }).click();
    await page.locator('.lines .told').first().waitFor();
    same(await page.locator('.lines li.bad .at').first().innerText(), '7', 'the line of the finding');
    holds(await page.getByRole('button', { name: words.publish }).isDisabled(), 'a file with a violation cannot be published');
    await page.getByLabel(words.file, { exact: true }).setInputFiles(file(`${head}${event}  con:sureness con:sureness-C ;\n  prov:hadPrimarySource <https://w3id.org/concord/id/document/leipzig-declaration> .\n`));
    await page.getByLabel(words.reason).fill(`synthetic, ${lang}`);
    await page.getByRole('button', { name: words.check }).click();
    await page.getByText(words.wouldPublish).waitFor();
    holds((await page.locator('ins.added').allInnerTexts()).join().includes(`Synthetic visit ${lang}`), 'the difference in words');
    await page.getByRole('button', { name: words.publish }).click();
    await page.getByRole('heading', { name: words.published }).waitFor();
    await page.getByRole('link', { name: words.viewHistory, exact: true }).first().click();
    await page.getByText(`synthetic, ${lang}`, { exact: true }).first().waitFor();
    const before = await page.locator('main ol.rows > li').count();
    await page.getByRole('button', { name: words.whatChanged }).first().click();
    await page.locator('ins.added').first().waitFor();
    await page.getByRole('button', { name: words.rollback.replace('{n}', '') }).first().click();
    await page.locator('.caution button.main').click();
    await page.waitForFunction((n) => document.querySelectorAll('main ol.rows.panel > li').length > n, before);
  });

  for (const area of areas) await area.walk({ accessible, at, base, catalogue, graphql, holds, journey, lang, measured, same, say, settled, token, words });
}

await test('a pinned revision stays', () =>
  open({}, async (page) => {
    await page.goto(at('/regions?revision=1&lang=en'));
    await settled(page);
    await page.getByText(messages.en.revisionPinned.replace('{n}', '1')).waitFor();
    await page.locator('tbody a').first().click();
    await settled(page);
    holds(page.url().includes('revision=1'), 'links keep it');
  }));

await test('by keyboard alone', () =>
  open({}, async (page) => {
    await page.goto(at('/?lang=en'));
    await settled(page);
    await page.keyboard.press('Tab');
    same(await page.evaluate(() => document.activeElement?.textContent), messages.en.skip, 'the first stop skips the menu');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    holds(await page.evaluate(() => !!document.activeElement?.closest('main')), 'the next stop is in the content');
  }));

await test('the policy of the pages', async () => {
  const response = await fetch(at('/'), { headers: { Accept: 'text/html', 'Accept-Encoding': 'br' } });
  const policy = response.headers.get('content-security-policy') ?? '';
  holds(policy.includes("script-src 'self'") && !/unsafe|https?:|\*/.test(policy), policy);
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(await response.text())?.[1];
  const asset = await fetch(at(script ?? '/none'), { headers: { 'Accept-Encoding': 'br' } });
  holds((asset.headers.get('cache-control') ?? '').includes('immutable'), 'assets are kept');
  same(asset.headers.get('content-encoding'), 'br', 'assets are packed');
  const data = await fetch(at('/id/region/lombardy'), { headers: { Accept: 'text/turtle' } });
  holds((data.headers.get('content-type') ?? '').startsWith('text/turtle'), 'machines get data');
});

const PAGES = {
  overview: '/',
  regions: '/regions',
  region: '/regions/stuttgart-region',
  indicators: '/indicators',
  indicator: `/indicators/${measured?.code ?? catalogue[0].code}`,
  ...(measured && { series: `/indicators/${measured.code}?view=series` }),
  documents: '/agreements',
  document: '/agreements/working-agreement',
  objectives: '/agreements?view=objectives',
  chain: '/agreements?view=chain',
  milestones: '/agreements?view=milestones&date=2026-02-01',
  chairs: '/agreements?view=chairs',
  explore: `/explore?query=${encodeURIComponent('PREFIX con: <https://w3id.org/concord/ns#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT ?region ?name WHERE { ?region a con:Region ; rdfs:label ?name } ORDER BY ?name LIMIT 12')}`,
  'explore-map': `/explore?as=map&query=${MEMBERSHIPS}`,
  'explore-bars': `/explore?as=chart&query=${encodeURIComponent('PREFIX con: <https://w3id.org/concord/ns#>\nPREFIX org: <http://www.w3.org/ns/org#>\nSELECT ?body (COUNT(DISTINCT ?m) AS ?memberships) WHERE { ?m org:organization ?body } GROUP BY ?body ORDER BY DESC(?memberships)')}`,
  entity: '/explore?iri=https://w3id.org/concord/id/organisation/ara',
  search: '/explore?q=kosice',
  graphql: '/graphql',
  ontology: '/ns',
  query: '/sparql',
  registry: '/registry',
  steward: '/steward',
  history: '/steward?view=history',
  ...Object.assign({}, ...areas.map((it) => it.pages)),
};
/** What must stand there before a page is looked at, where that comes after its text. */
const READY = { explore: '.editor textarea', overview: '.map path.union', regions: '.map path.union', ...Object.assign({}, ...areas.map((it) => it.ready)) };
const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { viewport: { width: 360, height: 780 }, colorScheme: 'light' },
};
for (const [name, path] of Object.entries(PAGES)) {
  for (const [look, options] of Object.entries(LOOKS)) {
    await test(`${name}, ${look}`, () =>
      open(options, async (page) => {
        await page.goto(at(`${path}${path.includes('?') ? '&' : '?'}lang=en`));
        await settled(page);
        if (READY[name]) await page.locator(READY[name]).first().waitFor();
        const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        holds(wide <= window, `scrolls sideways: ${wide} in ${window}`);
        if (process.env.SHOTS && look !== 'dark') {
          const size = look === 'narrow' ? { width: 360, height: 1400 } : { width: 1280, height: 1100 };
          await page.setViewportSize(size);
          await page.screenshot({ path: `${process.env.SHOTS}/${name}-${size.width}.png` });
        }
        await accessible(page);
      }));
  }
}

await browser.close();
for (const it of failures) console.log(`  FAIL ${it}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
