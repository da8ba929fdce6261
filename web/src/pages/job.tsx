// One job: what it is called, which occupation of ESCO it is, what it needs, and how it stands to other jobs.
import type { ComponentChildren } from 'preact';
import { graphql, useLoad } from '../api';
import { date, t } from '../i18n';
import { jobIri, tell, type Profile, type Release, type Told } from '../jobs';
import JOB from '../queries/job.graphql?raw';
import { href, usePlace } from '../router';
import { Entity, entityAddress, Facts, Grounds, List, tail, Text, Tongue, useTitle, Views, Wait, type LangString, type Named } from '../ui';
import Gap from './job-gap';
import { Command, Notes } from './job-parts';
import Skills, { type Change } from './job-skills';
import Ways from './job-ways';

interface Occupation extends Named {
  altLabels: LangString[];
  description: LangString | null;
  codes: string[];
  iscoGroup: (Named & { codes: string[] })[];
  broader: (Named & { types: string[] })[];
  profiles: Named[];
}
interface Node extends Occupation {
  __typename: string;
  label: (LangString & { translations: LangString[] }) | null;
  status?: { label: LangString | null } | null;
  statusNote?: LangString | null;
  openReading?: LangString | null;
  sureness?: { label: LangString | null } | null;
  primarySources?: Named[];
  version?: string | null;
  escoVersion?: string | null;
  validFrom?: string | null;
  validUntil?: string | null;
  territories?: Named[];
  eqfLevel?: Named | null;
  eqfSources?: Named[];
  occupation?: Occupation[];
  changes?: Change[];
}
export interface Job {
  readonly slug: string;
  readonly iri: string;
  readonly node: Node;
  readonly told: Told<Profile>;
  readonly releases: readonly Release[];
  readonly occupation: Occupation | null;
}

async function load(slug: string, signal: AbortSignal): Promise<{ job: Job | null }> {
  const iri = jobIri(slug);
  const { node, escoReleases } = await graphql<{ node: Node | null; escoReleases: { nodes: Release[] } }>(JOB, { id: iri }, signal);
  if (node?.__typename !== 'JobProfile' && node?.__typename !== 'Occupation') return { job: null };
  const isProfile = node.__typename === 'JobProfile';
  const told = await tell<Profile>(`/profiles/${isProfile ? '' : 'occupation/'}${encodeURIComponent(slug)}`, {}, signal);
  return { job: { slug, iri, node, told, releases: escoReleases.nodes, occupation: isProfile ? (node.occupation?.[0] ?? null) : node } };
}

export default function JobPage({ slug = '' }: { slug?: string | undefined }) {
  const loaded = useLoad(`job ${slug}`, (signal) => load(slug, signal));
  useTitle(loaded.value?.job?.node.label?.value ?? slug);
  return <Wait of={loaded}>{({ job }) => (job ? <Shown job={job} /> : <None slug={slug} />)}</Wait>;
}

function None({ slug }: { slug: string }) {
  return (
    <>
      <h1>{t('jobUnknown', { slug })}</h1>
      <p>{t('jobUnknownHelp')} <a href={href('/jobs', { q: slug.replace(/-/g, ' ') })}>{t('searchFor', { text: slug.replace(/-/g, ' ') })}</a> · <a href={href('/jobs')}>{t('jobsAll')}</a></p>
    </>
  );
}

function Shown({ job }: { job: Job }) {
  const { node, told, occupation } = job;
  const view = usePlace().params.get('view') ?? '';
  const group = occupation?.iscoGroup[0];
  const about = node.description ?? occupation?.description;
  const isLoaded = told.answer.needs.length > 0;
  return (
    <>
      <div class="title">
        <p class="crumb"><a href={href('/jobs')}>{t('navJobs')}</a>{occupation?.codes[0] && <> · <code>{occupation.codes[0]}</code></>}</p>
        <h1><Text of={node.label} or={tail(job.iri)} /></h1>
        {about ? <p class="lead"><Text of={about} /></p> : <p class="note">{t('jobNoDefinition')}</p>}
        {group && <p>{t('jobGroup')}: <Entity of={group}>{group.codes[0]} <Text of={group.label} /></Entity></p>}
      </div>
      <Notes of={told.answer.notes} />
      <Views label={t('views')} param="view" views={[['skills', 'jobViewSkills'], ['gap', 'jobViewGap'], ['ways', 'jobViewWays']]} />
      {!isLoaded ? (
        <div class="caution">
          <p>{t('jobNoSkills')}</p>
          <Command />
        </div>
      ) : view === 'gap' ? (
        <Gap job={job} />
      ) : view === 'ways' ? (
        <Ways job={job} />
      ) : (
        <Skills of={told} changes={node.changes ?? []} />
      )}
      {view !== 'gap' && view !== 'ways' && <About job={job} />}
    </>
  );
}

const all = (of: readonly Named[] | undefined): ComponentChildren => !!of?.length && <List of={of} id={(it) => it.id}>{(it) => <Entity of={it} />}</List>;

function About({ job: { node, iri, occupation, releases } }: { job: Job }) {
  const isProfile = node.__typename === 'JobProfile';
  const names = node.label?.translations.filter((it) => it.lang !== node.label?.lang) ?? [];
  const upper = occupation?.broader.filter((it) => it.types.some((type) => type.endsWith('#Occupation')));
  return (
    <section aria-labelledby="about-job">
      <h2 id="about-job">{t(isProfile ? 'jobAboutProfile' : 'jobAboutOccupation')}</h2>
      <div class="panel">
        <Facts
          of={[
            [t('jobEsco'), occupation && <><Entity of={occupation}><code>{occupation.codes[0] ?? tail(occupation.id)}</code> <Text of={occupation.label} /></Entity> · <a href={occupation.id} rel="noreferrer">{t('jobAtEsco')}</a></>],
            [t('jobAbove'), all(upper)],
            [t('names'), names.length > 0 && <ul class="plain tight">{names.map((it) => <li key={it.lang}><span lang={it.lang ?? undefined}>{it.value}</span><Tongue tag={it.lang ?? ''} /></li>)}</ul>],
            [t('otherNames'), !!occupation?.altLabels.length && <ul class="plain tight">{occupation.altLabels.map((it) => <li key={`${it.value}${it.lang}`}><Text of={it} /></li>)}</ul>],
            [t('jobProfilesOf'), !isProfile && all(node.profiles)],
            [t('version'), node.version],
            [t('jobEscoVersion'), node.escoVersion],
            [t('jobRelease'), all(releases)],
            [t('territories'), all(node.territories)],
            [t('jobValid'), (node.validFrom || node.validUntil) && [node.validFrom && t('since', { date: date(node.validFrom) }), node.validUntil && t('until', { date: date(node.validUntil) })].filter(Boolean).join(', ')],
            [t('jobEqf'), node.eqfLevel ? <><Entity of={node.eqfLevel} />{all(node.eqfSources)}</> : isProfile && <span class="note">{t('jobNoEqf')}</span>],
            [t('status'), node.status && <Text of={node.status.label} />],
            [t('statusNote'), node.statusNote && <Text of={node.statusNote} />],
            [t('openReading'), node.openReading && <Text of={node.openReading} />],
          ]}
        />
        <Grounds sureness={node.sureness ?? null} sources={node.primarySources ?? []} />
        <p class="grounds"><a href={entityAddress(iri)}>{t('allStatements')}</a></p>
      </div>
    </section>
  );
}
