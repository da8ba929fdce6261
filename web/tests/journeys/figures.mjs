// Journeys: what is computed from figures. Every number that is looked for comes from the interface itself.
import { readFileSync } from 'node:fs';

/** Indicators of which the seeds hold figures over several years; of the second one also for countries and the Union. */
const CODE = 'DI-1';
const WITH_UNION = 'PO-1';
const of = (view, code = CODE) => `/indicators/${code}?view=${view}`;
const REGIONS = 'lombardy,trnava,bavaria';

/** Pages that are looked at in every look: name and address. */
export const pages = {
  'indicator-distribution': of('distribution'),
  'indicator-map': of('map'),
  'indicator-compare': `${of('compare', WITH_UNION)}&peers=nuts2`,
  'indicator-change': `${of('change')}&from=2013`,
  'indicator-projection': `${of('projection')}&regions=lombardy`,
  'indicator-target': `${of('target')}&target=50000&year=2030`,
  'indicator-convergence': `${of('convergence')}&from=2013`,
  composite: '/indicators?view=composite',
  impact: '/indicators?view=impact',
  'regions-compare': `/regions?view=compare&regions=${REGIONS}`,
};

const figure = (row, name = 'value') => row?.figures.find((it) => it.name === name);
const valueOf = (row, name) => figure(row, name)?.value ?? null;
const slug = (row) => row.territory?.iri.split('/').pop();

/** The journeys in one language. */
export async function walk(kit) {
  const { at, catalogue, holds, journey, lang, same, say, settled, token, words } = kit;
  if (![CODE, WITH_UNION].every((code) => catalogue.find((it) => it.code === code)?.series.length)) return console.log(`${lang}: no figures of ${CODE} and ${WITH_UNION}: their views are not tried`);
  const ask = async (path, params = {}) => {
    const response = await fetch(at(`/kpi/${path}?${new URLSearchParams({ lang, ...params })}`));
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  /** A number as the pages write it. */
  const told = (value, isPublished = false) => new Intl.NumberFormat(lang === 'en' ? 'en-GB' : lang, isPublished || Number.isInteger(value) ? {} : { maximumSignificantDigits: 6 }).format(value);
  const shown = (it) => told(it.value, it.published !== undefined);
  const table = async (page, nth = 0) => {
    await page.locator('.charted > details > summary').nth(nth).click();
    await page.locator('.charted > details tbody tr').first().waitFor();
    return page.locator('.charted > details table').first();
  };
  /** The row of a table that begins with a territory. */
  const cells = async (from, row) => {
    const found = from.locator('tbody tr').filter({ has: from.page().getByRole('link', { name: row.territory.label, exact: true }) });
    return (await found.locator('td').allInnerTexts()).map((it) => it.trim());
  };

  await journey('figures: distribution', of('distribution'), async (page) => {
    const answer = await ask(`${CODE}/distribution`, { group: 'asa' });
    const whole = answer.rows.find((it) => it.role === 'distribution');
    const facts = await page.locator('.whole dd .explained').allInnerTexts();
    same(facts, whole.figures.map(shown), 'figures of the whole');
    const rows = answer.rows.filter((it) => it.territory);
    const valued = rows.filter((it) => valueOf(it) !== null);
    same(await page.locator('.drawn .shape').count(), valued.length, 'a point for each value');
    same(await page.locator('.drawn .shape.proxy').count(), valued.filter((it) => it.measured.isProxy).length, 'what stands in is marked');
    same(await page.locator('.drawn text.missing').count(), rows.length - valued.length, 'what is missing is told');
    const all = await table(page);
    const [value, z] = await cells(all, valued[0]);
    same([value, z], [shown(figure(valued[0])), shown(figure(valued[0], 'zScore'))], 'value and z-score');
    await page.getByLabel(words.drawnAs).selectOption('bars');
    await page.locator('.drawn rect, .drawn .shape').first().waitFor();
    holds(page.url().includes('plot=bars'), 'the choice is in the address');
    await page.locator('.whole .explained').nth(1).click();
    await page.locator('.whole .told code').first().waitFor();
  });

  await journey('figures: map', of('map'), async (page) => {
    const answer = await ask(`${CODE}/ranking`, { group: 'asa' });
    const valued = answer.rows.filter((it) => valueOf(it) !== null);
    await page.locator('.valuemap .symbol').first().waitFor();
    same(await page.locator('.valuemap rect.symbol').count(), valued.filter((it) => it.measured.isProxy).length, 'squares stand in');
    same(await page.locator('.valuemap .symbol.missing').count(), answer.rows.length - valued.length, 'rings are missing');
    same(await page.locator('.valuemap .symbol').count(), answer.rows.length, 'every member has a symbol');
    const titles = await page.locator('.valuemap .symbol title').allTextContents();
    holds(valued.every((it) => titles.some((text) => text.startsWith(`${it.territory.label}: ${told(valueOf(it))} `))), 'the values of the symbols');
  });

  await journey('figures: areas where boundaries are loaded', '/regions', async (page) => {
    // Synthetic: two boundaries that nobody loaded, and three texts that must not be drawn.
    const wkt = (value) => ({ type: 'literal', value, datatype: 'http://www.opengis.net/ont/geosparql#wktLiteral' });
    const place = (name) => ({ type: 'uri', value: `https://w3id.org/concord/id/region/${name}` });
    const bindings = [
      { place: place('lombardy'), wkt: wkt('POLYGON((8.5 45, 11.4 45, 11.4 46.6, 8.5 46.6, 8.5 45),(9 45.3, 9.2 45.3, 9.2 45.5, 9 45.3))') },
      { place: place('trnava'), wkt: wkt('<http://www.opengis.net/def/crs/OGC/1.3/CRS84> MULTIPOLYGON(((17 48, 18 48, 18 49, 17 48)),((16.8 48.2, 16.9 48.2, 16.9 48.5, 16.8 48.2)))') },
      { place: place('basilicata'), wkt: wkt('POLYGON((15 40, 16 400, 16 41, 15 40))') },
      { place: place('catalonia'), wkt: wkt('<http://www.opengis.net/def/crs/EPSG/0/4326> POLYGON((41 1, 42 1, 42 2, 41 1))') },
      { place: place('emilia-romagna'), wkt: wkt('POLYGON((10 44, 11 44, 11 45)') },
    ];
    let asked = 0;
    await page.route('**/sparql?*', async (route) => {
      if (!(route.request().postData() ?? '').includes('POLYGON')) return route.continue();
      asked += 1;
      return route.fulfill({ contentType: 'application/sparql-results+json', body: JSON.stringify({ head: { vars: ['place', 'wkt'] }, results: { bindings } }) });
    });
    await page.goto(at(`${of('map')}&lang=${lang}`));
    await settled(page);
    await page.locator('.valuemap path.area').first().waitFor();
    same(await page.locator('.valuemap path.area').count(), 2, 'areas');
    same(await page.locator('.valuemap path.area.stand-in').count(), 1, 'the area of a value that stands in');
    same((await page.locator('.valuemap path.area').first().getAttribute('d')).match(/M/g).length, 2, 'a hole is a ring of its own');
    same(asked, 1, 'one question for all boundaries');
    const answer = await ask(`${CODE}/ranking`, { group: 'asa' });
    same(await page.locator('.valuemap .symbol').count(), answer.rows.length - 2, 'the others keep their symbols');
    await page.getByText(words.areaNote).waitFor();
  });

  await journey('figures: beside country and Union', `${of('compare', WITH_UNION)}&peers=nuts2`, async (page) => {
    const answer = await ask(`${WITH_UNION}/compare`, { group: 'asa', peers: 'nuts2' });
    const own = answer.rows.filter((it) => it.role === 'value' && valueOf(it) !== null);
    const beside = (role, row) => answer.rows.find((it) => it.role === role && it.territory?.iri === row.territory.iri);
    holds(own.some((it) => beside('country', it)), 'countries are published');
    const all = await table(page);
    for (const row of own.slice(0, 4)) {
      const [country, union] = [beside('country', row), beside('union', row)];
      const [value, , countryValue, ofCountry, unionValue, ofUnion] = await cells(all, row);
      same([value, countryValue, ofCountry, unionValue, ofUnion], [figure(row), figure(country, 'reference'), figure(country, 'percentOfReference'), figure(union, 'reference'), figure(union, 'percentOfReference')].map(shown), row.territory.label);
    }
    same(await page.locator('.drawn .guide').count(), 2, 'lines of the Union and of the peers');
  });

  await journey('figures: change', `${of('change')}&from=2013`, async (page) => {
    const answer = await ask(`${CODE}/change`, { group: 'asa', from: '2013' });
    const rows = answer.rows.filter((it) => valueOf(it, 'change') !== null);
    const all = await table(page);
    const [, percent, absolute, yearly] = await cells(all, rows[0]);
    same([percent, absolute, yearly], ['percentChange', 'change', 'yearlyGrowth'].map((name) => shown(figure(rows[0], name))), rows[0].territory.label);
    same(await page.locator('.drawn .shape').count(), rows.length, 'bars');
    await page.getByLabel(words.measure).selectOption('change');
    holds(page.url().includes('measure=change'), 'the measure is in the address');
  });

  await journey('figures: projection', `${of('projection')}&regions=lombardy`, async (page) => {
    const answer = await ask(`${CODE}/projection`, { region: 'lombardy' });
    for (const role of ['theil-sen', 'holt']) {
      const rows = answer.rows.filter((it) => it.role === role);
      const panel = page.locator('.columns .panel').filter({ hasText: figure(rows[0], 'projectedLow').method });
      const seen = await panel.locator('.whole .explained').allInnerTexts();
      same(seen, rows.flatMap((row) => ['projected', 'projectedLow', 'projectedHigh'].map((name) => shown(figure(row, name)))), role);
    }
    same(await page.locator('.drawn .band').count(), 2, 'two intervals');
    await page.getByLabel(words.region, { exact: true }).selectOption('catalonia');
    await page.getByRole('heading', { name: new RegExp(`${lang === 'de' ? 'Katalonien' : 'Catalonia'}.*${words.viewProjection}`) }).waitFor();
    holds(page.url().includes('regions=catalonia'), 'the region is in the address');
  });

  await journey('figures: gap to a target', of('target'), async (page) => {
    await page.getByText(words.targetNeeded).waitFor();
    await page.locator('input[name="target"]').fill('45000');
    await page.getByLabel(words.targetYear).fill('2032');
    await page.getByRole('button', { name: words.compute }).click();
    await page.locator('.drawn text.over').first().waitFor();
    holds(page.url().includes('target=45000') && page.url().includes('year=2032'), 'the target is in the address');
    const answer = await ask(`${CODE}/target`, { group: 'asa', target: '45000', year: '2032' });
    const row = answer.rows.find((it) => valueOf(it, 'projected') !== null);
    const all = await table(page);
    const [, ...seen] = await cells(all, row);
    same(seen.slice(0, 7), ['value', 'gap', 'yearlyPaceNeeded', 'slope', 'projected', 'projectedLow', 'projectedHigh'].map((name) => shown(figure(row, name))), row.territory.label);
  });

  await journey('figures: convergence', `${of('convergence')}&from=2013`, async (page) => {
    const answer = await ask(`${CODE}/convergence`, { group: 'asa', from: '2013' });
    const beta = answer.rows.find((it) => it.role === 'beta');
    same((await page.locator('.whole .explained').allInnerTexts()).slice(0, 3), ['beta', 'standardError', 'rSquared'].map((name) => shown(figure(beta, name))), 'beta');
    same(await page.locator('.drawn circle').count(), answer.rows.filter((it) => it.role === 'sigma').length, 'a point for each period');
  });

  await journey('figures: composite', '/indicators?view=composite&items=DI-1:1,ES-16:1&period=2018', async (page) => {
    const order = async (params) => (await ask('composite', { group: 'asa', period: '2018', ...params })).rows.filter((it) => it.role === 'score' && valueOf(it, 'score') !== null).sort((a, b) => valueOf(a, 'rank') - valueOf(b, 'rank'));
    const check = async (params, what) => {
      const rows = await order(params);
      const titles = await page.locator('.drawn').first().locator('.shape title').allTextContents();
      same(titles, rows.map((it) => `${it.territory.label}: ${told(valueOf(it, 'score'))}`), what);
      const ranks = await page.locator('.drawn').nth(1).locator('.shape title').allTextContents();
      same(ranks, rows.map((it) => `${it.territory.label}: ${valueOf(it, 'rank')} (${valueOf(it, 'bestRank')}–${valueOf(it, 'worstRank')})`), `${what}: ranks`);
    };
    await check({ indicator: 'DI-1:1,ES-16:1' }, 'equal weights');
    const slider = page.locator('.weight.in input[type="range"]').first();
    await slider.focus();
    for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowRight');
    await page.waitForURL(/DI-1%3A2/);
    await settled(page);
    await check({ indicator: 'DI-1:2,ES-16:1' }, 'a weight by the slider');
    same(await page.locator('.weight.in input[type="number"]').first().inputValue(), '2', 'the number follows the slider');
    await page.getByLabel(words.aggregation, { exact: true }).selectOption('geometric');
    await settled(page);
    await check({ indicator: 'DI-1:2,ES-16:1', aggregation: 'geometric' }, 'geometric');
    await page.getByLabel(words.scaling, { exact: true }).selectOption('z');
    await settled(page);
    await check({ indicator: 'DI-1:2,ES-16:1', scale: 'z' }, 'z-scores');
    await page.reload();
    await settled(page);
    await check({ indicator: 'DI-1:2,ES-16:1', scale: 'z' }, 'the address holds all of it');
  });

  await journey('figures: impact', '/indicators?view=impact&period=2018', async (page) => {
    const answer = await ask('impact', { group: 'asa', period: '2018' });
    const caveat = answer.notes.find((it) => it.code === 'asymmetric');
    await page.locator('.caution', { hasText: caveat.text }).waitFor();
    const scored = answer.rows.filter((it) => it.role === 'adaptive-capacity' && valueOf(it, 'score') !== null);
    same(await page.locator('.drawn .shape').count(), scored.length, 'scores');
    for (const note of answer.notes.filter((it) => it.code !== 'asymmetric')) same(await page.getByText(note.text, { exact: true }).count(), 1, note.text);
  });

  await journey('figures: regions side by side', `/regions?view=compare&regions=lombardy,trnava`, async (page) => {
    const measured = catalogue.filter((it) => it.series.length);
    same(await page.locator('tbody tr').count(), measured.length, 'an indicator a row');
    const answer = await ask('DI-1/series', { region: 'lombardy,trnava' });
    for (const [nth, name] of ['lombardy', 'trnava'].entries()) {
      const last = answer.rows.filter((it) => slug(it) === name && valueOf(it) !== null).pop();
      const cell = page.locator('tbody tr').filter({ has: page.locator('a[href*="/indicators/DI-1"]') }).locator('td').nth(nth);
      same(await cell.locator('.explained').innerText(), shown(figure(last)), name);
      holds((await cell.innerText()).includes(last.period), 'with its year');
      same(await cell.locator('.proxynote').count(), last.measured.isProxy ? 1 : 0, `${name}: stands in`);
    }
    await page.getByLabel(say('addRegion', { n: 6 })).selectOption('grand-est');
    await page.locator('thead th').nth(3).waitFor();
    await settled(page);
    holds((await page.locator('tbody .gap').count()) > 0, 'gaps are seen');
    holds(page.url().includes('grand-est'), 'the regions are in the address');
  });

  await journey('figures: headlines', '/', async (page) => {
    await page.locator('.headlines li').first().waitFor();
    await settled(page);
    const ranking = await ask(`${CODE}/ranking`, { group: 'asa' });
    const period = ranking.rows.find((it) => valueOf(it) !== null).period;
    const answer = await ask(`${CODE}/convergence`, { group: 'asa', from: String(period - 1), to: period });
    const [before, now] = answer.rows.filter((it) => it.role === 'sigma');
    const card = page.locator(`.headlines li[data-code="${CODE}"]`);
    same(await card.locator('.explained').innerText(), shown(figure(now, 'mean')), 'mean of the members');
    holds((await card.innerText()).includes(told(valueOf(before, 'mean'))), 'and the year before');
    await card.getByRole('link').first().click();
    await settled(page);
    holds(page.url().includes(`/indicators/${CODE}`), 'the link to the indicator');
  });

  await journey('figures: files', `${of('series')}&regions=lombardy`, async (page) => {
    const take = async (form) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.takeaway').first().getByRole('button', { name: form, exact: true }).click()]);
      holds(download.suggestedFilename().endsWith(`.${form.toLowerCase()}`), download.suggestedFilename());
      return readFileSync(await download.path());
    };
    const answer = await ask(`${CODE}/series`, { region: 'lombardy' });
    const label = catalogue.find((it) => it.code === CODE).label;
    const lines = (await take('CSV')).toString().trim().split('\r\n');
    same(lines.length - 1, answer.rows.length, 'lines of the CSV');
    holds(lines[1].includes(`,${valueOf(answer.rows[0])},`) && lines[1].endsWith(`,${answer.revision}`), lines[1]);
    const svg = (await take('SVG')).toString();
    const title = await page.locator('section h2').first().innerText();
    for (const text of [title, say('revisionShown', { n: answer.revision }), `${words.source}: `]) holds(svg.includes(text), `the picture says ${text}`);
    holds(/stroke="rgb\(/.test(svg) && !/ class="/.test(svg), 'the picture carries its colours');
    const png = await take('PNG');
    same(png.subarray(1, 4).toString(), 'PNG', 'a raster');
    holds(png.length > 10_000 && label.length > 0, `the raster is drawn: ${png.length} bytes`);
    await page.goto(at(`/indicators/${CODE}?lang=${lang}`));
    await settled(page);
    const bars = (await take('SVG')).toString();
    holds(bars.includes('Lombard') && bars.includes('fill="rgb('), 'a ranking becomes a picture as well');
  });

  await journey('figures: a pinned revision', `${of('distribution')}&revision=1`, async (page) => {
    await page.getByText(say('revisionPinned', { n: 1 })).waitFor();
    await page.getByRole('link', { name: words.viewCompare, exact: true }).click();
    await settled(page);
    holds(page.url().includes('revision=1') && page.url().includes('view=compare'), 'the views keep it');
  });

  await journey('figures: 300 territories', '/indicators', async (page) => {
    // Synthetic: 300 territories with invented values, to measure how long a redraw takes.
    const rows = Array.from({ length: 300 }, (_, nth) => ({
      role: 'value',
      territory: { code: `XX${nth}`, iri: `http://data.europa.eu/nuts/code/XX${nth}`, label: `Synthetic territory ${nth}` },
      measured: { code: `XX${nth}`, iri: `http://data.europa.eu/nuts/code/XX${nth}`, label: `Synthetic territory ${nth}`, isProxy: nth % 7 === 0 },
      period: '2020',
      figures: [{ name: 'value', value: 1000 - nth * 3.1, unit: 'synthetic', method: 'synthetic', inputs: 1, explain: `/kpi/${CODE}/ranking/explain?figure=${nth}.0` }, { name: 'rank', value: nth + 1, unit: 'place', method: 'synthetic', inputs: 300, explain: `/kpi/${CODE}/ranking/explain?figure=${nth}.1` }],
    }));
    const answer = (rows) => ({ contentType: 'application/json', body: JSON.stringify({ operation: 'ranking', revision: 1, rows, notes: [] }) });
    const raised = rows.map((row) => ({ ...row, figures: row.figures.map((it) => (it.name === 'value' ? { ...it, value: it.value + 1000 } : it)) }));
    await page.route('**/ranking?*group=nuts2*', (route) => route.fulfill(answer(route.request().url().includes('period=') ? raised : rows)));
    await page.addInitScript(() => {
      globalThis.long = [];
      new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map((it) => Math.round(it.duration)))).observe({ type: 'longtask' });
      const read = Response.prototype.json;
      Response.prototype.json = async function json() {
        const value = await read.call(this);
        if (value?.rows?.length >= 300) globalThis.came = performance.now();
        return value;
      };
      /** Milliseconds from a start to the first picture in which the table is as wanted. */
      globalThis.until = (start, isDone) =>
        new Promise((done) => {
          const look = () => (isDone() ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start()))) : requestAnimationFrame(look));
          look();
        });
    });
    await page.goto(at(`/indicators/${CODE}?lang=${lang}`));
    await settled(page);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    /** Milliseconds that the thread of the page has worked, whatever else the machine does. */
    const worked = async () => (await devtools.send('Performance.getMetrics')).metrics.find((it) => it.name === 'TaskDuration').value * 1000;
    await page.evaluate(() => (globalThis.long.length = 0));
    const start = await worked();
    const drawn = page.evaluate(() => globalThis.until(() => globalThis.came, () => document.querySelectorAll('main tbody tr').length === 300));
    await page.getByLabel(words.territories, { exact: true }).selectOption('nuts2');
    const first = await drawn;
    const between = await worked();
    const period = page.getByLabel(words.period, { exact: true });
    const other = await period.locator('option').evaluateAll((all) => all[2].value);
    await page.evaluate(() => (globalThis.came = Infinity));
    const changed = page.evaluate(() => globalThis.until(() => globalThis.came, () => document.querySelector('main tbody td button')?.textContent.replace(/\D/g, '') === '2000'));
    await period.selectOption(other);
    const again = await changed;
    const beforeSort = await worked();
    const sorted = await page.evaluate(async (head) => {
      const button = [...document.querySelectorAll('main thead button')].find((it) => it.textContent.startsWith(head));
      const start = performance.now();
      const done = globalThis.until(() => start, () => document.querySelector('main tbody tr th a')?.textContent === 'Synthetic territory 299');
      button.click();
      return done;
    }, words.value);
    const end = await worked();
    const long = await page.evaluate(() => globalThis.long);
    const ms = (value) => `${value.toFixed(0)} ms`;
    console.log(`  ${lang}: a ranking of 300 synthetic territories: drawn ${ms(first)} after its answer (${ms(between - start)} of work with the question), of another period ${ms(again)} after its answer, in another order after ${ms(sorted)} (${ms(end - beforeSort)} of work); tasks over 50 ms: ${long.length ? long.map(ms).join(', ') : 'none'}`);
    same(await page.locator('main tbody tr').count(), 300, 'rows');
    same(await page.locator('main tbody tr td').first().textContent(), '300', 'the last one comes first');
    holds(page.url().includes('sort=value'), 'the order is in the address');
    await page.getByRole('link', { name: words.viewRanking, exact: true }).waitFor();
  });

  await journey('figures: the first page', '/', async (page) => {
    // A context of its own has an empty cache.
    const told = await page.evaluate(
      () =>
        new Promise((done) => {
          new PerformanceObserver((list) => {
            const largest = list.getEntries().at(-1);
            const came = performance.getEntriesByType('resource').filter((it) => !it.name.includes('/kpi/'));
            done({ largest: largest?.startTime ?? NaN, last: Math.max(...came.map((it) => it.responseEnd)), first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN });
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    console.log(`  ${lang}: the first page with an empty cache: first paint ${told.first.toFixed(0)} ms, largest paint ${told.largest.toFixed(0)} ms, last answer of what is not a figure ${told.last.toFixed(0)} ms`);
    holds(told.largest > 0, 'the page was painted');
  });

  await journey('figures: progress of a load', '/steward', async (page) => {
    await page.getByLabel(words.token).fill(token);
    await page.getByRole('button', { name: words.signIn }).click();
    await page.getByText(words.signedIn, { exact: true }).waitFor();
    let go = () => {};
    const held = new Promise((done) => {
      go = done;
    });
    await page.route('**/loads?*', async (route) => {
      await held;
      await route.continue();
    });
    const text = '# Synthetic: nothing but a remark.\n';
    await page.getByLabel(words.file, { exact: true }).setInputFiles({ name: 'synthetic-remark.ttl', mimeType: 'text/turtle', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: words.check }).click();
    await page.locator('.uploading progress').waitFor();
    const status = await page.locator('.uploading [role="status"]').innerText();
    holds(status === words.serverWorks || /\d/.test(status), `the state in words: ${status}`);
    go();
    await page.getByRole('heading', { name: words.checked }).waitFor();
    same(await page.locator('.uploading').count(), 0, 'done');
  });
}
