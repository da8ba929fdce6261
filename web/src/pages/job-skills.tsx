// Which skills does a job need, how much does each count, and where does the need come from?
import { number, plural, t } from '../i18n';
import type { Need, Profile, Told } from '../jobs';
import { Entity, Grounds, Section, Table, Text, type Column, type LangString, type Named } from '../ui';
import { Explained, Links, Origin, SkillName } from './job-parts';

export interface Change extends Named {
  readonly kind: { slug: string; label: LangString | null } | null;
  readonly skillIri: Named | null;
  readonly reason: LangString | null;
  readonly sureness: { label: LangString | null } | null;
  readonly primarySources: readonly Named[];
}

export default function Skills({ of, changes }: { of: Told<Profile>; changes: readonly Change[] }) {
  const { answer, names } = of;
  const inherited = new Map<string, Need[]>();
  for (const it of answer.needs) if (it.origin === 'inherited' && it.origin_of) inherited.set(it.origin_of.iri, [...(inherited.get(it.origin_of.iri) ?? []), it]);
  const columns: Column<Need>[] = [
    { name: 'skill', head: t('jobSkill'), by: (it) => names.text(it.skill), cell: (it) => <SkillName of={it} names={names} /> },
    { name: 'kind', head: t('kind'), by: (it) => names.kind(it.skill)?.value ?? null, cell: (it) => <Text of={names.kind(it.skill)} or="–" /> },
    { name: 'origin', head: t('jobOrigin'), by: (it) => `${it.origin}${it.origin_of ? names.text(it.origin_of) : ''}`, cell: (it) => <Origin of={it} names={names} /> },
    { name: 'weight', head: t('jobWeight'), number: true, by: (it) => it.weight, cell: (it) => number(it.weight) },
  ];
  const part = (which: Need['importance'], title: string, param: string) => {
    const needs = answer.needs.filter((it) => it.importance === which);
    return (
      <Section title={title}>
        {needs.length ? <Table label={title} columns={columns} rows={needs} id={(it) => it.skill.iri} param={param} /> : <p class="empty">{t(which === 'essential' ? 'jobNoEssential' : 'jobNoOptional')}</p>}
      </Section>
    );
  };
  return (
    <>
      <ul class="figures">
        {(['essential', 'optional'] as const).map((which) => {
          const needs = answer.needs.filter((it) => it.importance === which);
          return (
            <li key={which}>
              <div>
                <Explained figure={number(needs.length)} label={t(which === 'essential' ? 'jobEssentialSkills' : 'jobOptionalSkills')}>
                  <p>{t('jobCountRule')}</p>
                  <ul class="plain tight">
                    <li>{t('jobOwn')}: {number(needs.filter((it) => it.origin === 'own').length)}</li>
                    <li>{t('jobInherited')}: {number(needs.filter((it) => it.origin === 'inherited').length)}</li>
                    <li>{t('jobChanged')}: {number(needs.filter((it) => it.origin === 'changed').length)}</li>
                  </ul>
                  <Links answer={of.link} />
                </Explained>
              </div>
            </li>
          );
        })}
      </ul>
      <div>
        {[...inherited].map(([iri, needs]) => needs[0]?.origin_of && (
          <p key={iri}>{plural('jobInherits.one', 'jobInherits.other', needs.length)} <Entity of={names.of(needs[0].origin_of)} />.</p>
        ))}
        <p class="note">{t('jobWeightNote', { essential: number(answer.weights.essential), optional: number(answer.weights.optional) })} {t('revisionShown', { n: answer.revision })}</p>
      </div>
      {part('essential', t('jobEssentialSkills'), 'sort')}
      {part('optional', t('jobOptionalSkills'), 'sort2')}
      <Section title={t('jobChanges')} note={t('jobChangesNote')}>
        {changes.length === 0 ? (
          <p class="empty">{t('jobNoChanges')}</p>
        ) : (
          <ul class="rows panel">
            {changes.map((it) => (
              <li key={it.id}>
                <p>{it.kind?.label && <><span class="mark"><Text of={it.kind.label} /></span> </>}{it.skillIri && <Entity of={it.skillIri} />}</p>
                {it.reason && <p>{t('reason')}: <Text of={it.reason} /></p>}
                <Grounds sureness={it.sureness} sources={it.primarySources} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
