// node .ci/graphql.mjs audits|schema URL: holds a GraphQL endpoint against the outside world.
//
// audits: every audit of the npm package graphql-http (GraphQL over HTTP, draft).
// schema: the introspected schema as graphql-js builds it, held against its validateSchema.
// The last line is a count, `N passed, M failed`, as .ci/run reads it; what failed stands before it.
// What is imported is installed into target/ci-graphql by the lock file of .ci/graphql.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('./graphql/', import.meta.url));
const place = fileURLToPath(new URL('../target/ci-graphql/', import.meta.url));

/** Installs the packages of the lock file, unless these very ones are there. */
function install() {
  const lock = (folder) => readFileSync(`${folder}package-lock.json`, 'utf8');
  if (existsSync(`${place}node_modules/graphql-http`) && lock(place) === lock(source)) return;
  mkdirSync(place, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) cpSync(source + name, place + name);
  const { status } = spawnSync('npm', ['ci', '--silent'], { cwd: place, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('npm ci failed');
}

async function audits(url, { serverAudits }) {
  const failures = [];
  const all = serverAudits({ url, fetchFn: fetch });
  for (const { fn } of all) {
    const { id, name, status, reason } = await fn();
    if (status !== 'ok') failures.push(`${id} ${name}: ${reason}`);
  }
  return [all.length - failures.length, failures];
}

async function schema(url, graphql) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: graphql.getIntrospectionQuery() }),
  });
  const { data, errors } = await answer.json();
  if (errors) return [0, errors.map((it) => it.message)];
  const built = graphql.buildClientSchema(data);
  const failures = graphql.validateSchema(built).map((it) => it.message);
  // What is published as text says the same as the introspection, which leaves out what nothing leads to.
  const text = await (await fetch(`${url}/schema.graphql`)).text();
  const published = graphql.buildSchema(text);
  failures.push(...graphql.validateSchema(published).map((it) => `schema.graphql: ${it.message}`));
  const own = (it) => !graphql.isSpecifiedScalarType(it) && !graphql.isIntrospectionType(it);
  const names = (it) => Object.values(it.getTypeMap()).filter(own).map((type) => type.name);
  const loose = names(published).filter((it) => !built.getType(it));
  // async-graphql tells of an interface no interfaces that it implements itself (GraphQL, 4.2.2, asks for them).
  const told = (type) => {
    const text = graphql.printType(type);
    return graphql.isInterfaceType(type) ? text.replace(/^(interface \w+) implements [^{]*/m, '$1 ') : text;
  };
  const [left, right] = [built, published].map((it) => graphql.lexicographicSortSchema(it));
  for (const name of names(built)) {
    const type = right.getType(name);
    if (!type) failures.push(`schema.graphql lacks ${name}`);
    else if (told(left.getType(name)) !== told(type)) {
      failures.push(`schema.graphql has another ${name} than the introspection`);
    }
  }
  console.log(`${names(built).length} types; ${loose.length} in schema.graphql that nothing leads to: ${loose.join(' ')}`);
  return [failures.length === 0 ? 1 : 0, failures];
}

const [mode, url] = process.argv.slice(2);
install();
const load = createRequire(`${place}package.json`);
const [passed, failures] =
  mode === 'audits' ? await audits(url, load('graphql-http')) : await schema(url, load('graphql'));
for (const it of failures) console.log(`  FAIL ${it}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
