// The application in four steps: what I hold, what I did, where and as what I want to work, when.
import type { ComponentChildren } from 'preact';
import { t, type Key } from '../i18n';
import { awardIri, CON, emptyHeld, emptyPeriod, periodIri, type Draft, type Held, type Period } from './application';
import { Check, Choose, ChooseTitle, Input } from './fields';
import { STEP_TITLES, stepId, STEPS, type Fault, type Step } from './findings';
import { byId, text, type Lists } from './lists';

export interface Editing {
  readonly lists: Lists;
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly faults: readonly Fault[];
}

export function Steps(it: Editing) {
  return (
    <>
      <Panel step="held" faults={it.faults} note={t('stepHeldNote')}><HeldStep {...it} /></Panel>
      <Panel step="worked" faults={it.faults} note={t('stepWorkedNote')}><WorkedStep {...it} /></Panel>
      <Panel step="wanted" faults={it.faults}><WantedStep {...it} /></Panel>
      <Panel step="when" faults={it.faults}><WhenStep {...it} /></Panel>
    </>
  );
}

function Panel({ step, note, faults, children }: { step: Step; note?: string; faults: readonly Fault[]; children: ComponentChildren }) {
  const mine = faults.filter((it) => it.step === step && !isOfPart(it));
  return (
    <section class={faults.some((it) => it.step === step) ? 'panel step faulty' : 'panel step'} aria-labelledby={stepId(step)}>
      <h2 id={stepId(step)} tabIndex={-1}>
        <span class="ordinal" aria-hidden="true">{STEPS.indexOf(step) + 1}</span>
        <span class="unseen">{t('stepNumber', { n: STEPS.indexOf(step) + 1 })} </span>
        {t(STEP_TITLES[step])}
      </h2>
      {note && <p class="note">{note}</p>}
      <Faults of={mine} />
      {children}
    </section>
  );
}

/** A fault about one title or period stands in its own box. */
const isOfPart = (it: Fault) => it.about !== null && /-(award|experience)-\d+$/.test(it.about);

function Faults({ of }: { of: readonly Fault[] }) {
  if (!of.length) return null;
  return (
    <ul class="faults">
      {of.map((it) => (
        <li key={`${it.label} ${it.text}`}>
          <span aria-hidden="true">⚠ </span>
          <FaultText of={it} />
        </li>
      ))}
    </ul>
  );
}

export function FaultText({ of }: { of: Fault }) {
  return <>{of.label && `${t(of.label)}: `}<span lang={of.lang}>{of.text}</span></>;
}

function Part({ title, iri, faults, onRemove, children }: { title: string; iri: string; faults: readonly Fault[]; onRemove: (() => void) | null; children: ComponentChildren }) {
  return (
    <fieldset class="part">
      <legend>{title}</legend>
      <Faults of={faults.filter((it) => it.about === iri)} />
      {children}
      {onRemove && <button type="button" class="link" onClick={onRemove}>{t('removePart', { part: title })}</button>}
    </fieldset>
  );
}

const without = <T,>(all: readonly T[], at: number) => all.filter((_, other) => other !== at);
const withPart = <T extends object>(all: readonly T[], at: number, part: Partial<T>) => all.map((it, other) => (other === at ? { ...it, ...part } : it));

const LEVELS: readonly (readonly [string, string])[] = [['1', '(a)'], ['2', '(b)'], ['3', '(c)'], ['4', '(d)'], ['5', '(e)']];

function HeldStep({ lists, draft, set, faults }: Editing) {
  const put = (at: number, part: Partial<Held>) => set({ held: withPart(draft.held, at, part) });
  return (
    <>
      {draft.held.map((held, at) => (
        <Part key={at} title={t('heldPart', { n: at + 1 })} iri={awardIri(at)} faults={faults} onRemove={draft.held.length > 1 ? () => set({ held: without(draft.held, at) }) : null}>
          <div class="form">
            <div class="grow"><ChooseTitle label={t('recTitle')} value={held.title} of={lists.titles} onPick={(title) => put(at, { title })} /></div>
            <Input type="date" label={t('awardedOn')} value={held.date} onPick={(date) => put(at, { date })} />
          </div>
          <details>
            <summary>{t('moreAboutTitle')}</summary>
            <div class="form">
              <Choose label={t('standing')} value={held.status} of={lists.statuses} onPick={(status) => put(at, { status })} />
              <Choose label={t('attestedLevel')} hint={t('attestedLevelHint')} value={held.level} of={LEVELS.map(([id, value]) => ({ id, slug: id, label: { value } }))} onPick={(level) => put(at, { level })} />
              <Choose label={t('equalIn')} hint={t('equalInHint')} value={held.equalIn} of={lists.states} none={t('nowhere')} onPick={(equalIn) => put(at, { equalIn })} />
            </div>
          </details>
        </Part>
      ))}
      <p><button type="button" onClick={() => set({ held: [...draft.held, emptyHeld()] })}>{t('addTitle')}</button></p>
    </>
  );
}

function WorkedStep({ lists, draft, set, faults }: Editing) {
  const put = (at: number, part: Partial<Period>) => set({ worked: withPart(draft.worked, at, part) });
  const turn = (matter: string, on: boolean) => set({ validated: on ? [...draft.validated, matter] : draft.validated.filter((it) => it !== matter) });
  return (
    <>
      {draft.worked.map((work, at) => (
        <Part key={at} title={t('workedPart', { n: at + 1 })} iri={periodIri(at)} faults={faults} onRemove={() => set({ worked: without(draft.worked, at) })}>
          <div class="form">
            <Choose label={t('country')} value={work.country} of={lists.anywhere} onPick={(country) => put(at, { country })} />
            <Choose label={t('recActivity')} value={work.activity} of={lists.activities} onPick={(activity) => put(at, { activity })} />
            <Choose label={t('capacity')} value={work.capacity} of={lists.capacities} onPick={(capacity) => put(at, { capacity })} />
            <Input type="date" label={t('workStart')} value={work.start} onPick={(start) => put(at, { start })} />
            <Input type="date" label={t('workEnd')} value={work.end} onPick={(end) => put(at, { end })} />
            <Input type="number" min={0} step={1} label={t('workMonths')} value={work.months} onPick={(months) => put(at, { months })} />
          </div>
          <Check label={t('workConsecutive')} checked={work.consecutive} onPick={(consecutive) => put(at, { consecutive })} />
          <details>
            <summary>{t('moreAboutWork')}</summary>
            <div class="form">
              <Input type="number" min={0} max={120} step={1} label={t('workLast10y')} value={work.last10y} onPick={(last10y) => put(at, { last10y })} />
              <Input type="number" min={0} step={1} label={t('workTechnical')} value={work.technical} onPick={(technical) => put(at, { technical })} />
              <Input type="number" min={0} max={1} step={0.05} label={t('workShare')} hint={t('workShareHint')} value={work.share} onPick={(share) => put(at, { share })} />
              <Check label={t('workLawful')} checked={work.lawful} onPick={(lawful) => put(at, { lawful })} />
            </div>
          </details>
        </Part>
      ))}
      <p><button type="button" onClick={() => set({ worked: [...draft.worked, emptyPeriod(draft.activity)] })}>{t('addPeriod')}</button></p>
      <details open={draft.validated.length > 0}>
        <summary>{t('validatedMatters')}</summary>
        <fieldset class="picks">
          <legend>{t('validatedLegend')}</legend>
          {lists.matters.map((it) => <Check key={it.id} label={text(it)} checked={draft.validated.includes(it.id)} onPick={(on) => turn(it.id, on)} />)}
        </fieldset>
      </details>
    </>
  );
}

/** The five purposes are five different questions. */
const PURPOSES: Record<string, Key> = {
  Access: 'purpose.Access',
  Services: 'purpose.Services',
  Equivalence: 'purpose.Equivalence',
  FurtherStudy: 'purpose.FurtherStudy',
  Transparency: 'purpose.Transparency',
};

function WantedStep({ lists, draft, set }: Editing) {
  const references = lists.references.filter((it) => !draft.host || it.host?.id === draft.host);
  const isEquivalence = draft.purpose === `${CON}Equivalence`;
  return (
    <>
      <fieldset class="purposes">
        <legend>{t('purpose')}</legend>
        {lists.purposes.map((it) => (
          <label key={it.id} class="check">
            <input type="radio" name="purpose" value={it.id} checked={draft.purpose === it.id} onChange={() => set({ purpose: it.id })} />
            <span>
              <strong>{text(it)}</strong>
              {PURPOSES[it.slug] && <><br /><span class="note">{t(PURPOSES[it.slug] as Key)}</span></>}
            </span>
          </label>
        ))}
      </fieldset>
      <div class="form">
        <Choose label={t('hostState')} value={draft.host} of={lists.states} onPick={(host) => set({ host, ...(byId(lists.references, draft.reference)?.host?.id !== host && { reference: '' }) })} />
        <Choose label={t('recActivity')} value={draft.activity} of={lists.activities} onPick={(activity) => set({ activity })} />
        <Choose label={t('recMode')} value={draft.mode} of={lists.modes} onPick={(mode) => set({ mode })} />
        <Choose label={t('nationality')} value={draft.nationality} of={lists.nationalities} onPick={(nationality) => set({ nationality })} />
      </div>
      {(isEquivalence || draft.reference !== '' || references.length > 0) && (
        <Choose
          label={isEquivalence ? t('reference') : t('referenceOptional')}
          hint={references.length ? t('referenceHint') : t('noReferences')}
          value={draft.reference}
          of={references}
          onPick={(reference) => set({ reference })}
        />
      )}
      <details open={draft.permittedBy !== ''}>
        <summary>{t('thirdCountry')}</summary>
        <Choose label={t('permittedBy')} hint={t('permittedByHint')} value={draft.permittedBy} of={lists.states} none={t('nowhere')} onPick={(permittedBy) => set({ permittedBy })} />
      </details>
    </>
  );
}

function WhenStep({ draft, set }: Editing) {
  return (
    <>
      <div class="form">
        <Input type="date" label={t('applicationDate')} hint={t('applicationDateHint')} value={draft.date} onPick={(date) => set({ date })} />
      </div>
      <Check label={t('documentsComplete')} checked={draft.complete} onPick={(complete) => set({ complete })} />
    </>
  );
}
