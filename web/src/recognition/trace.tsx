// How did the registry come to its answer: every rule, what it found, on which provision, and what it read?
import { t, type Key } from '../i18n';
import { Section } from '../ui';
import type { TraceStep } from './assess';
import { text, type Item } from './lists';
import { Things, type Names } from './things';

const RULES: Record<string, Key> = {
  R00: 'rule.R00', R01: 'rule.R01', R03: 'rule.R03', R04: 'rule.R04', R10: 'rule.R10', R11: 'rule.R11', R12: 'rule.R12',
  R13: 'rule.R13', R14: 'rule.R14', R15: 'rule.R15', R20: 'rule.R20', 'R13.4': 'rule.R13.4', R21: 'rule.R21', R22: 'rule.R22',
  R24: 'rule.R24', R25: 'rule.R25', R23: 'rule.R23', R26: 'rule.R26', R30: 'rule.R30', R40: 'rule.R40', R50: 'rule.R50',
};
export const ruleName = (rule: string) => (RULES[rule] ? `${rule}: ${t(RULES[rule] as Key)}` : rule);

/** Every rule in the order of the catalogue; the one that decides is open. */
export function Trace({ steps, names, verdicts }: { steps: readonly TraceStep[]; names: Names; verdicts: readonly Item[] }) {
  const verdict = (code: string) => text(verdicts.find((it) => it.slug === code || it.slug.endsWith(`verdict-${code}`))) || code;
  return (
    <Section title={t('traceTitle')} note={t('traceNote')}>
      <ol class="rows panel trace">
        {steps.map((it) => (
          <li key={it.rule} class={it.verdict === 'decides' ? 'decides' : undefined}>
            <h3>
              {ruleName(it.rule)} <span class={`mark ${it.verdict === 'decides' ? 'met' : it.verdict === 'unknown' ? 'open' : ''}`}>{verdict(it.verdict)}</span>
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
