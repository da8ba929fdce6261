// Is a signed credential whole, and who signed it? Checked by the server, which stores nothing and looks nothing up.
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, refused } from '../api';
import { Drop } from '../drop';
import { moment, t, type Key } from '../i18n';
import { Facts, Failure, Section, Table, tail } from '../ui';
import { Input } from './fields';

interface Verdict {
  readonly valid: boolean;
  readonly checks: readonly { readonly check: string; readonly outcome: string; readonly detail: string }[];
  readonly credential?: { readonly id: string | null; readonly types: string[]; readonly issuer: string; readonly subject: string | null; readonly created: string | null; readonly validFrom: string | null; readonly validUntil: string | null; readonly nquads: string };
}

const CHECKS: Record<string, Key> = { schema: 'check.schema', proof: 'check.proof', issuer: 'check.issuer', dates: 'check.dates', trust: 'check.trust' };
const OUTCOMES: Record<string, readonly [Key, string, string]> = {
  passed: ['check.passed', 'met', '✓'],
  failed: ['check.failed', 'overdue', '✗'],
  'not-checked': ['check.not-checked', '', '–'],
};
const BYTES_MAX = 1024 * 1024;

export function Verify() {
  const [trusted, setTrusted] = useState('');
  const [told, setTold] = useState<{ name: string; verdict: Verdict } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const check = async (file: File) => {
    setTold(null);
    setError(null);
    try {
      if (file.size > BYTES_MAX) throw new Error(t('credentialTooLarge'));
      const params = new URLSearchParams(trusted.trim() ? { issuer: trusted.trim() } : {});
      const response = await call(`/recognition/verify?${params}`, { method: 'POST', headers: { 'Content-Type': 'application/vc', Accept: 'application/json' }, body: await file.text() });
      if (!response.ok) throw await refused(response);
      setTold({ name: file.name, verdict: (await response.json()) as Verdict });
    } catch (it) {
      setError(it);
    }
  };
  return (
    <>
      <Section title={t('viewVerify')} note={t('verifyNote')}>
        <div class="form">
          <div class="grow"><Input type="text" label={t('trustedIssuer')} hint={t('trustedIssuerHint')} value={trusted} onPick={setTrusted} /></div>
        </div>
        <Drop hint={t('credentialHint')} accept=".json,.jsonld,.vc" onFile={(it) => void check(it)} />
      </Section>
      {error !== null && <Failure error={error} />}
      {told && <Told name={told.name} of={told.verdict} />}
    </>
  );
}

function Told({ name, of }: { name: string; of: Verdict }) {
  const said = of.credential;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [of]);
  const when = (it: string | null) => it && moment(it);
  return (
    <article class="verdict">
      <div class={`panel outcome ${of.valid ? 'good' : 'bad'}`}>
        <p class="crumb">{name}</p>
        <h2 ref={heading} tabIndex={-1}>{of.valid ? t('credentialValid') : t('credentialInvalid')}</h2>
        <p>{t('signatureSays')}</p>
      </div>
      <Table
        label={t('checks')}
        rows={of.checks}
        id={(it) => it.check}
        columns={[
          { name: 'check', head: t('checks'), cell: (it) => (CHECKS[it.check] ? t(CHECKS[it.check] as Key) : it.check) },
          { name: 'outcome', head: t('result'), cell: (it) => <Outcome code={it.outcome} /> },
          { name: 'detail', head: t('detail'), cell: (it) => <span lang="en">{it.detail}</span> },
        ]}
      />
      {said && (
        <Section title={t('whatIsSigned')}>
          <div class="panel">
            <Facts
              of={[
                [t('issuer'), <code class="hash" key="issuer">{said.issuer}</code>],
                [t('subjectOf'), said.subject && <code class="hash">{said.subject}</code>],
                [t('kind'), said.types.map(tail).join(', ')],
                [t('signedAt'), when(said.created)],
                [t('validFrom'), when(said.validFrom)],
                [t('validUntil'), when(said.validUntil)],
              ]}
            />
            <details>
              <summary>{t('signedStatements')}</summary>
              <pre tabIndex={0} role="group" aria-label={t('signedStatements')}>{said.nquads}</pre>
            </details>
          </div>
        </Section>
      )}
    </article>
  );
}

function Outcome({ code }: { code: string }) {
  const [key, tone, sign] = OUTCOMES[code] ?? [];
  return <span class={`mark ${tone ?? ''}`}>{sign && <span aria-hidden="true">{sign} </span>}{key ? t(key) : code}</span>;
}
