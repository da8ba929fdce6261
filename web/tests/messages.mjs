// Holds that every message is there in every language, with the same values to fill in.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../src/messages/', import.meta.url);
const files = Object.fromEntries(readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]));
const filled = (text) => [...text.matchAll(/\{\w+\}/g)].map(([it]) => it).sort().join();
const wanted = ['de.json', 'en.json', 'es.json', 'fr.json', 'it.json', 'nl.json'];
const faults = wanted.filter((it) => !files[it]).map((it) => `${it} is missing`);
const english = files['en.json'] ?? {};
for (const [name, messages] of Object.entries(files)) {
  for (const key of new Set([...Object.keys(english), ...Object.keys(messages)])) {
    if (!messages[key]?.trim()) faults.push(`${name}: ${key} is missing`);
    else if (!english[key]) faults.push(`en.json: ${key} is missing`);
    else if (filled(messages[key]) !== filled(english[key])) faults.push(`${name}: ${key} fills in other values than in English`);
  }
}
// A message that nothing says is a message that nobody keeps true.
const source = readdirSync(new URL('../src/', import.meta.url), { recursive: true })
  .filter((it) => /\.tsx?$/.test(it))
  .map((it) => readFileSync(new URL(`../src/${it}`, import.meta.url), 'utf8'))
  .join('\n');
for (const key of Object.keys(english)) if (!source.includes(`'${key}'`)) faults.push(`en.json: nothing says ${key}`);
for (const it of faults) console.error(it);
console.log(`${Object.keys(english).length} messages in ${wanted.length} languages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
