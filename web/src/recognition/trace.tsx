// How did the registry come to its answer: every rule, what it found, on which provision, and what it read?
import { t } from '../i18n';
import { Section } from '../ui';
import type { TraceStep } from './assess';
import { bySlug, text, type Lists } from './lists';
import { Things, type Names } from './things';

/** A rule with its name in the registry. */
export function ruleName(rule: string, lists: Lists): string {
  const name = text(bySlug(lists.rules, `rule-${rule}`));
  return name ? `${rule}: ${name}` : rule;
}

/** Every rule in the order of the catalogue; the one that decides is open. */
export function Trace({ steps, names, lists }: { steps: readonly TraceStep[]; names: Names; lists: Lists }) {
  const verdict = (code: string) => text(lists.verdicts.find((it) => it.slug === code || it.slug.endsWith(`verdict-${code}`))) || code;
  return (
    <Section title={t('traceTitle')} note={t('traceNote')}>
      <ol class="rows panel trace">
        {steps.map((it) => (
          <li key={it.rule} class={it.verdict === 'decides' ? 'decides' : undefined}>
            <h3>
              {ruleName(it.rule, lists)} <span class={`mark ${it.verdict === 'decides' ? 'met' : it.verdict === 'unknown' ? 'open' : ''}`}>{verdict(it.verdict)}</span>
            </h3>
            <p lang="en">{it.finding}</p>
            <p class="note" lang="en">{it.provision}</p>
            {it.used.length + it.cites.length > 0 && (
              <details open={it.verdict === 'decides'}>
                <summary>{t('whatItRead')}</summary>
                <dl class="facts">
                  {it.used.length > 0 && <div><dt>{t('readFacts')}</dt><dd><Things of={it.used} names={names} /></dd></div>}
                  {it.cites.length > 0 && <div><dt>{t('cited')}</dt><dd><Things of={it.cites} names={names} /></dd></div>}
                </dl>
              </details>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
