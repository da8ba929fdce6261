// The fields that the forms of recognition are made of.
import type { ComponentChildren } from 'preact';
import { t } from '../i18n';
import { Field, type LangString } from '../ui';
import { text, type Item, type Title } from './lists';

export interface Pick {
  readonly label: string;
  readonly value: string;
  readonly onPick: (value: string) => void;
  readonly hint?: string | undefined;
}

/** One of a list, or nothing yet. */
export function Choose({ label, value, onPick, of, hint, none = t('notStated') }: Pick & { of: readonly Item[]; none?: string }) {
  return (
    <Field label={label} {...(hint && { hint })}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
          <option value="">{none}</option>
          {of.map((it) => <option key={it.id} value={it.id} lang={foreign(it.label)}>{text(it)}</option>)}
        </select>
      )}
    </Field>
  );
}

/** A title, by the state that awards it. */
export function ChooseTitle({ label, value, onPick, of, hint, none = t('notStated') }: Pick & { of: readonly Title[]; none?: string }) {
  const states = [...new Set(of.map((it) => text(it.issuedIn)))];
  return (
    <Field label={label} {...(hint && { hint })}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
          <option value="">{none}</option>
          {states.map((state) => (
            <optgroup key={state} label={state}>
              {of.filter((it) => text(it.issuedIn) === state).map((it) => <option key={it.id} value={it.id} lang={foreign(it.name)}>{it.name.value}</option>)}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

const foreign = (it: LangString | null | undefined) => (it?.lang && it.lang !== document.documentElement.lang ? it.lang : undefined);

/** A day, a number or a text; what is not asked of a number is left out. */
export function Input({ label, value, onPick, hint, type, ...range }: Pick & { type: 'date' | 'number' | 'text'; min?: number; max?: number; step?: number }) {
  return (
    <Field label={label} {...(hint && { hint })}>
      {(id) => {
        const more = { id, value, autocomplete: 'off', spellcheck: false, onInput: (event: { currentTarget: HTMLInputElement }) => onPick(event.currentTarget.value) };
        if (type === 'number') return <input type="number" {...more} {...range} />;
        return type === 'date' ? <input type="date" {...more} /> : <input type="text" {...more} />;
      }}
    </Field>
  );
}

export function Check({ label, checked, onPick }: { label: ComponentChildren; checked: boolean; onPick: (checked: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onPick(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
