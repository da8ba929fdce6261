// Where is the reader? The address is the state: path, parameters, language, pinned revision.
import { useEffect, useState } from 'preact/hooks';

export interface Place {
  readonly path: string;
  readonly params: URLSearchParams;
}

const listeners = new Set<() => void>();
/** Parameters that every link within the pages keeps. */
const CARRIED = ['lang', 'revision'];

export function here(): Place {
  return { path: decodeURI(location.pathname).replace(/(.)\/$/, '$1'), params: new URLSearchParams(location.search) };
}

export function usePlace(): Place {
  const [place, set] = useState(here);
  useEffect(() => {
    const moved = () => set(here());
    listeners.add(moved);
    addEventListener('popstate', moved);
    return () => {
      listeners.delete(moved);
      removeEventListener('popstate', moved);
    };
  }, []);
  return place;
}

/** What links carry of an address; it is read once an address, because hundreds of links stand on one page. */
let carried: { readonly search: string; readonly params: Record<string, string> } = { search: '', params: {} };
function carriedOf(search: string): Record<string, string> {
  if (carried.search !== search) {
    const params = new URLSearchParams(search);
    carried = { search, params: Object.fromEntries(CARRIED.flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? '']] : []))) };
  }
  return carried.params;
}

/** An address of a page that keeps language and revision. */
export function href(path: string, params: Record<string, string | number | null | undefined> = {}): string {
  const all = Object.entries({ ...carriedOf(location.search), ...params });
  const query = all.flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  for (const tell of listeners) tell();
}

/** Sets parameters of this page and keeps the others. */
export function change(params: Record<string, string | null>, how: 'push' | 'replace' = 'replace'): void {
  const now = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === '') now.delete(name);
    else now.set(name, value);
  }
  const query = now.toString();
  go(query ? `${location.pathname}?${query}` : location.pathname, how);
}

/** The pages that this program shows; every other address belongs to the server. */
const OWN = /^\/($|(regions|agreements|indicators|jobs|recognition|explore|steward)(\/|$))/;

/** Follows links to our own pages without loading the program again. */
export function catchLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.getAttribute('target') || link.hasAttribute('download')) return;
  // Links stand in text and in drawings, which name their address in different ways.
  const url = new URL(link.getAttribute('href') ?? '', location.href);
  if (url.origin !== location.origin || !OWN.test(url.pathname)) return;
  if (url.pathname === location.pathname && url.search === location.search && url.hash) return;
  event.preventDefault();
  go(url.pathname + url.search + url.hash);
  if (url.hash) document.getElementById(url.hash.slice(1))?.scrollIntoView();
  else {
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }
}
