// What does the registry answer to one application: the outcome in words, on which law, what is missing, what would change it?
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLoad } from '../api';
import { date, number, plural, t, type Key } from '../i18n';
import { Entity, Facts, Failure, List, Section, tail, Wait, type Named } from '../ui';
import type { Draft } from './application';
import { Asked } from './asked';
import { changes, named, useNames, type Addition, type Assessment, type Called, type Measure } from './assess';
import { Downloads } from './downloads';
import { isOfRegistry, noteText, type Note } from './findings';
import { byId, bySlug, text, type Lists } from './lists';
import { Inline, Thing, Things, type Names } from './things';
import { ruleName, Trace } from './trace';

/** How an outcome is coloured; the words say the same. */
const TONES: Record<string, string> = {
  Automatic: 'good', Full: 'good', NotRequired: 'good', ServicesDeclaration: 'good',
  Compensation: 'middle', PartialEquivalence: 'middle', PartialAccess: 'middle', NeedsInformation: 'middle',
  Refusal: 'bad', Inadmissible: 'bad',
};
const CHOICES: Record<string, Key> = { applicant: 'choice.applicant', host: 'choice.host', both: 'choice.both' };

/** The outcome as the registry's list calls it. */
export const outcomeName = (code: string, lists: Lists) => text(bySlug(lists.outcomes, code)) || code;

export function Answer({ of, draft, turtle, lists, heading }: { of: Assessment; draft: Draft; turtle: string; lists: Lists; heading: RefObject<HTMLHeadingElement | null> }) {
  const iris = [of.law, of.ruleset, ...of.restsOn, ...of.fixtures, ...[...of.information, ...of.notes].map((it) => it.about), ...of.trace.flatMap((it) => [...it.used, ...it.cites])];
  const names = useNames(iris.flatMap((it) => it ?? []), lists.titles);
  usePrintedWhole();
  const decides = of.trace.find((it) => it.verdict === 'decides');
  return (
    <article class="answer" aria-labelledby="outcome">
      <p class="caution advisory"><strong>{of.notice}</strong></p>
      <div class={`panel outcome ${TONES[of.outcome] ?? 'middle'}`}>
        <p class="crumb">{t('outcome')}</p>
        <h2 id="outcome" ref={heading} tabIndex={-1}>{outcomeName(of.outcome, lists)}</h2>
        <p class="lead">{of.reason}</p>
        <Asked draft={draft} lists={lists} />
        <Facts
          of={[
            [t('legalBasis'), decides && (of.basis || of.restsOn.length > 0) ? <Basis of={of} decides={decides} names={names} lists={lists} /> : null],
            [t('lawVersion'), of.law && <Thing iri={of.law} names={names} />],
            [t('article11'), (of.levels.held || of.levels.required) && t('levelsHeld', { held: level(of.levels.held), required: level(of.levels.required) })],
            [t('missingMatters'), of.missingMatters.length > 0 && <Matters of={of.missingMatters} lists={lists} />],
            [t('needed'), of.information.length > 0 && <Notes of={of.information} names={names} lists={lists} />],
            [t('openPart'), of.accessible && <Entity of={named(of.accessible)} />],
            [t('compensationMeasure'), of.measure && <TellMeasure of={of.measure} lists={lists} />],
            [t('deadlines'), of.deadline && <Deadlines of={of.deadline} />],
            [t('remedy'), of.remedy],
            [t('alsoNote'), of.notes.length > 0 && <Notes of={of.notes} names={names} lists={lists} />],
          ]}
        />
      </div>
      {of.fixtures.length > 0 && (
        <div class="caution">
          <p><strong>{t('fixtureTitle')}</strong> {t('fixtureNote')}</p>
          <Things of={of.fixtures} names={names} />
        </div>
      )}
      <Downloads turtle={turtle} />
      <WhatIf turtle={turtle} lists={lists} />
      <Trace steps={of.trace} names={names} lists={lists} />
      <Section title={t('whatItRestsOn')}>
        <div class="panel">
          <Facts
            of={[
              [t('ruleset'), of.ruleset && <><Thing iri={of.ruleset} names={names} />{of.rulesetVersion && <> <code>{tail(of.rulesetVersion)}</code></>}</>],
              [t('factsRevision'), String(of.facts.revision)],
              [t('factsHash'), <code class="hash" key="hash">{of.facts.hash}</code>],
            ]}
          />
          <p class="note">{t('factsHashNote')}</p>
        </div>
      </Section>
    </article>
  );
}

const level = (letter: string | null) => (letter ? `(${letter})` : t('notRecorded'));

function Basis({ of, decides, names, lists }: { of: Assessment; decides: Assessment['trace'][number]; names: Names; lists: Lists }) {
  return (
    <>
      {ruleName(decides.rule, lists)} (<span lang="en">{decides.provision}</span>)
      <Things of={of.restsOn.filter((it) => it !== of.law)} names={names} />
    </>
  );
}

/** Names of matters as the lists have them, with their language. */
function Matters({ of, lists }: { of: readonly Called[]; lists: Lists }) {
  return <Inline of={of} id={(it) => it.iri}>{(it) => <Entity of={byId(lists.matters, it.iri) ?? named(it)} />}</Inline>;
}

function Notes({ of, names, lists }: { of: readonly Note[]; names: Names; lists: Lists }) {
  return (
    <ul class="plain tight">
      {of.map((it) => (
        <li key={`${it.code} ${it.about}`}>
          {noteText(it.code, lists)}
          {it.about && !it.about.startsWith('_:') && <> (<Thing iri={it.about} names={names} />)</>}
          {isOfRegistry(it) && <span class="note"> {t('registryLacks')}</span>}
        </li>
      ))}
    </ul>
  );
}

function TellMeasure({ of, lists }: { of: Measure; lists: Lists }) {
  return (
    <ul class="plain tight">
      <li><strong>{CHOICES[of.choice] ? t(CHOICES[of.choice] as Key) : of.choice}</strong></li>
      <li>{plural('adaptation.one', 'adaptation.other', of.adaptationMonths)}{of.hours !== null && <> ({t('hoursMissing', { n: number(of.hours) })})</>}</li>
      {of.ground === 'duration' ? <li>{t('groundDuration')}</li> : <li>{t('aptitudeTest')} <Matters of={of.aptitudeTest} lists={lists} /></li>}
      {of.testWithinMonths !== null && <li>{t('testWithin', { n: of.testWithinMonths })}</li>}
    </ul>
  );
}

function Deadlines({ of }: { of: NonNullable<Assessment['deadline']> }) {
  return (
    <>
      <ul class="plain tight">
        <li>{t('deadlineAcknowledge', { day: date(of.acknowledge) })}</li>
        <li>{t('deadlineDecide', { day: date(of.decide) })}</li>
        <li>{t('deadlineExtended', { day: date(of.extended) })}</li>
      </ul>
      <p class="note">{t('deadlineNote')}</p>
    </>
  );
}

function WhatIf({ turtle, lists }: { turtle: string; lists: Lists }) {
  const loaded = useLoad(`changes ${turtle}`, (signal) => changes(turtle, signal));
  const names = useNames((loaded.value ?? []).flatMap((it) => it.additions.flatMap((addition) => (addition.kind === 'listing' ? [addition.agreement, addition.title, addition.reference] : []))), lists.titles);
  if (loaded.state === 'failed') return <Failure error={loaded.error} />;
  return (
    <Section title={t('whatWouldChange')} note={t('whatWouldChangeNote')}>
      <Wait of={loaded}>
        {(all) =>
          all.length === 0 ? (
            <p class="empty">{t('nothingWouldChange')}</p>
          ) : (
            <ul class="rows panel changes">
              {all.map((it, at) => (
                <li key={at}>
                  <List of={it.additions} id={(addition) => JSON.stringify(addition)}>{(addition) => <TellAddition of={addition} lists={lists} names={names} />}</List>
                  <p>
                    <span aria-hidden="true">→ </span>
                    {t('thenOutcome')} <span class="mark">{outcomeName(it.outcome, lists)}</span>
                    {it.missing.length > 0 && <span class="note"> {t('stillMissing', { matters: it.missing.map((slug) => text(bySlug(lists.matters, slug)) || slug).join(', ') })}</span>}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Wait>
    </Section>
  );
}

function TellAddition({ of, lists, names }: { of: Addition; lists: Lists; names: Names }) {
  const called = (all: readonly Named[], id: string) => text(all.find((it) => it.id === id)) || tail(id);
  if (of.kind === 'matter') return <>{t('addMatter', { matter: called(lists.matters, of.matter) })}</>;
  if (of.kind === 'experience') return <>{t('addExperience', { n: of.months, capacity: called(lists.capacities, of.capacity), country: called(lists.anywhere, of.country) })}</>;
  return (
    <>
      {t('addListing')} <Thing iri={of.title} names={names} /> → <Thing iri={of.reference} names={names} /> (<Thing iri={of.agreement} names={names} />)
    </>
  );
}

/** What is folded on the screen is open on paper. */
function usePrintedWhole(): void {
  useEffect(() => {
    let folded: HTMLDetailsElement[] = [];
    const open = () => {
      folded = [...document.querySelectorAll<HTMLDetailsElement>('.answer details:not([open])')];
      for (const it of folded) it.open = true;
    };
    const close = () => {
      for (const it of folded) it.open = false;
    };
    addEventListener('beforeprint', open);
    addEventListener('afterprint', close);
    return () => {
      removeEventListener('beforeprint', open);
      removeEventListener('afterprint', close);
    };
  }, []);
}
