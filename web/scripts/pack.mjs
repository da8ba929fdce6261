// Puts a brotli form beside every built text file: the server sends it as it is, so that no request costs compression.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const site = new URL('../dist/site/', import.meta.url);
let first = 0;
const html = readFileSync(new URL('index.html', site), 'utf8');
for (const name of readdirSync(site, { recursive: true })) {
  if (!/\.(js|css|html|svg|json)$/.test(name)) continue;
  const bytes = readFileSync(new URL(name, site));
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  if (packed.length < bytes.length) writeFileSync(new URL(`${name}.br`, site), packed);
  if (name.endsWith('.js') && html.includes(name)) first += packed.length;
}
const bytes_max = 150 * 1024;
console.log(`script of the first load: ${(first / 1024).toFixed(1)} KiB compressed`);
if (first > bytes_max) throw new Error('the first load has more than 150 KiB of script');
