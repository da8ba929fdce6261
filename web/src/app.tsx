// The frame around every page: where one can go, in which language, at which revision.
import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { seen } from './api';
import { LANGUAGES, language, speak, t, wanted, type Key } from './i18n';
import { change, catchLinks, go, href, usePlace } from './router';
import { Failure } from './ui';

type Page = ComponentType<{ slug?: string | undefined }>;
type Loader = () => Promise<{ default: Page }>;

/** Each page comes when it is first shown. A page that is not whole is not in this list. */
const PAGES: readonly (readonly [RegExp, Loader])[] = [
  [/^\/$/, () => import('./pages/overview')],
  [/^\/regions$/, () => import('./pages/regions')],
  [/^\/regions\/([^/]+)$/, () => import('./pages/region')],
  [/^\/indicators$/, () => import('./pages/indicators')],
  [/^\/indicators\/([^/]+)$/, () => import('./pages/indicator')],
  [/^\/agreements$/, () => import('./pages/agreements')],
  [/^\/agreements\/([^/]+)$/, () => import('./pages/document')],
  [/^\/jobs$/, () => import('./pages/jobs')],
  [/^\/jobs\/([^/]+)$/, () => import('./pages/job')],
  [/^\/recognition$/, () => import('./pages/recognition')],
  [/^\/explore$/, () => import('./pages/explore')],
  [/^\/steward$/, () => import('./pages/steward')],
];

const MENU: readonly (readonly [string, Key])[] = [
  ['/', 'navOverview'],
  ['/regions', 'navRegions'],
  ['/indicators', 'navIndicators'],
  ['/agreements', 'navAgreements'],
  ['/jobs', 'navJobs'],
  ['/recognition', 'navRecognition'],
  ['/explore', 'navExplore'],
  ['/steward', 'navSteward'],
];

export function App() {
  const place = usePlace();
  const [spoken, setSpoken] = useState(language());
  const tag = wanted();
  useEffect(() => {
    if (tag !== spoken) void speak(tag).then(() => setSpoken(tag));
  }, [tag, spoken]);
  useEffect(() => {
    document.addEventListener('click', catchLinks);
    return () => document.removeEventListener('click', catchLinks);
  }, []);
  return (
    <>
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <Head path={place.path} />
      <main id="main" tabIndex={-1} key={spoken}>
        <Shown path={place.path} />
      </main>
      <Foot />
    </>
  );
}

function Shown({ path }: { path: string }) {
  const [broken, mend] = useErrorBoundary();
  useEffect(() => mend(), [path]);
  const [shown, setShown] = useState<{ path: string; page: Page } | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const found = PAGES.map(([form, load]) => [form.exec(path), load] as const).find(([match]) => match);
  useEffect(() => {
    let current = true;
    setFailed(null);
    found?.[1]().then(
      (it) => current && setShown({ path, page: it.default }),
      (error: unknown) => current && setFailed(error),
    );
    return () => {
      current = false;
    };
  }, [path]);
  if (failed || broken) return <Failure error={failed ?? broken} />;
  if (!found) return <h1>{t('noPage')}</h1>;
  if (shown?.path !== path) return <p class="loading">{t('loading')}</p>;
  return <shown.page slug={found[0]?.[1]} />;
}

function Head({ path }: { path: string }) {
  return (
    <header class="head">
      <div class="wide">
        <a class="brand" href={href('/')}>
          <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
            <rect width="32" height="32" rx="7" />
            <path d="M20.8 9.2a7.6 7.6 0 1 0 0 13.6" />
            <circle cx="23" cy="16" r="3" />
          </svg>
          Concord
        </a>
        <nav aria-label={t('mainMenu')}>
          <ul>
            {MENU.map(([address, key]) => (
              <li key={address}>
                <a href={href(address)} aria-current={isIn(path, address) ? (path === address ? 'page' : 'true') : undefined}>
                  {t(key)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Finder />
        <label class="languages">
          <span class="unseen">{t('language')}</span>
          <select value={language()} onChange={(event) => change({ lang: event.currentTarget.value }, 'push')}>
            {Object.entries(LANGUAGES).map(([tag, name]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </header>
  );
}

const isIn = (path: string, address: string) => (address === '/' ? path === '/' : path === address || path.startsWith(`${address}/`));

function Finder() {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget as HTMLFormElement).get('q');
    if (typeof text === 'string' && text.trim()) go(href('/explore', { q: text.trim() }));
  };
  return (
    <form class="finder" role="search" action="/explore" onSubmit={submit}>
      <label>
        <span class="unseen">{t('search')}</span>
        <input type="search" name="q" placeholder={t('search')} maxLength={200} autocomplete="off" />
      </label>
    </form>
  );
}

function Foot() {
  const { params } = usePlace();
  const pinned = params.get('revision');
  const [revision, setRevision] = useState(seen.revision);
  useEffect(() => {
    seen.tell = setRevision;
    return () => {
      seen.tell = null;
    };
  }, []);
  return (
    <footer>
      <div class="wide">
        <p>
          {revision && (
            <>
              {t(pinned ? 'revisionPinned' : 'revisionShown', { n: revision })}{' '}
              {pinned ? (
                <button type="button" class="link" onClick={() => change({ revision: null }, 'push')}>
                  {t('revisionUnpin')}
                </button>
              ) : (
                <button type="button" class="link" onClick={() => change({ revision }, 'push')}>
                  {t('revisionPin')}
                </button>
              )}
            </>
          )}
        </p>
        <p>
          {t('credits')} <a href="/registry">{t('withoutScript')}</a> · <a href="/ns">{t('ontology')}</a> · <a href="/graphql">GraphQL</a> · <a href="/sparql">SPARQL</a>
        </p>
      </div>
    </footer>
  );
}
