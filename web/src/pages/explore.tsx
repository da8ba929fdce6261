// How is anything found: by its name, by a question in SPARQL, or from one thing to the next?
import { useState } from 'preact/hooks';
import { ask, json, sparql, useLoad, type Table as Answer, type Term } from '../api';
import { Editor } from '../editor';
import { classNames, loadClasses } from '../classes';
import { language, number, plural, t } from '../i18n';
import { change, go, href, usePlace } from '../router';
import { Later } from '../later';
import { address, Empty, entityAddress, Failure, Said, Section, Select, tail, Text, Tongue, useTitle, Views, Wait, type LangString } from '../ui';
import EntityPage from './entity';

const FILES = import.meta.glob<string>('../../../queries/competency/*.rq', { query: '?raw', import: 'default', eager: true });
/** The competency questions: each file's first line is the question. */
const EXAMPLES = Object.values(FILES).map((text) => ({ title: text.split('\n')[0]?.replace(/^#\s*/, '') ?? '', text }));

export default function ExplorePage() {
  const { params } = usePlace();
  const iri = params.get('iri');
  const q = params.get('q');
  if (iri) return <EntityPage iri={iri} />;
  if (q) return <Search text={q} />;
  return <Questions inGraphql={params.get('view') === 'graphql'} />;
}

const LANGUAGES = [
  ['sparql', 'viewSparql'],
  ['graphql', 'viewGraphql'],
] as const;
const loadGraphql = () => import('./graphql');

function Questions({ inGraphql }: { inGraphql: boolean }) {
  useTitle(t('navExplore'));
  return (
    <>
      <div class="title">
        <h1>{t('navExplore')}</h1>
        <p class="lead">{t('exploreAbout')}</p>
      </div>
      <Views label={t('queryLanguage')} param="view" views={LANGUAGES} />
      {inGraphql ? <Later load={loadGraphql} /> : <Query />}
      <Section title={t('otherWays')}>
        <ul class="plain">
          <li><a href="/graphql/schema.graphql">{t('graphqlSchema')}</a> – {t('graphqlAbout')}</li>
          <li><a href="/ns">{t('ontology')}</a> – {t('ontologyAbout')}</li>
          <li><a href="/graph/shapes">{t('shapes')}</a> – {t('shapesAbout')}</li>
        </ul>
      </Section>
    </>
  );
}

interface Hit {
  iri: string;
  label: LangString | null;
  name: LangString | null;
  types: string[];
  match: string;
}

function Search({ text }: { text: string }) {
  useTitle(t('searchFor', { text }));
  const { params } = usePlace();
  const offset = Number(params.get('offset') ?? 0) || 0;
  const loaded = useLoad(`search ${text} ${offset}`, (signal) => json<{ total: number; complete: boolean; hits: Hit[]; next?: string | null }>('/search', { q: text, limit: '25', offset: String(offset) }, { signal }));
  const classes = useLoad('classes', loadClasses);
  return (
    <>
      <div class="title">
        <p class="crumb"><a href={href('/explore')}>{t('navExplore')}</a></p>
        <h1>{t('searchFor', { text })}</h1>
      </div>
      <Wait of={loaded}>
        {(it) => (
          <>
            <Said>{plural('hits.one', 'hits.other', it.total)}</Said>
            <p class="note" aria-hidden="true">{plural('hits.one', 'hits.other', it.total)}</p>
            {it.hits.length === 0 ? (
              <Empty>{t('nothingFits')}</Empty>
            ) : (
              <ul class="rows panel">
                {it.hits.map((hit) => (
                  <li key={hit.iri}>
                    <a href={address(hit.iri)}><Text of={hit.label ?? hit.name} or={tail(hit.iri)} /></a>
                    <span class="note">
                      {classNames(hit.types, classes.value)}
                      {hit.name && hit.name.value !== hit.label?.value && <> · <Text of={hit.name} /></>}
                      {hit.match.startsWith('similar') && <> · {t('similar')}</>}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {it.next && (
              <p><a href={href('/explore', { q: text, offset: offset + 25 })}>{t('more')}</a></p>
            )}
          </>
        )}
      </Wait>
    </>
  );
}

const FORMATS = [
  ['json', 'JSON', 'application/sparql-results+json'],
  ['csv', 'CSV', 'text/csv'],
  ['tsv', 'TSV', 'text/tab-separated-values'],
  ['xml', 'XML', 'application/sparql-results+xml'],
] as const;

/** Pictures of a result, loaded when one is asked for. */
const PICTURES = ['chart', 'map'] as const;
const loadMap = () => import('../views/results').then((it) => ({ default: it.ResultMap }));
const loadBars = () => import('../views/results').then((it) => ({ default: it.ResultBars }));

type Outcome = { table: Answer } | { graph: string };
const isGraph = (query: string) => /^\s*(construct|describe)\b/im.test(query.replace(/#[^\n]*|<[^>]*>/g, ''));

function Query() {
  const { params } = usePlace();
  const query = params.get('query');
  const [draft, setDraft] = useState(query ?? EXAMPLES[0]?.text ?? '');
  const raw = params.get('as') ?? '';
  const run = () => go(href('/explore', { query: draft, as: raw || null }));
  const loaded = useLoad(`query ${query} ${raw}`, async (signal): Promise<Outcome | null> => {
    if (!query) return null;
    if (isGraph(query)) return { graph: await (await ask(query, {}, 'text/turtle', signal)).text() };
    const format = FORMATS.find(([name]) => name === raw);
    if (format) return { graph: await (await ask(query, {}, format[2], signal)).text() };
    return { table: await sparql(query, {}, signal) };
  });
  return (
    <>
      <div class="form">
        <Select
          label={t('example')}
          value={EXAMPLES.find((it) => it.text === draft)?.title ?? ''}
          onPick={(title) => setDraft(EXAMPLES.find((it) => it.title === title)?.text ?? draft)}
          options={[...(EXAMPLES.some((it) => it.text === draft) ? [] : [['', t('ownQuery')] as const]), ...EXAMPLES.map((it) => [it.title, it.title] as const)]}
        />
      </div>
      <Section title={t('query')} note={t('editorNote')}>
        <Editor value={draft} onChange={setDraft} onRun={run} label={t('query')} />
        <div class="form">
          <button type="button" class="main" onClick={run}>{t('run')}</button>
          <Select label={t('show')} value={raw} onPick={(as) => change({ as })} options={[['', t('asTable')], ['chart', t('asBars')], ['map', t('viewMap')], ...FORMATS.map(([name, title]) => [name, title] as const)]} />
        </div>
      </Section>
      {query && (
        <Section title={t('result')}>
          {loaded.state === 'failed' ? (
            <Failure error={loaded.error} />
          ) : (
            <Wait of={loaded}>
              {(it) =>
                it && (
                  <>
                    {'graph' in it ? <pre tabIndex={0} aria-label={t('result')}>{it.graph}</pre> : PICTURES.some((name) => name === raw) && it.table.boolean === undefined ? <Picture as={raw} of={it.table} /> : <Rows of={it.table} />}
                    {!isGraph(query) && (
                      <p>
                        {t('download')}:{' '}
                        {FORMATS.map(([name, title], at) => (
                          <span key={name}>{at > 0 && ' · '}<a href={`/sparql?${new URLSearchParams({ query, format: name })}`} download={`concord.${name}`}>{title}</a></span>
                        ))}
                      </p>
                    )}
                  </>
                )
              }
            </Wait>
          )}
        </Section>
      )}
    </>
  );
}

function Picture({ as, of }: { as: string; of: Answer }) {
  return (
    <>
      <Said>{plural('rows.one', 'rows.other', of.rows.length)}</Said>
      {!of.complete && <p class="caution">{t('incomplete')}</p>}
      <Later load={as === 'map' ? loadMap : loadBars} of={of} />
    </>
  );
}

const SHOWN_MAX = 500;

function Rows({ of }: { of: Answer }) {
  if (of.boolean !== undefined) return <p><strong>{t(of.boolean ? 'yes' : 'no')}</strong></p>;
  const shown = of.rows.slice(0, SHOWN_MAX);
  return (
    <>
      <Said>{plural('rows.one', 'rows.other', of.rows.length)}</Said>
      <p class="note" aria-hidden="true">
        {plural('rows.one', 'rows.other', of.rows.length)}
        {shown.length < of.rows.length && ` · ${t('rowsCut', { n: number(SHOWN_MAX) })}`}
      </p>
      {!of.complete && <p class="caution">{t('incomplete')}</p>}
      {of.rows.length > 0 && (
        <div class="scroll" role="group" aria-label={t('result')} tabIndex={0}>
          <table class="raw">
            <thead>
              <tr>{of.vars.map((it) => <th key={it} scope="col">{it}</th>)}</tr>
            </thead>
            <tbody>
              {shown.map((row, at) => (
                <tr key={at}>{of.vars.map((it) => <td key={it}><Value of={row[it]} /></td>)}</tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

export function Value({ of }: { of: Term | undefined }) {
  if (!of) return <span class="note">–</span>;
  if (of.type === 'uri') return <a href={entityAddress(of.value)}>{tail(of.value) || of.value}</a>;
  if (of.type === 'literal') {
    const tag = of['xml:lang'];
    return tag && tag !== language() ? <><span lang={tag}>{of.value}</span><Tongue tag={tag} /></> : <>{of.value}</>;
  }
  return <code>{of.value}</code>;
}
