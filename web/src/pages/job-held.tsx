// Which skills does somebody hold, and how is each known? They are looked for by name and kept in the address.
import { useState } from 'preact/hooks';
import { useLoad } from '../api';
import { plural, t, type Key } from '../i18n';
import { find, loadNames, skillIri, skillKey, type Hit } from '../jobs';
import { change } from '../router';
import { Entity, Field, Said, tail, Text, Wait } from '../ui';

/** How a skill is known. */
export const EVIDENCE: readonly (readonly [string, Key])[] = [
  ['assessed', 'evidenceAssessed'],
  ['validated', 'evidenceValidated'],
  ['micro-credential', 'evidenceMicro'],
  ['experience', 'evidenceExperience'],
  ['self-declared', 'evidenceSelf'],
];
const FOUND_MAX = 20;

type Claim = readonly [key: string, evidence: string];

/** The skills of an address, `key@evidence` with commas between; what is only named is assessed. */
export function heldOf(text: string): Claim[] {
  return text.split(',').filter(Boolean).map((it) => {
    const at = it.lastIndexOf('@');
    const evidence = at < 0 ? '' : it.slice(at + 1);
    return EVIDENCE.some(([name]) => name === evidence) ? [it.slice(0, at), evidence] : [it, 'assessed'];
  });
}
const written = (held: readonly Claim[]) => held.map(([key, evidence]) => (evidence === 'assessed' ? key : `${key}@${evidence}`)).join(',');

export function Held({ held }: { held: readonly Claim[] }) {
  const [text, look] = useState('');
  const names = useLoad(`held ${held.map(([key]) => key).join()}`, (signal) => loadNames(held.map(([key]) => skillIri(key)), signal));
  const put = (now: readonly Claim[]) => change({ held: written(now) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const asked = new FormData(event.currentTarget as HTMLFormElement).get('skill');
    look(typeof asked === 'string' ? asked.trim() : '');
  };
  return (
    <>
      <form class="form" aria-label={t('heldSearch')} onSubmit={submit}>
        <Field label={t('heldSearch')}>{(id) => <input id={id} type="search" name="skill" maxLength={200} autocomplete="off" size={30} />}</Field>
        <button type="submit">{t('search')}</button>
      </form>
      {text && <Found key={text} text={text} held={held} onAdd={(hit) => put([...held, [skillKey(hit.node.id), 'assessed']])} />}
      {held.length > 0 && (
        <>
          <h3 id="held-skills">{t('heldSkills')}</h3>
          <ul class="plain" aria-labelledby="held-skills">
            {held.map(([key, evidence], at) => {
              const name = names.value?.text({ iri: skillIri(key), name: null }) ?? tail(key);
              return (
                <li key={key} class="form held">
                  <span class="field grow">{names.value ? <Entity of={names.value.of({ iri: skillIri(key), name: null })} /> : name}</span>
                  <select aria-label={t('heldKnown', { name })} value={evidence} onChange={(event) => put(held.map((it, n) => (n === at ? [key, event.currentTarget.value] : it)))}>
                    {EVIDENCE.map(([value, label]) => <option key={value} value={value}>{t(label)}</option>)}
                  </select>
                  <button type="button" aria-label={t('heldRemove', { name })} onClick={() => put(held.filter((_, n) => n !== at))}>{t('heldOut')}</button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </>
  );
}

function Found({ text, held, onAdd }: { text: string; held: readonly Claim[]; onAdd: (hit: Hit) => void }) {
  const loaded = useLoad(`skills ${text}`, (signal) => find(text, ['Skill'], FOUND_MAX, signal));
  return (
    <Wait of={loaded}>
      {({ hits }) => (
        <>
          <Said>{plural('hits.one', 'hits.other', hits.length)}</Said>
          {hits.length === 0 ? (
            <p class="empty">{t('heldNone')}</p>
          ) : (
            <ul class="plain tight found" aria-label={t('searchFor', { text })}>
              {hits.map((hit) => {
                const isIn = held.some(([key]) => key === skillKey(hit.node.id));
                return (
                  <li key={hit.node.id}>
                    <button type="button" disabled={isIn} onClick={() => onAdd(hit)}>{isIn ? t('heldIn') : t('heldAdd')}<span class="unseen">: {hit.node.label?.value ?? hit.name}</span></button>{' '}
                    <Text of={hit.node.label} or={tail(hit.node.id)} />
                    {hit.name !== hit.node.label?.value && <small> · <Text of={{ value: hit.name, lang: hit.lang }} /></small>}
                  </li>
                );
              })}
            </ul>
          )}
        </>
      )}
    </Wait>
  );
}
