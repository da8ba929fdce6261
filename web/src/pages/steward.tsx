// How does a steward publish a file, look at what changed, and take it back?
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, json, Refusal, useLoad } from '../api';
import { Drop } from '../drop';
import { language, moment, number, plural, t } from '../i18n';
import { change, href, usePlace } from '../router';
import { address, Empty, Failure, Field, Said, Section, tail, useTitle, Views, Wait } from '../ui';
import { Progress, upload, type Gone } from '../upload';

interface Value {
  text: string;
}
interface Diff {
  added: number;
  removed: number;
  entities_total: number;
  graphs: {
    graph: string;
    change: string;
    added: number;
    removed: number;
    entities_total: number;
    entities: { entity: string; name: string | null; class: { name: string } | null; change: string; properties: { path: { name: string }[]; language: string | null; old: Value[]; new: Value[] }[] }[];
  }[];
}
interface Finding {
  severity: string;
  focusNode: string;
  path?: string | null;
  message: string;
  expected?: string | null;
  standing?: string;
  line?: number | null;
  column?: number | null;
}
interface Report {
  revision: number;
  changed: boolean;
  added: number;
  removed: number;
  dry_run?: boolean;
  message: string;
  diff?: Diff | null;
  conforms?: boolean;
  findings_total?: number;
  findings?: Finding[];
}
interface Revision {
  revision: number;
  time: string;
  agent: string;
  reason: string | null;
  source: string | null;
  added: number;
  removed: number;
  graphs: { graph: string; added: number; removed: number }[];
}
interface Problem extends Partial<Report> {
  line?: number;
  column?: number;
  detail?: string;
}

/** The token lives as long as the page, and nowhere else. */
let token = '';

const MEDIA: Record<string, string> = {
  ttl: 'text/turtle',
  nt: 'application/n-triples',
  trig: 'application/trig',
  nq: 'application/n-quads',
  jsonld: 'application/ld+json',
  rdf: 'application/rdf+xml',
};
const BYTES_SHOWN_MAX = 400_000;

/** Sends, and tells how far the body has gone where somebody wants to know. */
async function send(path: string, params: Record<string, string>, init: { method: string; headers?: Record<string, string>; body?: string }, tell?: (gone: Gone) => void): Promise<{ status: number; body: Report & Problem }> {
  const address = `${path}?${new URLSearchParams({ lang: language(), ...params })}`;
  const headers = { Accept: 'application/json', Authorization: `Bearer ${token}`, ...init.headers };
  const response = tell ? await upload(address, { method: init.method, headers, body: init.body ?? '' }, tell) : await call(address, { ...init, headers });
  const body = (await response.json()) as Report & Problem & { title?: string; code?: string };
  // A refused load is told as a report; what else goes wrong is a failure.
  if (!response.ok && !body.findings) throw new Refusal(body.title ?? '', body.detail ?? '', body.code ?? String(response.status), body);
  return { status: response.status, body };
}

export default function StewardPage() {
  useTitle(t('navSteward'));
  const { params } = usePlace();
  const [signed, setSigned] = useState(token !== '');
  return (
    <>
      <div class="title">
        <h1>{t('navSteward')}</h1>
        <p class="lead">{t('stewardAbout')}</p>
      </div>
      <Views label={t('views')} param="view" views={[['publish', 'viewPublish'], ['history', 'viewHistory']]} />
      {signed ? (
        <p class="marks">
          <span class="mark met">{t('signedIn')}</span>
          <button type="button" onClick={() => { token = ''; setSigned(false); }}>{t('signOut')}</button>
        </p>
      ) : (
        <SignIn onDone={() => setSigned(true)} />
      )}
      {params.get('view') === 'history' ? <History signed={signed} /> : signed && <Publish />}
    </>
  );
}

function SignIn({ onDone }: { onDone: () => void }) {
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    token = String(new FormData(event.currentTarget as HTMLFormElement).get('token') ?? '').trim();
    try {
      // An empty trial changes nothing and says whether the token is known.
      await send('/loads', { 'dry-run': 'true', mode: 'add', graph: 'https://w3id.org/concord/graph/trial' }, { method: 'POST', headers: { 'Content-Type': 'text/turtle' }, body: '' });
      onDone();
    } catch (it) {
      if (it instanceof Refusal && it.code !== 'token-needed' && it.code !== 'no-connection') return onDone();
      token = '';
      setError(it);
    }
  };
  return (
    <form class="panel" onSubmit={submit} aria-label={t('signIn')}>
      <h2>{t('signIn')}</h2>
      <div class="form">
        <Field label={t('token')} hint={t('tokenHint')}>
          {(id) => <input id={id} name="token" type="password" required autocomplete="off" />}
        </Field>
        <button class="main" type="submit">{t('signIn')}</button>
      </div>
      {error !== null && <Failure error={error} />}
    </form>
  );
}

interface Chosen {
  name: string;
  text: string;
  media: string;
}

function Publish() {
  const [file, setFile] = useState<Chosen | null>(null);
  const [graph, setGraph] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [gone, setGone] = useState<Gone>(null);
  const [report, setReport] = useState<(Report & Problem) | null>(null);
  const [error, setError] = useState<unknown>(null);
  const outcome = useRef<HTMLDivElement>(null);

  const take = async (it: File) => {
    const ending = it.name.split('.').pop()?.toLowerCase() ?? '';
    setReport(null);
    setError(null);
    setFile({ name: it.name, text: await it.text(), media: MEDIA[ending] ?? 'text/turtle' });
    setGraph(`https://w3id.org/concord/graph/${it.name.replace(/\.[^.]*$/, '').toLowerCase().replace(/[^a-z0-9-]+/g, '-')}`);
  };
  const act = async (isDryRun: boolean) => {
    if (!file) return;
    setBusy(true);
    setGone(null);
    setError(null);
    try {
      const dataset = /trig|quads/.test(file.media);
      const { body } = await send(
        '/loads',
        { ...(isDryRun && { 'dry-run': 'true' }), ...(!dataset && { graph }), ...(reason && { reason }), source: file.name },
        { method: 'POST', headers: { 'Content-Type': file.media, ...(!isDryRun && report && { 'If-Match': String(report.revision) }) }, body: file.text },
        setGone,
      );
      setReport(body);
    } catch (it) {
      setReport(null);
      setError(it);
    }
    setBusy(false);
    outcome.current?.focus();
  };
  const violations = (report?.findings ?? []).filter((it) => it.severity === 'violation' && it.standing !== 'known');
  const isChecked = report?.dry_run === true && violations.length === 0;
  const problem = error instanceof Refusal ? (error.body as Problem | undefined) : undefined;
  const told: Finding[] = report?.findings ?? (problem?.line ? [{ severity: 'violation', focusNode: '', message: problem.detail ?? '', line: problem.line, column: problem.column ?? null }] : []);
  return (
    <>
      <Drop hint={t('fileHint')} accept=".ttl,.nt,.trig,.nq,.jsonld,.rdf" onFile={(it) => void take(it)} />
      {file && (
        <form class="panel" onSubmit={(event) => { event.preventDefault(); void act(true); }} aria-label={file.name}>
          <h2>{file.name}</h2>
          <div class="form">
            <div class="field grow">
              <Field label={t('graph')}>{(id) => <input id={id} type="url" required value={graph} onInput={(event) => { setGraph(event.currentTarget.value); setReport(null); }} />}</Field>
            </div>
            <div class="field grow">
              <Field label={t('reason')}>{(id) => <input id={id} value={reason} maxLength={500} onInput={(event) => setReason(event.currentTarget.value)} />}</Field>
            </div>
          </div>
          <div class="form">
            <button type="submit" class={isChecked ? undefined : 'main'} disabled={busy}>{t('check')}</button>
            <button type="button" class={isChecked ? 'main' : undefined} disabled={busy || !isChecked || !report?.changed} onClick={() => void act(false)}>{t('publish')}</button>
          </div>
          {busy && <Progress gone={gone} />}
        </form>
      )}
      <div ref={outcome} tabIndex={-1} aria-live="polite">
        {error !== null && <Failure error={error} />}
        {report && (
          <Section title={report.dry_run ? t('checked') : t('published')}>
            {report.dry_run ? (
              <p class={violations.length ? 'caution' : undefined}>
                {violations.length ? plural('blocked.one', 'blocked.other', violations.length) : report.changed ? t('wouldPublish') : t('noChange')}{' '}
                {t('changeCounts', { added: number(report.added), removed: number(report.removed) })}
              </p>
            ) : (
              <p>
                {report.changed ? t('nowRevision', { n: report.revision }) : t('noChange')} <a href={href('/steward', { view: 'history' })}>{t('viewHistory')}</a>
              </p>
            )}
            {report.diff && <Words of={report.diff} />}
          </Section>
        )}
      </div>
      {file && <Lines text={file.text} findings={told} />}
    </>
  );
}

/** The file as it is, with each finding below the line that it is about. */
function Lines({ text, findings }: { text: string; findings: Finding[] }) {
  const lines = text.slice(0, BYTES_SHOWN_MAX).split('\n');
  const at = new Map<number, Finding[]>();
  for (const it of findings) if (it.line) at.set(it.line, [...(at.get(it.line) ?? []), it]);
  const unplaced = findings.filter((it) => !it.line || it.line > lines.length);
  return (
    <Section title={t('fileLines')}>
      {unplaced.length > 0 && (
        <ul class="rows panel">
          {unplaced.map((it, index) => <li key={index}><Found of={it} /></li>)}
        </ul>
      )}
      <ol class="lines" tabIndex={0} aria-label={t('fileLines')}>
        {lines.map((line, index) => {
          const here = at.get(index + 1);
          return (
            <li key={index} class={here ? 'bad' : undefined}>
              <span class="at" aria-hidden="true">{index + 1}</span>
              <span class="code" lang="zxx">{line || ' '}</span>
              {here && (
                <div class={here.some((it) => it.severity === 'violation') ? 'told' : 'told warning'}>
                  {here.map((it, number) => <Found key={number} of={it} />)}
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {text.length > BYTES_SHOWN_MAX && <p class="note">{t('fileCut')}</p>}
    </Section>
  );
}

function Found({ of }: { of: Finding }) {
  return (
    <p>
      <strong>{t(of.severity === 'violation' ? 'violation' : of.severity === 'warning' ? 'warning' : 'remark')}</strong> {of.line && <span class="note">{t('linePlace', { line: of.line, column: of.column ?? 1 })}</span>} {of.message}
    </p>
  );
}

/** A difference as sentences: which thing, which property, from what to what. */
function Words({ of }: { of: Diff }) {
  if (of.graphs.length === 0) return null;
  return (
    <>
      {of.graphs.map((graph) => (
        <section key={graph.graph} aria-label={tail(graph.graph)}>
          <h3>
            {tail(graph.graph)} <span class="note">{t('changeCounts', { added: number(graph.added), removed: number(graph.removed) })}</span>
          </h3>
          <ul class="rows panel">
            {graph.entities.map((it) => (
              <li key={it.entity}>
                <span>
                  <span class={`mark ${it.change === 'removed' ? 'overdue' : it.change === 'added' ? 'met' : 'due'}`}>{t(it.change === 'removed' ? 'changeRemoved' : it.change === 'added' ? 'changeAdded' : 'changeChanged')}</span>{' '}
                  {it.class?.name} <strong><a href={address(it.entity)}>{it.name ?? tail(it.entity)}</a></strong>
                </span>
                <ul class="plain">
                  {it.properties.map((property, at) => (
                    <li key={at}>
                      {property.path.map((step) => step.name).join(' › ')}{property.language && ` (${property.language})`}:{' '}
                      {property.old.length > 0 && <del class="removed">{property.old.map((value) => value.text).join(' · ')}</del>}
                      {property.old.length > 0 && property.new.length > 0 && ' → '}
                      {property.new.length > 0 && <ins class="added">{property.new.map((value) => value.text).join(' · ')}</ins>}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
          {graph.entities_total > graph.entities.length && <p class="note">{t('andMore', { n: number(graph.entities_total - graph.entities.length) })}</p>}
        </section>
      ))}
    </>
  );
}

function History({ signed }: { signed: boolean }) {
  const { params } = usePlace();
  const [version, setVersion] = useState(0);
  const shown = params.get('diff');
  const history = useLoad(`history ${version} ${params.get('before')}`, () => json<{ total: number; revisions: Revision[]; next?: string | null }>('/revisions', { limit: '25', ...(params.get('before') && { before: params.get('before') ?? '' }) }));
  return (
    <Wait of={history}>
      {(it) => {
        const newest = it.revisions[0]?.revision;
        return (
          <Section title={t('viewHistory')} note={plural('revisions.one', 'revisions.other', it.total)}>
            <ol class="rows panel">
              {it.revisions.map((one) => (
                <li key={one.revision}>
                  <h3>{t('revisionNumber', { n: one.revision })}{one.reason && <> · <span lang="en">{one.reason}</span></>}</h3>
                  <span class="note">{moment(one.time)} · {one.agent}{one.source && <> · {one.source}</>} · {t('changeCounts', { added: number(one.added), removed: number(one.removed) })}</span>
                  <span class="marks">
                    <button type="button" class="link" aria-expanded={shown === String(one.revision)} onClick={() => change({ diff: shown === String(one.revision) ? null : String(one.revision) })}>{t('whatChanged')}</button>
                    <a href={href(location.pathname, { revision: one.revision }).replace(location.pathname, '/')}>{t('seeAsOf')}</a>
                    {signed && one.revision !== newest && <RollBack to={one.revision} onDone={() => setVersion(version + 1)} />}
                  </span>
                  {shown === String(one.revision) && <Difference of={one.revision} />}
                </li>
              ))}
            </ol>
            {it.next && <p><a href={href('/steward', { view: 'history', before: new URLSearchParams(it.next.split('?')[1]).get('before') })}>{t('more')}</a></p>}
            {!signed && <p class="note">{t('rollbackNeedsToken')}</p>}
          </Section>
        );
      }}
    </Wait>
  );
}

function Difference({ of }: { of: number }) {
  const loaded = useLoad(`diff ${of}`, (signal) => json<Diff>(`/revisions/${of}/diff`, {}, { signal }));
  return <Wait of={loaded}>{(it) => (it.graphs.length ? <Words of={it} /> : <Empty>{t('noChange')}</Empty>)}</Wait>;
}

function RollBack({ to, onDone }: { to: number; onDone: () => void }) {
  const [trial, setTrial] = useState<Report | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [done, setDone] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (trial) box.current?.focus();
  }, [trial]);
  const act = async (isDryRun: boolean) => {
    setError(null);
    try {
      const { body } = await send(`/revisions/${to}/rollback`, isDryRun ? { 'dry-run': 'true' } : {}, { method: 'POST', ...(!isDryRun && trial && { headers: { 'If-Match': String(trial.revision) } }) });
      if (isDryRun) setTrial(body);
      else {
        setTrial(null);
        setDone(t('nowRevision', { n: body.revision }));
        onDone();
      }
    } catch (it) {
      setError(it);
    }
  };
  return (
    <>
      {!trial && <button type="button" class="link" onClick={() => void act(true)}>{t('rollback', { n: to })}</button>}
      <Said>{done}</Said>
      {error !== null && <Failure error={error} />}
      {trial && (
        <div class="caution" ref={box} tabIndex={-1}>
          <p>{t('rollbackWould', { n: to })} {t('changeCounts', { added: number(trial.added), removed: number(trial.removed) })}</p>
          <div class="form">
            <button type="button" class="main" onClick={() => void act(false)}>{t('rollback', { n: to })}</button>
            <button type="button" onClick={() => setTrial(null)}>{t('cancel')}</button>
          </div>
        </div>
      )}
    </>
  );
}
