// How does an application become an answer? The form, what it makes, the faults beside their steps, the answer below.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Refusal, useLoad } from '../api';
import { plural, t } from '../i18n';
import { change, here } from '../router';
import { Failure } from '../ui';
import { Answer } from './answer';
import { emptyDraft, emptyHeld, fragment, fromFragment, jsonLd, turtle, type Draft } from './application';
import { assess } from './assess';
import { faultOf, faultsOf, isOfRegistry, stepId, STEPS, type Fault } from './findings';
import { FaultText, Steps } from './form';
import { byId, bySlug, type Lists } from './lists';
import { partName } from './things';

/** The application lives as long as the page, so that another view or language does not lose it. */
interface Asked {
  readonly draft: Draft;
  readonly turtle: string;
}
let kept: { draft: Draft | null; asked: Asked | null } = { draft: null, asked: null };

/** What may stand in the address: the choices that say nothing about a person. */
function fromAddress(lists: Lists): Draft {
  const { params } = here();
  const id = (all: Parameters<typeof bySlug>[0], name: string) => bySlug(all, params.get(name))?.id ?? '';
  return { ...emptyDraft(), held: [emptyHeld(id(lists.titles, 'title'))], host: id(lists.states, 'host'), activity: id(lists.activities, 'activity'), mode: id(lists.modes, 'mode') };
}

export function Assess({ lists }: { lists: Lists }) {
  const [draft, setDraft] = useState<Draft>(() => fromFragment(location.hash) ?? kept.draft ?? fromAddress(lists));
  const [asked, setAsked] = useState(kept.asked);
  const [turn, setTurn] = useState(0);
  const text = turtle(draft);
  kept = { draft, asked };
  useEffect(() => {
    const moved = () => {
      const given = fromFragment(location.hash);
      if (given) setDraft(given);
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  const set = (part: Partial<Draft>) => {
    const { activity } = part;
    // Work was mostly done in the activity that is wanted; what was chosen otherwise stays.
    const worked = activity ? draft.worked.map((it) => (it.activity && it.activity !== draft.activity ? it : { ...it, activity })) : draft.worked;
    const next = { ...draft, worked, ...part };
    setDraft(next);
    const slug = (all: Parameters<typeof byId>[0], value: string | undefined) => byId(all, value)?.slug ?? null;
    if ('host' in part || 'activity' in part || 'mode' in part || 'held' in part) {
      change({ host: slug(lists.states, next.host), activity: slug(lists.activities, next.activity), mode: slug(lists.modes, next.mode), title: slug(lists.titles, next.held[0]?.title) });
    }
  };
  const loaded = useLoad(`assess ${asked?.turtle ?? ''} ${turn}`, async (signal) => (asked === null ? null : { asked, answer: await assess(asked.turtle, signal) }));
  const answer = asked === null ? null : loaded.value;
  const refusal = loaded.state === 'failed' && loaded.error instanceof Refusal ? loaded.error : null;
  const faults: Fault[] = refusal ? faultsOf(refusal) : (answer?.answer.information ?? []).filter((it) => !isOfRegistry(it)).map(faultOf(lists));
  faults.sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step));
  // What an answer remarks about a part of the application stands beside that part as well.
  const remarks = (answer?.answer.notes ?? []).filter((it) => it.about && partName(it.about)).map(faultOf(lists));
  const isShown = loaded.state === 'done' || loaded.state === 'failed';

  // After the question the reader is led to the faults, else to the answer; never when a page is only shown again.
  const summary = useRef<HTMLHeadingElement>(null);
  const outcome = useRef<HTMLHeadingElement>(null);
  const waits = useRef(false);
  useEffect(() => {
    if (!waits.current || !isShown || asked === null) return;
    waits.current = false;
    (summary.current ?? outcome.current)?.focus();
  }, [isShown, answer, faults.length]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    waits.current = true;
    setAsked({ draft, turtle: text });
    setTurn(turn + 1);
  };
  const clear = () => {
    setDraft(emptyDraft());
    setAsked(null);
    change({ host: null, activity: null, mode: null, title: null });
  };
  return (
    <>
      <form class="assess" onSubmit={submit} noValidate aria-label={t('application')}>
        <p class="privacy">{t('privacyNote')}</p>
        {isShown && faults.length > 0 && <Summary faults={faults} heading={summary} />}
        <Steps lists={lists} draft={draft} set={set} faults={isShown ? [...faults, ...remarks] : []} />
        <div class="panel">
          <div class="form">
            <button type="submit" class="main">{t('assessIt')}</button>
            <button type="button" onClick={clear}>{t('clearForm')}</button>
          </div>
          <Made draft={draft} text={text} />
        </div>
      </form>
      {asked !== null && (
        <div aria-busy={loaded.state === 'loading'} class={loaded.state === 'loading' ? 'waiting' : undefined}>
          {loaded.state === 'failed' && (faults.length === 0 ? <Failure error={loaded.error} /> : null)}
          {answer && asked.turtle !== text && <p class="caution stale" role="status">{t('answerStale')}</p>}
          {answer && <Answer of={answer.answer} draft={answer.asked.draft} turtle={answer.asked.turtle} lists={lists} heading={outcome} />}
          {!answer && loaded.state === 'loading' && <p class="loading">{t('loading')}</p>}
        </div>
      )}
    </>
  );
}

function Summary({ faults, heading }: { faults: readonly Fault[]; heading: { current: HTMLHeadingElement | null } }) {
  return (
    <div class="failure summary">
      <h2 ref={heading} tabIndex={-1}>{plural('faults.one', 'faults.other', faults.length)}</h2>
      <ul class="plain tight">
        {faults.map((it) => (
          <li key={`${it.label} ${it.text} ${it.about}`}>
            <a href={`${location.pathname}${location.search}#${stepId(it.step)}`}><FaultText of={it} />{it.about && partName(it.about) && ` (${partName(it.about)})`}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The application as it is sent, and a link to it for whoever asks for one. */
function Made({ draft, text }: { draft: Draft; text: string }) {
  const [form, setForm] = useState<'turtle' | 'jsonLd'>('turtle');
  const [link, setLink] = useState('');
  useEffect(() => setLink(''), [text]);
  return (
    <>
      <details class="made">
        <summary>{t('showApplication')}</summary>
        <div class="form" role="group" aria-label={t('show')}>
          {(['turtle', 'jsonLd'] as const).map((it) => (
            <label key={it} class="check">
              <input type="radio" name="form-of-application" checked={form === it} onChange={() => setForm(it)} />
              {it === 'turtle' ? 'Turtle' : 'JSON-LD'}
            </label>
          ))}
        </div>
        <pre tabIndex={0} role="group" aria-label={t('application')}>{form === 'turtle' ? text : jsonLd(draft)}</pre>
      </details>
      <details class="made">
        <summary>{t('linkToApplication')}</summary>
        <p class="note">{t('linkNote')}</p>
        {link ? (
          <input class="link-made" readOnly value={link} aria-label={t('linkToApplication')} onFocus={(event) => event.currentTarget.select()} />
        ) : (
          <p><button type="button" onClick={() => setLink(`${location.origin}${location.pathname}${location.search}${fragment(draft)}`)}>{t('makeLink')}</button></p>
        )}
      </details>
    </>
  );
}
