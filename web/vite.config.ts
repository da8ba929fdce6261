import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** GraphiQL carries fonts within its style, which the policy does not let in; the page's own fonts serve. */
const withoutFonts: Plugin = {
  name: 'without-fonts',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('graphiql/dist/style.css') ? { code: code.replace(/@font-face\s*\{[^}]*\}/g, ''), map: null } : null),
};

// The policy of the server allows no inline script or style, so nothing is inlined; names carry a hash for immutable caches.
export default defineConfig({
  base: '/',
  plugins: [withoutFonts],
  resolve: { alias: { 'react-style-singleton': fileURLToPath(new URL('src/unstyled.ts', import.meta.url)) } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/site',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
