// Journeys: a question in GraphQL, written in GraphiQL.

export const pages = { graphiql: '/explore?view=graphql' };

/** What must stand there before a page is looked at, where that comes after its text. */
export const ready = { graphiql: '.graphiql-sidebar button[aria-label^="Re-fetch"]:not([disabled])' };

const REQUEST = 'query One($slug: ID!) { region(slug: $slug) { label { value lang } } }';
const VARIABLES = '{"slug": "lombardy"}';

export async function walk({ accessible, at, holds, journey, lang, same, settled, words }) {
  const result = (page) => page.locator('.graphiql-response .CodeMirror-code');
  const run = async (page) => {
    await page.locator(ready.graphiql).waitFor();
    await page.locator('.graphiql-execute-button').click();
  };

  await journey('graphiql: the example', '/explore', async (page) => {
    await page.getByRole('link', { name: words.viewGraphql, exact: true }).first().click();
    await run(page);
    await result(page).getByText('"totalCount"').waitFor();
    holds(page.url().includes('request=') && page.url().includes(`lang=${lang}`), 'the request is in the address');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer-content a', { hasText: /^Query$/ }).click();
    await page.locator('.graphiql-doc-explorer-content a', { hasText: /^regions$/ }).first().waitFor();
    await accessible(page, 'axe-core with the documentation');
    await page.getByRole('button', { name: 'Open short keys dialog' }).click();
    await page.getByRole('dialog').waitFor();
    await accessible(page, 'axe-core with a dialog');
    await page.keyboard.press('Escape');
  });

  await journey('graphiql: a request by its address', `/explore?${new URLSearchParams({ view: 'graphql', request: REQUEST, variables: VARIABLES })}`, async (page) => {
    for (const name of [words.graphqlQuery, words.variables, words.result]) await page.getByRole('textbox', { name, exact: true }).waitFor({ state: 'attached' });
    await run(page);
    await result(page).getByText(lang === 'de' ? '"Lombardei"' : '"Lombardy"').waitFor();
    await page.goto(at(`/explore?${new URLSearchParams({ view: 'graphql', lang, request: '{ regoins { totalCount } }' })}`));
    await settled(page);
    await run(page);
    await result(page).getByText(/unknown-field/).waitFor();
  });

  await journey('graphiql: names are completed', `/explore?${new URLSearchParams({ view: 'graphql', request: '{ reg' })}`, async (page) => {
    await page.locator(ready.graphiql).waitFor();
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+Space');
    await page.locator('.CodeMirror-hint', { hasText: 'regions' }).waitFor();
    same(await page.locator('.graphiql-query-editor .CodeMirror-lint-mark-error').count() > 0, true, 'what is not whole is marked');
  });

  await journey('graphiql: a subscription', `/explore?${new URLSearchParams({ view: 'graphql', request: 'subscription { revisions { number } }' })}`, async (page) => {
    const socket = page.waitForEvent('websocket');
    await run(page);
    same(new URL((await socket).url()).pathname, '/graphql/ws', 'the socket');
    await page.locator('.graphiql-execute-button[aria-label^="Stop"]').click();
    await page.locator('.graphiql-execute-button[aria-label^="Execute"]').waitFor();
  });
}
