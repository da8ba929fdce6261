// What was asked, in one look: it stands in the answer, on the screen and on paper.
import { date, plural, t } from '../i18n';
import { Text } from '../ui';
import type { Draft, Period } from './application';
import { byId, text, type Lists } from './lists';

export function Asked({ draft, lists }: { draft: Draft; lists: Lists }) {
  const wanted = [byId(lists.purposes, draft.purpose), byId(lists.activities, draft.activity), byId(lists.states, draft.host), byId(lists.modes, draft.mode)].flatMap((it) => it ?? []);
  const reference = byId(lists.references, draft.reference);
  return (
    <div class="asked">
      <h3>{t('whatWasAsked')}</h3>
      <ul class="plain tight">
        {(wanted.length > 0 || draft.date !== '') && <li>{[...wanted.map(text), date(draft.date)].filter(Boolean).join(' · ')}</li>}
        {reference && <li>{t('comparedWith')}: <Text of={reference.label} /></li>}
        {draft.held.map((it, at) => {
          const title = byId(lists.titles, it.title);
          return title && <li key={at}>{t('heldPart', { n: at + 1 })}: <Text of={title.name} /> ({[text(title.issuedIn), date(it.date)].filter(Boolean).join(', ')})</li>;
        })}
        {draft.worked.map((it, at) => <li key={at}>{t('workedPart', { n: at + 1 })}: {told(it, lists)}</li>)}
        {draft.validated.length > 0 && <li>{t('validatedMatters')}: {draft.validated.map((it) => text(byId(lists.matters, it))).join(', ')}</li>}
      </ul>
    </div>
  );
}

function told(it: Period, lists: Lists): string {
  const days = [it.start && `${t('workStart')} ${date(it.start)}`, it.end && `${t('workEnd')} ${date(it.end)}`];
  const months = it.months && plural('months.one', 'months.other', Number(it.months));
  return [text(byId(lists.anywhere, it.country)), text(byId(lists.capacities, it.capacity)), months, ...days, it.consecutive && t('workConsecutive')].filter(Boolean).join(' · ');
}
