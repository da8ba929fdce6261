// Journeys: assessing what somebody holds, comparing titles, reading the rules, checking a credential.
import { readFileSync } from 'node:fs';

const RULES = '/recognition?view=rules&host=DEU&activity=vehicleRepair&title=q-HU-technikus&date=2026-09-01';
const COMPARED = '/recognition?view=compare&titles=q-DE-KfzMechatroniker,q-PT-mecanico';

/** Pages that are looked at in every look: name and address. */
export const pages = {
  recognition: '/recognition',
  'recognition-compare': COMPARED,
  'recognition-rules': RULES,
  'recognition-verify': '/recognition?view=verify',
};

/** The applications of the page for officers, as they stand there. */
const CASES = readFileSync(new URL('../../../docs/recognition.md', import.meta.url), 'utf8')
  .split('```turtle\n')
  .slice(1)
  .map((it) => it.split('```')[0]);

/** What is filled in for each of them: the same as in its text. */
const FILLED = [
  { title: 'q-PL-mechanik', purpose: 'Access', host: 'DEU', mode: 'SelfEmployed', work: { country: 'POL', capacity: 'SelfEmployedCap', months: '75', end: '2024-08-31' } },
  { title: 'q-PL-mechanik', purpose: 'Access', host: 'ITA', mode: 'Manager' },
  { title: 'q-AT-KfzMechaniker', purpose: 'Equivalence', host: 'DEU', mode: 'Employed', reference: 'ref-DE-KfzMechaniker' },
];

const ending = (slug) => `option[value$="/${slug}"], option[value$="#${slug}"]`;

/** Picks the entry of a list by the end of its IRI. */
async function pick(scope, label, slug) {
  const select = scope.getByLabel(label, { exact: true });
  await select.selectOption(await select.locator(ending(slug)).first().getAttribute('value'));
}

async function fill(page, words, it) {
  const say = (key, n) => words[key].replace('{n}', n);
  await pick(page.getByRole('group', { name: say('heldPart', 1) }), words.recTitle, it.title);
  const wanted = page.locator('section', { has: page.locator('#step-wanted') });
  if (it.purpose) await wanted.locator(`input[name="purpose"][value$="#${it.purpose}"]`).check();
  await pick(wanted, words.hostState, it.host);
  await pick(wanted, words.recActivity, 'vehicleRepair');
  await pick(wanted, words.recMode, it.mode);
  await pick(wanted, words.nationality, 'EU');
  if (it.reference) await pick(wanted, words.reference, it.reference);
  if (it.work) {
    await page.getByRole('button', { name: words.addPeriod }).click();
    const part = page.getByRole('group', { name: say('workedPart', 1) });
    await pick(part, words.country, it.work.country);
    await pick(part, words.capacity, it.work.capacity);
    await part.getByLabel(words.workMonths, { exact: true }).fill(it.work.months);
    if (it.work.start) await part.getByLabel(words.workStart, { exact: true }).fill(it.work.start);
    await part.getByLabel(words.workEnd, { exact: true }).fill(it.work.end);
    await part.getByLabel(words.workConsecutive).check();
  }
  await page.getByLabel(words.applicationDate, { exact: true }).fill('2026-09-01');
}

/** The journeys in one language. */
export async function walk({ accessible, at, graphql, holds, journey, lang, same, say, words }) {
  const assess = async (body, accept = 'application/json', path = 'assessments') => {
    const response = await fetch(at(`/recognition/${path}?lang=${lang}`), { method: 'POST', headers: { 'Content-Type': 'text/turtle', Accept: accept }, body });
    return accept === 'application/json' ? response.json() : response.text();
  };
  const told = (it) => [it.outcome, it.basis, it.missing.join(), it.levels, it.measure?.adaptationMonths ?? null, it.deadline];
  const outcomes = (await graphql(`{ recognitionOutcomes(first: 50) { nodes { slug label(lang: "${lang}") { value } } } }`)).recognitionOutcomes.nodes;
  const outcomeName = (code) => outcomes.find((it) => it.slug === code).label.value;
  const notes = (await graphql(`{ assessmentNotes(first: 200) { nodes { slug label(lang: "${lang}") { value } } } }`)).assessmentNotes.nodes;
  const noted = (code) => notes.find((it) => it.slug === `note-${code}`).label.value;
  const ask = (page) => page.getByRole('button', { name: words.assessIt }).click();
  const answered = async (page) => {
    await page.locator('.answer h2#outcome').waitFor();
    await page.waitForFunction(() => !document.querySelector('main .loading, main [aria-busy="true"]'));
  };

  for (const [at_, filled] of FILLED.entries()) {
    await journey(`recognition, case ${at_ + 1}`, '/recognition', async (page) => {
      const expected = await assess(CASES[at_]);
      await fill(page, words, filled);
      const made = await page.locator('pre', { hasText: 'con:Application' }).textContent();
      same(told(await assess(made)), told(expected), 'the application that the form makes has the outcome of the written one');
      await ask(page);
      await answered(page);
      same(await page.evaluate(() => document.activeElement?.id), 'outcome', 'the reader is led to the answer');
      same(await page.locator('#outcome').textContent(), outcomeName(expected.outcome), 'outcome');
      const text = await page.locator('.answer').innerText();
      holds(text.indexOf(expected.notice) < text.indexOf(expected.reason) && text.includes(expected.notice), 'the notice stands first');
      holds(text.includes(expected.reason), 'the reason');
      same(await page.locator('.trace > li').count(), expected.trace.length, 'every rule');
      same(await page.locator('.trace > li.decides h3').innerText().then((it) => it.split(':')[0]), expected.trace.find((it) => it.verdict === 'decides').rule, 'the rule that decides');
      holds(text.includes(expected.facts.hash), 'the hash of the facts');
      for (const matter of expected.missingMatters) holds(text.includes(matter.name), `missing: ${matter.name}`);
      const changes = (await assess(CASES[at_], 'application/json', 'counterfactuals')).changes;
      same(await page.locator('.changes > li').count(), changes.length, 'what would change it');
      const address = page.url();
      holds(!/75|2024-08-31|nationality|purpose/.test(address), `nothing personal in the address: ${address}`);
      holds(address.includes(`host=${filled.host}`) && address.includes(`title=${filled.title}`), 'the choices are in the address');
      await accessible(page, 'an answer');
    });
  }

  await journey('recognition, a faulty application', '/recognition', async (page) => {
    await fill(page, words, { ...FILLED[0], purpose: null, work: { ...FILLED[0].work, months: '', start: '2024-09-30' } });
    await ask(page);
    await page.locator('.summary').waitFor();
    same(await page.evaluate(() => !!document.activeElement?.closest('.summary h2')), true, 'the reader is led to the summary');
    const wanted = page.locator('section', { has: page.locator('#step-wanted') });
    same(await wanted.locator('.faults').innerText().then((it) => it.includes(noted('purpose-missing'))), true, 'the missing purpose beside its step');
    const part = page.getByRole('group', { name: say('workedPart', { n: 1 }) });
    same(await part.locator('.faults').innerText().then((it) => it.includes(noted('interval-ends-before-start'))), true, 'the period beside its step');
    same(await page.locator('.summary a').count(), 2, 'both in the summary');
    await page.locator('.summary a').first().click();
    holds(await page.evaluate(() => document.activeElement?.id.startsWith('step-')), 'the summary leads to the step');
    holds(page.url().includes('/recognition'), 'still on the page');
  });

  await journey('recognition, kept', '/recognition?title=q-PL-mechanik&host=ITA&activity=vehicleRepair&mode=Manager', async (page) => {
    const part = page.getByRole('group', { name: say('heldPart', { n: 1 }) });
    holds((await part.getByLabel(words.recTitle, { exact: true }).inputValue()).endsWith('q-PL-mechanik'), 'the title of the address');
    await fill(page, words, FILLED[1]);
    await ask(page);
    await answered(page);
    for (const [format, mark] of [['Turtle', '@prefix'], ['JSON-LD', '"@id"']]) {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say('downloadAs', { format }) }).click()]);
      const text = readFileSync(await file.path(), 'utf8');
      holds(text.includes(mark) && text.includes('Compensation') && text.includes('electrics'), `the answer as ${format}`);
    }
    const signer = await fetch(at('/recognition/issuer'));
    const { issuer } = signer.ok ? await signer.json() : {};
    same(await page.getByRole('button', { name: words.downloadSigned }).count(), issuer ? 1 : 0, 'signed where the server has a key');
    await page.getByText(issuer ?? words.signsNothing).waitFor();
    await page.emulateMedia({ media: 'print' });
    same(await page.locator('form.assess').isVisible(), false, 'no form on paper');
    same(await page.locator('.answer .advisory').isVisible(), true, 'the notice on paper');
    await page.emulateMedia({ media: 'screen' });
    await page.locator('summary', { hasText: words.linkToApplication }).click();
    await page.getByRole('button', { name: words.makeLink }).click();
    const link = await page.locator('.link-made').inputValue();
    holds(link.includes('#application='), 'the application is in the part that no server gets');
    await page.goto('about:blank');
    await page.goto(link);
    await page.locator('#step-when').waitFor();
    same(await page.getByLabel(words.applicationDate, { exact: true }).inputValue(), '2026-09-01', 'the link brings it back');
  });

  await journey('recognition, signed', '/recognition', async (page) => {
    const answer = await fetch(at('/recognition/issuer'));
    const real = answer.ok ? (await answer.json()).issuer : null;
    const sent = [];
    if (!real) {
      // A server without a key: what the page would do with one is tried against answers in its place.
      await page.route('**/recognition/issuer*', (route) => route.fulfill({ json: { issuer: 'did:key:z6MkSynthetic' } }));
      await page.route('**/recognition/credentials*', (route) => {
        sent.push([route.request().headers()['content-type'], route.request().headers().accept, route.request().postData()]);
        return route.fulfill({ contentType: 'application/vc', body: '{"issuer":"did:key:z6MkSynthetic"}' });
      });
    }
    await fill(page, words, FILLED[1]);
    await ask(page);
    await answered(page);
    await page.getByText(real ?? 'did:key:z6MkSynthetic').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words.downloadSigned }).click()]);
    const credential = readFileSync(await file.path(), 'utf8');
    if (real) {
      const verdict = await (await fetch(at(`/recognition/verify?issuer=${real}`), { method: 'POST', headers: { 'Content-Type': 'application/vc' }, body: credential })).json();
      same(verdict.valid, true, 'the credential is valid');
    } else {
      same(JSON.parse(credential).issuer, 'did:key:z6MkSynthetic', 'the file is what the server gave');
      same(sent.map((it) => it.slice(0, 2)), [['text/turtle', 'application/vc']], 'the application is sent as Turtle');
      same(told(await assess(sent[0][2])), told(await assess(CASES[1])), 'what is signed is what was asked');
    }
  });

  await journey('recognition, titles compared', COMPARED, async (page) => {
    const ids = ['q-DE-KfzMechatroniker', 'q-PT-mecanico'].map((it) => `https://w3id.org/concord/id/recognition/${it}`);
    const expected = await (await fetch(at(`/recognition/compare?${new URLSearchParams(ids.map((it) => ['qualification', it]))}&lang=${lang}`))).json();
    await page.getByText(words.noEquivalence).waitFor();
    const row = async (name) => (await page.locator('.matrix tbody tr', { has: page.locator('th', { hasText: name }) }).first().locator('td').allInnerTexts()).map((it) => it.trim());
    same(expected.titles.map((it) => it.eqf), ['4', '2'], 'levels of the registry');
    same(await row(words.eqfLevel), expected.titles.map((it) => it.eqf ?? words.notRecorded), 'levels');
    same((await row(words.trainingMonths)).map((it) => Number.parseInt(it, 10) || null), expected.titles.map((it) => it.months), 'length of training');
    same(await page.locator('.rows h3').count(), expected.covers.length, 'each way by itself');
    await page.locator('.chosen button').first().click();
    await page.getByText(words.chooseTwo).waitFor();
    holds(!page.url().includes('q-DE-KfzMechatroniker'), 'the choice is in the address');
  });

  await journey('recognition, rules', RULES, async (page) => {
    const query = (path, params) => fetch(at(`/recognition/${path}?${new URLSearchParams({ date: '2026-09-01', lang, ...params })}`)).then((it) => it.json());
    const country = 'http://publications.europa.eu/resource/authority/country/DEU';
    const { modes } = await query('regulated', { country, activity: 'https://w3id.org/concord/id/recognition/vehicleRepair' });
    const section = (title) => page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) }).last();
    same(await section(words.isRegulated).locator('tbody tr').count(), modes.length, 'modes');
    const { chains } = await query('chains', { title: 'https://w3id.org/concord/id/recognition/q-HU-technikus', to: country });
    same(await page.locator('.chains > li').count(), chains.length, 'chains');
    holds(chains.length > 0 && chains.every((it) => !it.legalEffect), 'a chain from Hungary to Germany has no effect');
    same(await page.locator('.chains .mark', { hasText: words.noEffect }).count(), chains.length, 'told as without effect');
    const { agreements } = await query('coverage', {});
    same(await section(words.coverageTitle).locator('tbody tr').count(), agreements.length, 'lists');
    const filter = page.locator('form[aria-label]').first();
    await pick(page.locator('main'), words.hostState, 'FRA');
    await page.waitForFunction(() => location.search.includes('host=FRA'));
    holds((await filter.count()) === 1, 'the filter stays');
  });

  await journey('recognition, a broken credential', '/recognition?view=verify', async (page) => {
    const broken = JSON.stringify({ '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:key:z6Mkbroken', credentialSubject: { id: 'urn:x' } });
    const expected = await (await fetch(at('/recognition/verify'), { method: 'POST', headers: { 'Content-Type': 'application/vc' }, body: broken })).json();
    same(expected.valid, false, 'the registry takes it for broken');
    await page.getByLabel(words.file, { exact: true }).setInputFiles({ name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from(broken) });
    await page.getByRole('heading', { name: words.credentialInvalid }).waitFor();
    same(await page.locator('.verdict tbody tr').count(), expected.checks.length, 'checks');
    same(await page.locator('.verdict .mark', { hasText: words['check.failed'] }).count(), expected.checks.filter((it) => it.outcome === 'failed').length, 'failed checks');
    await accessible(page, 'a verdict');
  });
}
