// What does somebody lack for a job who works in another one or holds these skills, and which training closes that?
import { useLoad } from '../api';
import { number, percent, t, type Key } from '../i18n';
import { filled, isOccupation, jobIri, skillIri, tell, type Because, type Gap, type GapLine, type Near, type Relation, type Rules, type Status, type Told } from '../jobs';
import GAP from '../../../queries/skills/gap.rq?raw';
import { change, href, usePlace } from '../router';
import { address, Entity, List, Said, Section, Select, Table, tail, Text, Wait, type Column } from '../ui';
import type { Job } from './job';
import { EVIDENCE, Held, heldOf } from './job-held';
import { Explained, importance, Links, Notes, optionsOf, Origin, SkillName, useOthers } from './job-parts';
import Training from './job-training';

/** What is asked of `/skills/gap` and `/skills/training`. */
export type Asked = Readonly<Record<string, string | readonly string[]>>;

/** With another job: what somebody of this job lacks for it. Else: what somebody with these skills lacks for this job. */
function asked(job: Job, to: string, held: readonly (readonly [string, string])[]): Asked | null {
  if (!to && !held.length) return null;
  return {
    profile: to ? jobIri(to) : job.iri,
    ...(to && { as: job.iri }),
    ...(held.length && { held: held.map(([key, evidence]) => `${skillIri(key)}@${evidence}`) }),
  };
}

export default function GapView({ job }: { job: Job }) {
  const { params } = usePlace();
  const to = params.get('to') ?? '';
  const held = heldOf(params.get('held') ?? '');
  const question = asked(job, to, held);
  const others = useOthers(job);
  return (
    <>
      <Section title={t('jobGapAsk')} note={t('jobGapAbout')}>
        <div class="panel">
          <form class="form" onSubmit={(event) => event.preventDefault()}>
            <Select label={t('jobGapTo')} value={to} onPick={(it) => change({ to: it }, 'push')} options={[['', t('jobGapThis')], ...optionsOf(others, to)]} />
          </form>
          <Held held={held} />
        </div>
      </Section>
      {question ? <Answered job={job} question={question} occupation={others.find((it) => it.profile.iri === question.profile)?.occupation?.iri ?? null} /> : <Nearest job={job} />}
    </>
  );
}

/** Jobs that are near, as a place to begin. */
function Nearest({ job }: { job: Job }) {
  const loaded = useLoad(`near ${job.iri}`, (signal) => tell<Near>('/skills/near', { profile: job.iri, among: 'job-profiles', by: 'cover-to', limit: '9' }, signal));
  return (
    <Wait of={loaded}>
      {({ answer, names, link }) => {
        const near = answer.near.filter((it) => it.profile.iri !== job.iri && !job.node.profiles?.some((own) => own.id === it.profile.iri)).slice(0, 8);
        return (
          <Section title={t('jobNear')} note={t('jobNearNote')}>
            {near.length === 0 ? (
              <p class="empty">{t('jobNearNone')}</p>
            ) : (
              <ul class="rows panel">
                {near.map((it) => (
                  <li key={it.profile.iri}>
                    <a href={href(`/jobs/${job.slug}`, { view: 'gap', to: tail(it.profile.iri) })}><Text of={names.of(it.profile).label} or={names.text(it.profile)} /></a>
                    <Explained figure={t('jobNearShare', { share: percent(it.cover_to.value), n: it.n_shared, of: it.n_either })}>
                      <p>{t('jobNearRule', { fraction: it.cover_to.fraction })}</p>
                      <Links answer={link} />
                    </Explained>
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

const RELATIONS: Record<Relation, Key> = {
  same: 'relationSame',
  'exact-match': 'relationExact',
  parts: 'relationParts',
  'close-match': 'relationClose',
  narrower: 'relationNarrower',
  broader: 'relationBroader',
  sibling: 'relationSibling',
};
const limits = (of: Rules) => ({ covered: number(of.covered_from), open: number(of.open_from) });
const STATES: readonly (readonly [Status, Key, Key, string])[] = [
  ['missing', 'gapMissing', 'gapMissingNote', 'overdue'],
  ['open', 'gapOpen', 'gapOpenNote', 'open'],
  ['covered', 'gapCovered', 'gapCoveredNote', 'met'],
];

function Answered({ job, question, occupation }: { job: Job; question: Asked; occupation: string | null }) {
  const key = JSON.stringify(question);
  const loaded = useLoad(`gap ${key}`, (signal) => tell<Gap>('/skills/gap', question, signal));
  const only = usePlace().params.get('only') ?? '';
  return (
    <Wait of={loaded}>
      {(told) => {
        const { answer, names } = told;
        if (!answer.lines.length) return <p class="empty">{t('jobGapNothing', { name: names.text(answer.profile) })}</p>;
        const from = question.as ? t('jobGapFrom', { from: job.node.label?.value ?? job.slug, to: names.text(answer.profile) }) : t('jobGapFromHeld', { to: names.text(answer.profile) });
        const lines = answer.lines.filter((it) => !only || it.importance === only);
        const counts = { missing: answer.n_missing, open: answer.n_open, covered: answer.n_covered };
        return (
          <>
            <Section title={from} note={<>{t('jobGapPrima')} {t('revisionShown', { n: answer.revision })}</>}>
              <Said>{STATES.map(([state, title]) => `${t(title)} (${counts[state]})`).join(', ')}</Said>
              <Notes of={answer.notes} />
              <Summary told={told} query={inSparql(job, question, occupation, answer)} />
              <Bar counts={counts} />
              <p class="note"><a href={address(answer.profile.iri)}>{t('jobGapTarget', { name: names.text(answer.profile) })}</a></p>
            </Section>
            {answer.lines.some((it) => it.importance === 'optional') && (
              <form class="form" onSubmit={(event) => event.preventDefault()}>
                <Select label={t('jobImportance')} value={only} onPick={(it) => change({ only: it })} options={[['', t('all')], ['essential', t('jobIsEssential')], ['optional', t('jobIsOptional')]]} />
              </form>
            )}
            {STATES.map(([state, title, note]) => {
              const mine = lines.filter((it) => it.status === state);
              return mine.length > 0 && (
                <Section key={state} id={`gap-${state}`} title={`${t(title)} (${number(mine.length)})`} note={t(note, limits(answer.rules))}>
                  <Lines of={mine} told={told} label={t(title)} param={`sort-${state}`} state={state} />
                </Section>
              );
            })}
            <Training question={question} missing={answer.n_missing + answer.n_open} />
          </>
        );
      }}
    </Wait>
  );
}

/** The same question in SPARQL; that query knows occupations and their essential skills, not more. */
function inSparql(job: Job, question: Asked, occupation: string | null, answer: Gap): string | undefined {
  const from = job.occupation?.id;
  const to = occupation ?? (isOccupation(answer.profile.iri) ? answer.profile.iri : null);
  const isPlain = !question.held && answer.lines.every((it) => it.origin !== 'changed' && (it.because?.relation ?? 'same') === 'same');
  return from && to && isPlain ? href('/explore', { query: filled(GAP, { from: `<${from}>`, to: `<${to}>` }) }) : undefined;
}

/** The figures of a gap, each with what it rests on. */
function Summary({ told: { answer, link }, query }: { told: Told<Gap>; query: string | undefined }) {
  const share = (name: Key, it: Gap['essential'], needs: readonly GapLine[]) => (
    <li>
      <div>
        {it ? (
          <Explained figure={percent(it.value)} label={t(name)}>
            <p>{t('gapShareRule')}</p>
            <p>{t('gapShareSum', { n: needs.length, weight: number(needs.reduce((sum, line) => sum + line.weight, 0)), fraction: it.fraction })}</p>
            <Links answer={link} />
          </Explained>
        ) : <>– {t(name)}</>}
      </div>
    </li>
  );
  return (
    <ul class="figures">
      {share('gapShare', answer.essential, answer.lines.filter((it) => it.importance === 'essential'))}
      {answer.lines.some((it) => it.importance === 'optional') && share('gapShareAll', answer.all, answer.lines)}
      {STATES.map(([state, title]) => {
        const mine = answer.lines.filter((it) => it.importance === 'essential' && it.status === state);
        return (
          <li key={state}>
            <div>
              <Explained figure={number(mine.length)} label={t(title)}>
                <p>{t('gapLimits', limits(answer.rules))}</p>
                {mine.length > 0 && <p><a href={`#gap-${state}`}>{t(title)}</a></p>}
                <Links answer={link} query={state === 'missing' ? query : undefined} />
              </Explained>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Essential skills by state, as one bar; the tables below hold the same. */
function Bar({ counts }: { counts: Record<Status, number> }) {
  const whole = counts.missing + counts.open + counts.covered;
  if (!whole) return null;
  let at = 0;
  const parts = (['covered', 'open', 'missing'] as const).map((state) => {
    const width = (counts[state] / whole) * 720;
    at += width;
    return { state, x: at - width, width, title: t(STATES.find(([it]) => it === state)?.[1] ?? 'gapOpen') };
  });
  const label = t('gapBar');
  return (
    <figure class="chart panel gapbar">
      <figcaption>{label}</figcaption>
      <svg viewBox="0 0 720 34" preserveAspectRatio="none" role="img" aria-label={`${label}: ${parts.map((it) => `${it.title} (${counts[it.state]})`).join(', ')}`}>
        <defs>
          <pattern id="gap-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="7" height="7" /><rect class="hatch" width="3" height="7" /></pattern>
        </defs>
        {parts.map((it) => it.width > 0 && <rect key={it.state} class={it.state} x={it.x} y="1" width={it.width} height="32"><title>{`${it.title} (${counts[it.state]})`}</title></rect>)}
      </svg>
      <ul class="legend">
        {parts.map((it) => (
          <li key={it.state}>
            <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true"><rect class={it.state} x="1" y="1" width="16" height="16" /></svg>
            {it.title} ({number(counts[it.state])})
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Lines({ of, told, label, param, state }: { of: readonly GapLine[]; told: Told<Gap>; label: string; param: string; state: Status }) {
  const { names } = told;
  const columns: Column<GapLine>[] = [
    { name: 'skill', head: t('jobSkill'), by: (it) => names.text(it.skill), cell: (it) => <SkillName of={it} names={names} /> },
    {
      name: 'why',
      head: t('gapWhy'),
      by: (it) => it.because?.relation ?? null,
      cell: ({ because }) =>
        because ? (
          <>{t(RELATIONS[because.relation], { steps: because.steps ?? 1, held: because.parts?.[0] ?? 0, of: because.parts?.[1] ?? 0, counts: number(told.answer.rules.relations[because.relation] ?? 1) })}{because.relation !== 'same' && <> <Entity of={names.of(because.held)} /></>}</>
        ) : (
          t('relationNone')
        ),
    },
    {
      name: 'cover',
      head: t('gapCover'),
      number: true,
      by: (it) => it.cover.value,
      cell: (it) => (
        <Explained figure={number(it.cover.value)}>
          <p>{it.because ? t('gapCoverRule') : t('relationNone')}</p>
          {it.because && <Claim of={it.because} told={told} />}
          <p>{t('gapLimits', limits(told.answer.rules))}</p>
        </Explained>
      ),
    },
    { name: 'importance', head: t('jobImportance'), by: (it) => it.importance, cell: importance },
    { name: 'weight', head: t('jobWeight'), number: true, by: (it) => it.weight, cell: (it) => number(it.weight) },
    { name: 'origin', head: t('jobOrigin'), by: (it) => it.origin, cell: (it) => <Origin of={it} names={names} /> },
  ];
  return <Table label={label} columns={state === 'missing' && of.every((it) => !it.because) ? columns.filter((it) => it.name !== 'cover') : columns} rows={of} id={(it) => it.skill.iri} param={param} />;
}

/** What is held of a skill: how it is known, and which job brings it. */
function Claim({ of, told: { answer, names } }: { of: Because; told: Told<Gap> }) {
  const claims = answer.held.filter((it) => it.skill.iri === of.held.iri);
  return (
    <List of={claims} id={(it) => `${it.evidence}${it.of_job?.iri}`}>
      {(it) => {
        const evidence = EVIDENCE.find(([name]) => name === it.evidence)?.[1];
        return <><Entity of={names.of(it.skill)} />, {evidence && t(evidence)} ({t('countsSo', { n: number(answer.rules.evidence[it.evidence] ?? 0) })}){it.of_job && <> · <Entity of={names.of(it.of_job)} /></>}</>;
      }}
    </List>
  );
}
