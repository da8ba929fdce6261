// Which job profiles are there, which job is called so in any language, and for which are skills loaded?
import { graphql, json, useLoad } from '../api';
import { plural, t } from '../i18n';
import { find, type Hit, type Line, type Release } from '../jobs';
import JOBS from '../queries/jobs.graphql?raw';
import { change, href, usePlace } from '../router';
import { address, Empty, Field, Said, Section, Select, Table, tail, Text, useTitle, Wait, type Column, type LangString, type Named } from '../ui';
import { Import } from './job-parts';

interface Node extends Named {
  slug: string;
  altLabels: LangString[];
  status: { label: LangString | null } | null;
  occupation: { id: string; codes: string[]; iscoGroup: (Named & { codes: string[] })[] }[];
}
interface Job {
  readonly of: Named;
  readonly code: string;
  readonly group: (Named & { codes: string[] }) | null;
  readonly essential: number;
  readonly optional: number;
}
interface Loaded {
  readonly jobs: readonly Job[];
  readonly releases: readonly Release[];
}

async function load(signal: AbortSignal): Promise<Loaded> {
  const [answer, counted] = await Promise.all([
    graphql<{ jobProfiles: { nodes: Node[] }; escoReleases: { nodes: Release[] } }>(JOBS, {}, signal),
    json<{ profiles: Line[] }>('/profiles', {}, { signal }),
  ]);
  const counts = new Map(counted.profiles.map((it) => [it.profile.iri, it]));
  const jobs = answer.jobProfiles.nodes.map((it) => ({
    of: it,
    code: it.occupation[0]?.codes[0] ?? '',
    group: it.occupation[0]?.iscoGroup[0] ?? null,
    essential: counts.get(it.id)?.n_essential ?? 0,
    optional: counts.get(it.id)?.n_optional ?? 0,
  }));
  return { jobs, releases: answer.escoReleases.nodes };
}

export default function JobsPage() {
  useTitle(t('navJobs'));
  const loaded = useLoad('jobs', load);
  const q = usePlace().params.get('q') ?? '';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget as HTMLFormElement).get('q');
    change({ q: typeof text === 'string' ? text.trim() : '' }, 'push');
  };
  return (
    <>
      <div class="title">
        <h1>{t('navJobs')}</h1>
        <p class="lead">{t('jobsAbout')}</p>
      </div>
      <form class="form" role="search" aria-label={t('jobsSearch')} onSubmit={submit}>
        <Field label={t('jobsSearch')}>
          {(id) => <input id={id} key={q} type="search" name="q" defaultValue={q} maxLength={200} autocomplete="off" size={36} />}
        </Field>
        <button type="submit" class="main">{t('search')}</button>
        {q && <button type="button" onClick={() => change({ q: null }, 'push')}>{t('jobsAll')}</button>}
      </form>
      <Wait of={loaded}>{(all) => (q ? <Found key={q} text={q} jobs={all.jobs} /> : <Shown of={all} />)}</Wait>
    </>
  );
}

/** How many skills a job has here, or that none are loaded. */
function Counts({ of }: { of: Job }) {
  if (of.essential + of.optional === 0) return <span class="gap">{t('jobNotLoaded')}</span>;
  return <>{plural('jobEssential.one', 'jobEssential.other', of.essential)}{of.optional > 0 && <> · {plural('jobOptional.one', 'jobOptional.other', of.optional)}</>}</>;
}

function Shown({ of }: { of: Loaded }) {
  const { params } = usePlace();
  const [group, only] = [params.get('group') ?? '', params.get('skills') ?? ''];
  const groups = [...new Map(of.jobs.flatMap((it) => (it.group ? [[it.group.codes[0] ?? it.group.id, it.group] as const] : [])))].sort((a, b) => a[0].localeCompare(b[0]));
  const isLoaded = (it: Job) => it.essential + it.optional > 0;
  const shown = of.jobs.filter((it) => (!group || it.group?.codes[0] === group) && (!only || (only === 'yes') === isLoaded(it)));
  const columns: Column<Job>[] = [
    { name: 'name', head: t('name'), by: (it) => it.of.label?.value ?? '', cell: (it) => <a href={address(it.of.id)}><Text of={it.of.label} or={tail(it.of.id)} /></a> },
    { name: 'code', head: t('jobCode'), by: (it) => it.code, cell: (it) => <code>{it.code}</code> },
    { name: 'group', head: t('jobGroup'), by: (it) => it.group?.codes[0] ?? null, cell: (it) => it.group && <>{it.group.codes[0]} <Text of={it.group.label} /></> },
    { name: 'skills', head: t('jobSkills'), by: (it) => it.essential + it.optional, cell: (it) => <Counts of={it} /> },
  ];
  const count = plural('jobProfiles.one', 'jobProfiles.other', shown.length);
  return (
    <>
      <Import releases={of.releases} loaded={of.jobs.filter(isLoaded).length} all={of.jobs.length} />
      <form class="form" aria-label={t('filter')} onSubmit={(event) => event.preventDefault()}>
        <Select label={t('jobGroup')} value={group} onPick={(it) => change({ group: it })} options={[['', t('all')], ...groups.map(([code, it]) => [code, `${code} ${it.label?.value ?? ''}`] as const)]} />
        <Select label={t('jobSkills')} value={only} onPick={(it) => change({ skills: it })} options={[['', t('all')], ['yes', t('jobLoaded')], ['no', t('jobNotLoaded')]]} />
      </form>
      <Said>{count}</Said>
      <p aria-hidden="true">{count}</p>
      {shown.length ? <Table label={t('navJobs')} columns={columns} rows={shown} id={(it) => it.of.id} /> : <Empty>{t('nothingFits')}</Empty>}
    </>
  );
}

const FOUND_MAX = 60;

interface Found {
  readonly hit: Hit;
  readonly of: Named;
  readonly code: string;
  readonly job: Job | undefined;
}

/** A profile and its occupation are one job: the profile stands for both, under the name that answers best. */
function merged(hits: readonly Hit[], jobs: readonly Job[]): Found[] {
  const found = new Map<string, Found>();
  for (const hit of hits) {
    for (const of of hit.node.profiles?.length ? hit.node.profiles : [hit.node]) {
      const code = (hit.node.codes ?? hit.node.occupation?.[0]?.codes ?? [])[0] ?? '';
      if (!found.has(of.id)) found.set(of.id, { hit, of, code, job: jobs.find((it) => it.of.id === of.id) });
    }
  }
  return [...found.values()];
}

function Found({ text, jobs }: { text: string; jobs: readonly Job[] }) {
  const loaded = useLoad(`job search ${text}`, (signal) => find(text, ['JobProfile', 'Occupation'], FOUND_MAX, signal));
  return (
    <Wait of={loaded}>
      {(answer) => {
        const all = merged(answer.hits, jobs);
        return (
          <Section title={t('searchFor', { text })}>
            <Said>{plural('jobsFound.one', 'jobsFound.other', all.length)}</Said>
            <p class="note" aria-hidden="true">
              {plural('jobsFound.one', 'jobsFound.other', all.length)}
              {answer.totalCount > answer.hits.length && ` · ${t('jobsBest')}`}
            </p>
            {all.length === 0 ? (
              <Empty>{t('jobsNone')} <a href={href('/explore', { q: text })}>{t('jobsSearchAll')}</a></Empty>
            ) : (
              <ul class="rows panel">
                {all.map((it) => (
                  <li key={it.of.id}>
                    <a href={address(it.of.id)}><Text of={it.of.label} or={tail(it.of.id)} /></a>
                    <span class="note">
                      {it.job ? t('jobProfile') : t('jobOccupation')}
                      {it.code && <> · <code>{it.code}</code></>}
                      {it.hit.name !== it.of.label?.value && <> · <Text of={{ value: it.hit.name, lang: it.hit.lang }} /></>}
                      {it.job && <> · <Counts of={it.job} /></>}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        );
      }}
    </Wait>
  );
}
