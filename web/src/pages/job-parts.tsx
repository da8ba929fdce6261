// The parts that the pages of jobs share: what of ESCO is here, what a figure rests on, where a need comes from.
import type { ComponentChildren } from 'preact';
import { json, useLoad } from '../api';
import { t } from '../i18n';
import type { Line, Names, Need, Release } from '../jobs';
import { Entity, tail, Text } from '../ui';
import type { Job } from './job';

/** Which releases of ESCO the registry holds, and how the rest of them comes. */
export function Import({ releases, loaded, all }: { releases: readonly Release[]; loaded: number; all: number }) {
  const isCut = releases.some((it) => it.isCut);
  return (
    <div class={loaded < all ? 'caution' : 'note'}>
      <p>
        {t('jobsLoaded', { n: loaded, all })}{' '}
        {releases.map((it, at) => <span key={it.id}>{at > 0 && '; '}<Entity of={it} /></span>)}
      </p>
      {(isCut || loaded < all) && <Command />}
    </div>
  );
}

/** The other job profiles whose skills are loaded. */
export function useOthers(job: Job): readonly Line[] {
  const loaded = useLoad('profiles', (signal) => json<{ profiles: Line[] }>('/profiles', {}, { signal }));
  return (loaded.value?.profiles ?? []).filter((it) => it.profile.iri !== job.iri && it.n_essential > 0);
}

/** Jobs to choose from; the one of the address is among them, whatever it is. */
export function optionsOf(others: readonly Line[], chosen: string): readonly (readonly [string, string])[] {
  const options = others.map((it) => [tail(it.profile.iri), it.profile.name ?? tail(it.profile.iri)] as const);
  return !chosen || options.some(([slug]) => slug === chosen) ? options : [[chosen, chosen], ...options];
}

/** How the whole of ESCO comes. */
export function Command() {
  return <p>{t('jobsImport')} <code>concord import esco</code></p>;
}

/** A figure that opens what it rests on. */
export function Explained({ figure, label, children }: { figure: ComponentChildren; label?: string; children: ComponentChildren }) {
  return (
    <details class="explained">
      <summary>{figure}{label && <span class="label"> {label}</span>}<span class="unseen"> ({t('jobExplain')})</span></summary>
      <div class="told">{children}</div>
    </details>
  );
}

/** Where an answer stands for programs, and what asks the same in SPARQL. */
export function Links({ answer, query }: { answer: string; query?: string | undefined }) {
  return (
    <p>
      <a href={answer}>{t('jobAnswer')}</a>
      {query && <> · <a href={query}>{t('query')}</a></>}
    </p>
  );
}

/** Whether a need is of the occupation itself, comes from one above it, or is a change of the profile. */
export function Origin({ of, names }: { of: Need; names: Names }) {
  if (of.origin === 'own' || !of.origin_of) return <>{t('jobOwn')}</>;
  if (of.origin === 'inherited') return <>{t('jobInherited')} <Entity of={names.of(of.origin_of)} /></>;
  return <><span class="mark">{t('jobChanged')}</span> <Entity of={names.of(of.origin_of)} /></>;
}

export const importance = (of: Need) => t(of.importance === 'essential' ? 'jobIsEssential' : 'jobIsOptional');

/** What the registry finds odd about a job, in its own words. */
export function Notes({ of }: { of: readonly string[] }) {
  if (!of.length) return null;
  return <ul class="plain caution" lang="en">{of.map((it) => <li key={it}>{it}</li>)}</ul>;
}

export function SkillName({ of, names }: { of: Need; names: Names }) {
  return (
    <>
      <Entity of={names.of(of.skill)} />
      {of.safety_critical && <> <span class="mark overdue">{t('jobSafety')}</span></>}
      {of.proficiency && <> <span class="mark"><Text of={names.of(of.proficiency).label} /></span></>}
    </>
  );
}
