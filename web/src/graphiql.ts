// GraphiQL, the GraphQL project's own editor: how does it run under our policy, at our address, for every reader?
//
// Its fourth major version, since the editor of the fifth puts style elements into the page, which the policy forbids.
// It brings React with it, so this file alone speaks React, and it is loaded when the editor is shown.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createClient } from 'graphql-ws';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { call, pinned } from './api';
import './graphiql.css';

export interface Request {
  readonly query: string;
  readonly variables: string;
}

export interface Names {
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
  readonly result: string;
}

/** Draws the editor into a box and tells of each request that is made; the answer takes it away again. */
export function draw(box: HTMLElement, first: Request, names: Names, asked: (request: Request) => void): () => void {
  const root = createRoot(box);
  const watch = new MutationObserver(() => mend(box, names));
  watch.observe(box, { childList: true, subtree: true });
  const socket = new URL('/graphql/ws', location.href);
  socket.protocol = socket.protocol.replace('http', 'ws');
  const wsClient = createClient({ url: socket.href });
  const send = createGraphiQLFetcher({ url: '/graphql', wsClient, fetch: (_, init) => call(`/graphql?${pinned()}`, init) });
  root.render(
    createElement(GraphiQL, {
      fetcher: (params, options) => {
        if (params.operationName !== 'IntrospectionQuery') asked({ query: params.query, variables: params.variables ? JSON.stringify(params.variables) : '' });
        return send(params, options);
      },
      query: first.query,
      variables: first.variables,
      storage: inMemory(),
      shouldPersistHeaders: false,
      // Colours follow the page, which follows the reader's system.
      forcedTheme: 'system',
    }),
  );
  return () => {
    watch.disconnect();
    root.unmount();
    void wsClient.dispose();
  };
}

/** Nothing that is written stays on the reader's machine. */
function inMemory() {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

const EDITORS: readonly (readonly [string, keyof Names])[] = [
  ['.graphiql-query-editor', 'query'],
  ['.graphiql-editor-tool .graphiql-editor:nth-of-type(1)', 'variables'],
  ['.graphiql-editor-tool .graphiql-editor:nth-of-type(2)', 'headers'],
  ['.graphiql-response', 'result'],
];

/** What the editor lacks for keyboards and screen readers: names of its fields, text that scrolls by keys, and tabs that may hold buttons because they are a list. */
function mend(box: HTMLElement, names: Names): void {
  for (const [place, name] of EDITORS) {
    box.querySelector(`${place} textarea:not([aria-label])`)?.setAttribute('aria-label', names[name]);
  }
  for (const it of box.querySelectorAll('.CodeMirror-scroll[tabindex="-1"]')) it.setAttribute('tabindex', '0');
  for (const it of box.querySelectorAll('.graphiql-tabs[role], .graphiql-tab[role]')) {
    it.removeAttribute('role');
    it.removeAttribute('aria-selected');
  }
}
