// Journeys: job profiles.

const ENGINE = 'motor-vehicle-engine-assembler';
const BATTERY = 'automotive-battery-technician';
const UNLOADED = 'battery-manufacturing-technician';
const iri = (slug) => `https://w3id.org/concord/id/profile/${slug}`;
const OCCUPATION = 'ffc292f1-89e2-4406-8eff-39096c94e731';

/** Pages that are looked at in every look: name and address. */
export const pages = {
  jobs: '/jobs',
  'jobs-search': '/jobs?q=baterias',
  job: `/jobs/${ENGINE}`,
  'job-unloaded': `/jobs/${UNLOADED}`,
  'job-gap': `/jobs/${ENGINE}?view=gap&to=${BATTERY}`,
  'job-held': `/jobs/${BATTERY}?view=gap&held=142f7164-fe09-49ec-af18-7c9e86269d9e,2aff15fb-1c24-42b5-89ca-17696df25370@experience`,
  'job-ways': `/jobs/${ENGINE}?view=ways`,
};

/** The journeys in one language. */
export async function walk({ at, graphql, holds, journey, lang, same, say, settled, words }) {
  const read = async (path, params = {}) => {
    const all = new URLSearchParams({ lang });
    for (const [name, value] of Object.entries(params)) for (const one of [value].flat()) all.append(name, one);
    return (await fetch(at(`${path}?${all}`), { headers: { Accept: 'application/json' } })).json();
  };
  const number = (value) => new Intl.NumberFormat(lang === 'en' ? 'en-GB' : lang, { maximumFractionDigits: 3 }).format(value);
  const percent = (value) => new Intl.NumberFormat(lang === 'en' ? 'en-GB' : lang, { style: 'percent', maximumFractionDigits: 1 }).format(value);
  /** What a figure shows, without the words for the ear. */
  const figure = async (place) => (await place.evaluate((it) => it.firstChild?.textContent ?? '')).trim();
  const figures = async (page) => Promise.all((await page.locator('.figures summary').all()).map(figure));

  await journey('jobs', '/jobs', async (page) => {
    const { profiles } = await read('/profiles');
    const loaded = profiles.filter((it) => it.n_essential + it.n_optional > 0);
    same(await page.locator('tbody tr').count(), profiles.length, 'profiles');
    await page.getByText(say('jobsLoaded', { n: loaded.length, all: profiles.length })).waitFor();
    holds((await page.locator('main code', { hasText: 'concord import esco' }).count()) === 1, 'how ESCO comes');
    await page.getByLabel(words.jobSkills, { exact: true }).selectOption('yes');
    same(await page.locator('tbody tr').count(), loaded.length, 'profiles with skills');
    holds(page.url().includes('skills=yes'), 'the filter is in the address');
    const row = page.locator('tbody tr', { has: page.locator(`a[href*="/jobs/${ENGINE}"]`) });
    const one = loaded.find((it) => it.profile.iri === iri(ENGINE));
    holds((await row.innerText()).includes(say('jobEssential.other', { n: one.n_essential })), 'its essential skills');
    await page.getByLabel(words.jobGroup).selectOption('7412');
    const grouped = await graphql('{ jobProfiles(first: 500, where: {occupation: {iscoGroup: {codes: {eq: "7412"}}}}) { nodes { id } } }');
    same(await page.locator('tbody tr').count(), grouped.jobProfiles.nodes.filter((it) => loaded.some((one) => one.profile.iri === it.id)).length, 'those of one group');
  });

  await journey('jobs by name', '/jobs', async (page) => {
    // The same job in two languages, in one of them without its accents.
    for (const text of ['automotive battery technician', 'tecnico de baterias de automocion']) {
      await page.getByLabel(words.jobsSearch, { exact: true }).last().fill(text);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: say('searchFor', { text }) }).waitFor();
      await page.locator('ul.rows a').first().waitFor();
      holds((await page.locator('ul.rows a').first().getAttribute('href')).startsWith(`/jobs/${BATTERY}`), `the first answer to ${text}`);
      holds(new URL(page.url()).searchParams.get('q') === text, 'the text is in the address');
      same(await page.locator(`ul.rows a[href^="/jobs/${BATTERY}"]`).count(), 1, 'profile and occupation are one');
    }
    holds((await page.locator('ul.rows span[lang="es"]').count()) > 0, 'the name that answers says its language');
    await page.locator('ul.rows a').first().click();
    await settled(page);
    same(await page.locator('h1').innerText(), lang === 'de' ? 'Fahrzeugbatterie-Techniker/Fahrzeugbatterie-Technikerin' : 'automotive battery technician', 'the profile');
    await page.goBack();
    await page.locator('ul.rows a').first().waitFor();
    await page.getByRole('button', { name: words.jobsAll }).click();
    await page.locator('tbody tr').first().waitFor();
    await page.getByLabel(words.jobsSearch, { exact: true }).last().fill('zzqqxx');
    await page.keyboard.press('Enter');
    await page.getByText(words.jobsNone).waitFor();
  });

  await journey('job', `/jobs/${ENGINE}`, async (page) => {
    const profile = await read(`/profiles/${ENGINE}`);
    same(await figures(page), [profile.n_essential, profile.n_optional].map(number), 'essential and optional skills');
    same(await page.locator('tbody tr').count(), profile.needs.length, 'a row for each skill');
    const inherited = profile.needs.filter((it) => it.origin === 'inherited');
    same(await page.locator('tbody td', { hasText: words.jobInherited }).count(), inherited.length, 'inherited skills');
    await page.getByText(say('jobInherits.other', { n: inherited.length })).waitFor();
    await page.locator('.figures summary').first().click();
    await page.getByText(words.jobCountRule).first().waitFor();
    holds((await page.locator(`a[href="${profile.occupation.iri}"]`).count()) === 1, 'a link to ESCO');
    await page.getByText(words.jobNoChanges).waitFor();
    await page.getByRole('button', { name: words.jobSkill, exact: true }).first().click();
    holds(page.url().includes('sort=skill'), 'the order is in the address');
    await page.locator(`a[href^="/jobs/${OCCUPATION}"]`).first().click();
    await settled(page);
    const above = await read(`/profiles/occupation/${OCCUPATION}`);
    same((await figures(page))[0], number(above.n_essential), 'the occupation above has a page as well');
  });

  await journey('job without skills', `/jobs/${UNLOADED}`, async (page) => {
    for (const view of ['jobViewSkills', 'jobViewGap', 'jobViewWays']) {
      await page.locator('.views').getByRole('link', { name: words[view], exact: true }).click();
      await page.getByText(words.jobNoSkills).waitFor();
      await page.locator('.caution code', { hasText: 'concord import esco' }).waitFor();
    }
  });

  await journey('job gap', `/jobs/${ENGINE}?view=gap`, async (page) => {
    await page.locator('ul.rows a[href*="to="]').first().waitFor();
    const near = await read('/skills/near', { profile: iri(ENGINE), among: 'job-profiles', by: 'cover-to', limit: '9' });
    holds((await page.locator('ul.rows summary').first().innerText()).startsWith(percent(near.near[0].cover_to.value)), 'the nearest job');
    await page.getByLabel(words.jobGapTo).selectOption(BATTERY);
    const gap = await read('/skills/gap', { profile: iri(BATTERY), as: iri(ENGINE) });
    await page.locator('#gap-missing').waitFor();
    holds(page.url().includes(`to=${BATTERY}`), 'the other job is in the address');
    same(await figures(page), [percent(gap.essential.value), ...(gap.lines.some((it) => it.importance === 'optional') ? [percent(gap.all.value)] : []), ...[gap.n_missing, gap.n_open, gap.n_covered].map(number)], 'figures');
    for (const state of ['missing', 'covered']) {
      const rows = page.locator('section', { has: page.locator(`#gap-${state}`) }).last().locator('tbody tr');
      same(await rows.count(), gap.lines.filter((it) => it.status === state).length, `${state} skills`);
      same(await rows.filter({ hasText: state === 'missing' ? words.relationNone : words.relationSame }).count(), await rows.count(), `a reason for each that is ${state}`);
    }
    await page.locator('.figures summary').first().click();
    holds((await page.locator('.figures .told').first().innerText()).includes(gap.essential.fraction), 'the exact share');
    await page.getByText(words.trainingNone).waitFor();
    await page.locator('.figures li:nth-last-child(3) summary').click();
    await page.locator('.figures li:nth-last-child(3)').getByRole('link', { name: words.query }).click();
    await page.locator('tbody tr').first().waitFor();
    same(await page.locator('tbody tr').count(), gap.n_missing, 'SPARQL finds as many');
  });

  await journey('job gap of every relation', `/jobs/${ENGINE}`, async (page) => {
    // The seeds hold no hierarchy of skills and no offers: what these would answer is put in place of the answer.
    const relations = { 'exact-match': 'relationExact', 'close-match': 'relationClose', narrower: 'relationNarrower', broader: 'relationBroader', parts: 'relationParts', sibling: 'relationSibling' };
    const held = { iri: 'http://data.europa.eu/esco/skill/142f7164-fe09-49ec-af18-7c9e86269d9e', name: 'battery fluids' };
    await page.route('**/skills/gap?*', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      Object.keys(relations).forEach((relation, at) => {
        answer.lines[at] = { ...answer.lines[at], status: 'open', cover: { fraction: '16/25', value: 0.64 }, safety_critical: relation === 'exact-match', because: { held, relation, ...(/er$/.test(relation) && { steps: 2 }), ...(relation === 'parts' && { parts: [3, 4] }) } };
      });
      await route.fulfill({ response, json: answer });
    });
    await page.route('**/skills/training?*', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      await route.fulfill({ response, json: { ...answer, offers: [{ offer: { iri: 'https://w3id.org/concord/id/offer/synthetic', name: 'Synthetic offer' }, hours: 40, cost_euro: 99.5, micro_credential: true, teaches: [held] }], total: 40, exact: true, untaught: answer.missing.slice(1) } });
    });
    await page.route('**/graphql?*', async (route) => {
      const response = await route.fetch();
      const text = route.request().postData() ?? '';
      await route.fulfill({ response, ...(text.includes('trainingOffers {') && { json: { data: { trainingOffers: { totalCount: 1 } } } }) });
    });
    await page.locator('.views').getByRole('link', { name: words.jobViewGap, exact: true }).click();
    await page.getByLabel(words.jobGapTo).selectOption(BATTERY);
    await page.locator('#gap-open').waitFor();
    const open = await page.locator('section', { has: page.locator('#gap-open') }).last().innerText();
    const { rules } = await read('/skills/gap', { profile: iri(BATTERY), as: iri(ENGINE) });
    for (const [relation, key] of Object.entries(relations)) holds(open.includes(say(key, { steps: 2, held: 3, of: 4, counts: number(rules.relations[relation] ?? 1) })), `the words of ${key}`);
    holds(open.includes(say('gapOpenNote', { open: number(rules.open_from), covered: number(rules.covered_from) })), 'from which cover on');
    holds(open.includes(words.jobSafety), 'a safety-critical skill is marked');
    holds(open.includes(number(0.64)), 'how much it covers');
    await page.getByText('Synthetic offer').waitFor();
    await page.getByText(say('trainingTotal', { n: 40 })).waitFor();
  });

  await journey('job gap by skills', `/jobs/${BATTERY}?view=gap`, async (page) => {
    const { needs } = await read(`/profiles/${BATTERY}`);
    const [first, second] = needs.map((it) => it.skill);
    for (const skill of [first, second]) {
      await page.getByLabel(words.heldSearch, { exact: true }).last().fill(skill.name);
      await page.keyboard.press('Enter');
      const add = page.locator('.found li', { hasText: skill.name }).first().getByRole('button');
      await add.waitFor();
      await add.click();
      await page.locator('li select').last().waitFor();
      await page.locator('#gap-missing').waitFor();
      await settled(page);
    }
    await page.getByLabel(say('heldKnown', { name: second.name })).selectOption('self-declared');
    const gap = await read('/skills/gap', { profile: iri(BATTERY), held: [`${first.iri}@assessed`, `${second.iri}@self-declared`] });
    await page.waitForFunction((text) => document.querySelector('.figures li:last-child summary')?.firstChild?.textContent === text, number(gap.n_covered));
    same(await figures(page), [percent(gap.essential.value), ...(gap.lines.some((it) => it.importance === 'optional') ? [percent(gap.all.value)] : []), ...[gap.n_missing, gap.n_open, gap.n_covered].map(number)], 'figures');
    holds(page.url().includes('self-declared'), 'the skills are in the address');
    await page.getByRole('button', { name: say('heldRemove', { name: second.name }) }).click();
    await page.waitForFunction(() => document.querySelectorAll('li select').length === 1);
  });

  await journey('job ways', `/jobs/${ENGINE}?view=ways`, async (page) => {
    await page.locator('.ways svg a').first().waitFor();
    const found = await read('/skills/transitions', { from: iri(ENGINE), via: '1', viable: '0.3', among: 'job-profiles' });
    const ways = found.targets.flatMap((it) => it.ways);
    same(await page.locator('tbody tr').count(), ways.length, 'a row for each way');
    same(await Promise.all((await page.locator('tbody td:nth-child(2) summary').all()).map(figure)), ways.map((it) => number(it.n_missing)), 'skills to learn');
    same(await page.locator('.ways div svg rect.target').count(), Math.min(found.targets.length, 8), 'targets in the drawing');
    await page.getByText(say('waysReached.other', { n: found.total })).first().waitFor();
    await page.getByText(words.waysNoHours).first().waitFor();
    // By keyboard: from the filter into the drawing, and by a number to the way in the list.
    await page.locator('.ways svg a').first().focus();
    await page.keyboard.press('Tab');
    holds(await page.evaluate(() => !!document.activeElement?.closest('.ways svg')), 'the next stop is in the drawing');
    const pill = page.locator('.ways svg a[href^="#way-"]').last();
    holds((await pill.getAttribute('aria-label')).length > 10, 'a number says what it counts');
    await pill.focus();
    await page.keyboard.press('Enter');
    holds(/#way-\d+-\d+$/.test(page.url()), 'to the way in the list');
    await page.getByLabel(words.waysTo, { exact: true }).selectOption('battery-assembler');
    const there = await read('/skills/transitions', { from: iri(ENGINE), to: iri('battery-assembler'), via: '2', viable: '0.3', among: 'job-profiles' });
    await page.waitForFunction((n) => document.querySelectorAll('main tbody tr').length === n && !document.querySelector('main [aria-busy="true"]'), there.targets[0].ways.length);
    same(await figure(page.locator('tbody td:nth-child(2) summary').first()), number(there.targets[0].ways[0].n_missing), 'skills on the way to one job');
    await page.locator('.ways svg a').first().waitFor();
    await page.locator('details.explained summary', { hasText: say('waysReached.one', { n: 1 }) }).click();
    await page.locator('details.explained[open]').getByRole('link', { name: words.query }).click();
    await page.locator('tbody tr').first().waitFor();
  });

  await journey('a job that is not', '/jobs/no-such-job', async (page) => {
    same(await page.locator('h1').innerText(), say('jobUnknown', { slug: 'no-such-job' }), 'title');
    await page.getByRole('link', { name: words.jobsAll }).click();
    await page.locator('tbody tr').first().waitFor();
  });
}
