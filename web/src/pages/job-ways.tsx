// To which jobs can somebody go from this one, over which others, and what does each step ask?
import { useLoad } from '../api';
import { number, percent, plural, t } from '../i18n';
import { filled, jobIri, tell, type Names, type Target, type Told, type Transitions, type Way } from '../jobs';
import STEPS from '../../../queries/skills/steps.rq?raw';
import { change, href, usePlace } from '../router';
import { Entity, Said, Section, Select, Table, tail, Wait, type Column } from '../ui';
import { WayGraph } from '../waygraph';
import { wayId } from '../waytree';
import type { Job } from './job';
import { Explained, Links, Notes, optionsOf, useOthers } from './job-parts';

/** Targets of the drawing; with more of them nobody could follow a line. */
const DRAWN_MAX = 8;
const LISTED = 20;
const LISTED_MAX = 1000;
const SHARES = ['0.1', '0.2', '0.3', '0.5', '0.7'];

export default function WaysView({ job }: { job: Job }) {
  const { params } = usePlace();
  const to = params.get('to') ?? '';
  const viable = params.get('viable') ?? '0.3';
  const via = params.get('via') ?? (to ? '2' : '1');
  const among = params.get('among') ?? 'job-profiles';
  const limit = Math.min(LISTED_MAX, Number(params.get('limit')) || LISTED);
  const asked = { from: job.iri, ...(to && { to: jobIri(to) }), via, viable, among, limit: String(limit) };
  const loaded = useLoad(`ways ${JSON.stringify(asked)}`, (signal) => tell<Transitions>('/skills/transitions', asked, signal));
  const others = useOthers(job);
  const longest = to ? ['0', '1', '2'] : ['0', '1'];
  return (
    <>
      <form class="form" aria-label={t('filter')} onSubmit={(event) => event.preventDefault()}>
        <Select label={t('waysTo')} value={to} onPick={(it) => change({ to: it, via: null }, 'push')} options={[['', t('waysAny')], ...optionsOf(others, to)]} />
        <Select label={t('waysVia')} value={via} onPick={(it) => change({ via: it })} options={longest.map((it) => [it, it] as const)} />
        <Select label={t('waysViable')} value={viable} onPick={(it) => change({ viable: it })} options={[...new Set([...SHARES, viable])].sort().map((it) => [it, percent(Number(it))] as const)} />
        <Select label={t('waysAmong')} value={among} onPick={(it) => change({ among: it })} options={[['job-profiles', t('navJobs')], ['occupations', t('waysOccupations')]]} />
      </form>
      <Wait of={loaded}>{(told) => <Answered told={told} job={job} to={to} viable={viable} limit={limit} />}</Wait>
    </>
  );
}

interface Row {
  readonly id: string;
  readonly target: Target;
  readonly way: Way;
}

function Answered({ told, job, to, viable, limit }: { told: Told<Transitions>; job: Job; to: string; viable: string; limit: number }) {
  const { answer, names, link } = told;
  const rows: Row[] = answer.targets.flatMap((target, at) => target.ways.map((way, nth) => ({ id: wayId(at, nth), target, way })));
  const drawnTargets = answer.targets.slice(0, DRAWN_MAX);
  const name = job.node.label?.value ?? job.slug;
  // The query groups by a share that is given; filled in, there is nothing left to group by.
  const query = job.occupation ? href('/explore', { query: filled(STEPS.replace('?all ?least', '?all'), { from: `<${job.occupation.id}>`, least: viable }) }) : undefined;
  if (!rows.length) return <p class="empty">{t('waysNone', { share: percent(Number(viable)) })}</p>;
  return (
    <>
      <Said>{plural('waysReached.one', 'waysReached.other', answer.total)}</Said>
      <Notes of={answer.notes} />
      <Section title={t('waysGraph', { name })} note={to ? t('waysGraphTo') : drawnTargets.length < answer.total ? t('waysGraphNote', { n: drawnTargets.length, total: answer.total }) : t('waysGraphAll')}>
        <WayGraph label={t('waysGraph', { name })} from={answer.from} targets={drawnTargets} every={!!to} names={names} />
        <p class="note">{t('waysUnit')} {t('waysSource')} {job.releases.map((it, at) => <span key={it.id}>{at > 0 && '; '}<Entity of={it} /></span>)}. {t('revisionShown', { n: answer.revision })}</p>
      </Section>
      <Section title={t('waysList')} note={t('waysPareto')}>
        {!answer.complete && <p class="caution">{t('incomplete')}</p>}
        <Explained figure={plural('waysReached.one', 'waysReached.other', answer.total)}>
          <p>{t('waysRule', { share: percent(Number(viable)) })}</p>
          <Links answer={link} query={query} />
        </Explained>
        <Listed rows={rows} names={names} job={job} link={link} />
        {answer.total > answer.targets.length && limit < LISTED_MAX && (
          <p><button type="button" onClick={() => change({ limit: String(limit + LISTED) })}>{t('more')}</button></p>
        )}
      </Section>
    </>
  );
}

function Listed({ rows, names, job, link }: { rows: readonly Row[]; names: Names; job: Job; link: string }) {
  const columns: Column<Row>[] = [
    {
      name: 'target',
      head: t('waysJob'),
      by: (it) => names.text(it.target.profile),
      cell: (it) => (
        <span id={it.id} tabIndex={-1}>
          <Entity of={names.of(it.target.profile)} />
        </span>
      ),
    },
    {
      name: 'missing',
      head: t('waysMissing'),
      number: true,
      by: (it) => it.way.n_missing,
      cell: ({ way }) => (
        <Explained figure={number(way.n_missing)}>
          <p>{t('waysMissingRule')}</p>
          <ol class="plain">
            {way.steps.map((step) => (
              <li key={step.profile.iri}>
                <Entity of={names.of(step.profile)} />: {plural('waysAsks.one', 'waysAsks.other', step.missing.length)}; {t('waysThere', { n: step.n_there, share: percent(step.cover.value), fraction: step.cover.fraction })}
                <ul class="plain tight">{step.missing.map((it) => <li key={it.iri}><Entity of={names.of(it)} /></li>)}</ul>
              </li>
            ))}
          </ol>
          <Links answer={link} />
        </Explained>
      ),
    },
    {
      name: 'hours',
      head: t('waysHours'),
      number: true,
      by: (it) => (it.way.n_untaught === it.way.n_missing && it.way.n_missing > 0 ? null : it.way.hours),
      cell: ({ way }) => (
        <Explained figure={way.n_untaught === way.n_missing && way.n_missing > 0 ? t('waysNoHours') : number(way.hours)}>
          <p>{t('waysHoursRule')}</p>
          <p>{t('waysUntaught', { n: way.n_untaught, of: way.n_missing })}</p>
        </Explained>
      ),
    },
    { name: 'largest', head: t('waysLargest'), number: true, by: (it) => it.way.largest_step, cell: ({ way }) => number(way.largest_step) },
    {
      name: 'over',
      head: t('waysOver'),
      by: (it) => it.way.steps.length,
      cell: ({ way }) => {
        const between = way.steps.slice(0, -1);
        return between.length ? <ol class="plain tight">{between.map((it) => <li key={it.profile.iri}><Entity of={names.of(it.profile)} /></li>)}</ol> : t('waysDirect');
      },
    },
    { name: 'gap', head: t('jobViewGap'), cell: (it) => <a href={href(`/jobs/${job.slug}`, { view: 'gap', to: tail(it.target.profile.iri) })}>{t('jobViewGap')}<span class="unseen">: {names.text(it.target.profile)}</span></a> },
  ];
  return <Table label={t('waysList')} columns={columns} rows={rows} id={(it) => it.id} />;
}
