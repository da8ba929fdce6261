// What is in the registry, how does the transition stand, and what do the figures of the members say?
import { json, useLoad } from '../api';
import { date, moment, number, plural, t, type Key } from '../i18n';
import { Map } from '../map';
import { loadPlaces } from '../places';
import { href } from '../router';
import { loadOverview, loadStandings, STATUSES, today, type Overview } from '../targets';
import { Entity, Section, Text, useTitle, Wait } from '../ui';
import { Headlines } from '../views/headlines';

interface Revision {
  revision: number;
  time: string;
  agent: string;
  reason: string | null;
  added: number;
  removed: number;
}

const FIGURES: readonly (readonly [keyof Overview, Key, string])[] = [
  ['regions', 'countRegions', '/regions?kind=region'],
  ['municipalities', 'countTowns', '/regions?kind=town'],
  ['documents', 'countDocuments', '/agreements'],
  ['provisions', 'countProvisions', '/agreements'],
  ['indicators', 'countIndicators', '/agreements?view=objectives'],
  ['events', 'countEvents', '/agreements?view=chairs'],
];

export default function OverviewPage() {
  useTitle(t('navOverview'));
  const overview = useLoad('overview', loadOverview);
  const places = useLoad('places', loadPlaces);
  return (
    <>
      <div class="title">
        <h1>{t('tagline')}</h1>
        <p class="lead">{t('about')}</p>
      </div>
      <Wait of={overview}>
        {(it) => (
          <ul class="figures">
            {FIGURES.map(([name, key, path]) => (
              <li key={name}>
                <a href={href(path.split('?')[0] ?? '/', Object.fromEntries(new URLSearchParams(path.split('?')[1])))}>
                  <strong>{number((it[name] as { totalCount: number }).totalCount)}</strong>
                  {t(key)}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Wait>
      <div class="split">
        <div class="panel">
          <Wait of={places}>
            {({ places: all, bodies }) => {
              const members = all.filter((it) => it.bodies.includes('ara') || it.bodies.includes('asa'));
              return (
                <Section title={t('memberMap')} note={plural('members.one', 'members.other', members.length)}>
                  <Map places={members} bodies={bodies} label={t('memberMap')} />
                </Section>
              );
            }}
          </Wait>
        </div>
        <div class="panel">
          <Milestones />
        </div>
      </div>
      {/* Below the first screen: asked for when the first screen has what it needs. */}
      {places.state !== 'loading' && overview.state !== 'loading' && <Headlines />}
      <Latest />
    </>
  );
}

function Milestones() {
  const day = today();
  const overview = useLoad('overview', loadOverview);
  const standings = useLoad(`standings ${day}`, (signal) => loadStandings(day, signal));
  return (
    <Section title={t('milestones')} note={t('milestonesOn', { date: date(day) })}>
      <Wait of={overview}>
        {(it) => {
          const targets = it.milestones.nodes.flatMap((milestone) => milestone.targets);
          targets.sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'));
          return (
            <ul class="rows">
              {targets.map((target) => {
                const standing = standings.value?.get(target.id);
                return (
                  <li key={target.id}>
                    <Entity of={target} />
                    <span class="marks">
                      {standing && <Standing status={standing.status} />}
                      <span class="when">
                        <Text of={target.dueText} plain />
                      </span>
                      {standing?.counted && <span class="when">· {t('countedOf', { n: standing.counted, of: target.value ?? '?' })}</span>}
                    </span>
                  </li>
                );
              })}
            </ul>
          );
        }}
      </Wait>
      <p>
        <a href={href('/agreements', { view: 'milestones' })}>{t('milestonesMore')}</a>
      </p>
    </Section>
  );
}

export function Standing({ status }: { status: string }) {
  const key = STATUSES[status];
  return <span class={`mark ${status === 'not measurable' ? 'open' : status}`}>{key ? t(key) : status}</span>;
}

function Latest() {
  const history = useLoad('history', () => json<{ total: number; revisions: Revision[] }>('/revisions', { limit: '4' }));
  return (
    <div class="panel">
      <Wait of={history}>
        {(it) => (
          <Section title={t('latest')}>
            <ul class="rows">
              {[...it.revisions]
                .sort((a, b) => b.revision - a.revision)
                .slice(0, 4)
                .map((revision) => (
                  <li key={revision.revision}>
                    <span>
                      <strong>{t('revisionNumber', { n: revision.revision })}</strong>{revision.reason && <> · <span lang="en">{revision.reason}</span></>}
                    </span>
                    <span class="when">
                      {moment(revision.time)} · {revision.agent} · {t('changeCounts', { added: number(revision.added), removed: number(revision.removed) })}
                    </span>
                  </li>
                ))}
            </ul>
            <p>
              <a href={href('/steward', { view: 'history' })}>{t('historyMore')}</a>
            </p>
          </Section>
        )}
      </Wait>
    </div>
  );
}
