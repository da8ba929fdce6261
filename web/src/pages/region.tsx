// What does the registry know of one region: its names, codes, memberships, practices?
import { graphql, useLoad } from '../api';
import { date, t } from '../i18n';
import { Multiples } from './multiples';
import REGION from '../queries/region.graphql?raw';
import { entityAddress, Empty, Entity, Facts, Grounds, List, Section, Table, tail, Text, Tongue, useTitle, Wait, type Column, type LangString, type Named } from '../ui';
import { href } from '../router';

type Label = { label: LangString | null } | null;
interface Code {
  id: string;
  unit: { id: string; code: string | null; label: LangString | null } | null;
  version: Label;
  relation: Label;
  level?: Label;
  fit?: Label;
  exact?: boolean | null;
}
interface Joined {
  __typename: string;
  id: string;
  body: (Named & { slug: string }) | null;
  role: Label;
  period: { start: string | null; end: string | null; startEarliest: string | null; startLatest: string | null; endEarliest: string | null; endLatest: string | null } | null;
  attestedOn: string | null;
  memberNumber: string | null;
  listedAs: LangString | null;
  sureness: Label;
  openReading: LangString | null;
  primarySources: Named[];
  representedBy?: Named[];
  officeTitle?: LangString | null;
}
type Happening = Named & { startDate: string | null; place: Label };
interface Region {
  __typename: string;
  id: string;
  slug: string;
  label: (LangString & { translations: LangString[] }) | null;
  altLabels: LangString[];
  description: LangString | null;
  scopeNote: LangString | null;
  openReading: LangString | null;
  statusNote: LangString | null;
  status: Label;
  sureness: Label;
  country: Label;
  level: { label: LangString | null }[];
  within: Named | null;
  codes: Code[];
  proxies: Code[];
  memberships: Joined[];
  practices: (Named & { shownAt: (Named & { startDate: string | null }) | null; topics: { label: LangString | null }[] })[];
  hostedEvents: Happening[];
  events: Happening[];
  primarySources: Named[];
  sources: { graph: string; revision: number | null }[];
}

export default function RegionPage({ slug = '' }: { slug?: string | undefined }) {
  const id = `https://w3id.org/concord/id/region/${slug}`;
  const loaded = useLoad(`region ${id}`, (signal) => graphql<{ node: Region | null }>(REGION, { id }, signal));
  useTitle(loaded.value?.node?.label?.value ?? slug);
  return (
    <Wait of={loaded}>
      {({ node }) =>
        node?.label ? (
          <Shown region={node} />
        ) : (
          <>
            <h1>{t('noRegion', { slug })}</h1>
            <p>
              <a href={href('/regions')}>{t('navRegions')}</a>
            </p>
          </>
        )
      }
    </Wait>
  );
}

function Shown({ region }: { region: Region }) {
  // The other names of a thing are among the translations of its label; they have a list of their own.
  const isOther = (name: LangString) => region.altLabels.some((it) => it.value === name.value && it.lang === name.lang);
  const names = (region.label?.translations ?? []).filter((it) => !isOther(it)).sort((a, b) => (a.lang ?? '').localeCompare(b.lang ?? ''));
  const happenings = new Map([...region.hostedEvents, ...region.events].map((it) => [it.id, it]));
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={href('/regions')}>{t('navRegions')}</a>
        </p>
        <h1>
          <Text of={region.label} />
        </h1>
        <Facts
          of={[
            [t('country'), region.country && <Text of={region.country.label} />],
            [t('level'), region.level.map((it) => it.label?.value).join(', ')],
            [t('within'), region.within && <Entity of={region.within} />],
            [t('description'), region.description && <Text of={region.description} />],
            [t('scopeNote'), region.scopeNote && <Text of={region.scopeNote} />],
            [t('openReading'), region.openReading && <Text of={region.openReading} />],
            [t('status'), region.status && <Text of={region.status.label} />],
          ]}
        />
        <Grounds sureness={region.sureness} sources={region.primarySources} />
      </div>
      <div class="columns">
        <div class="panel">
          <Section title={t('memberships')}>
            {region.memberships.length ? <Memberships of={region.memberships} /> : <Empty>{t('noMembership')}</Empty>}
          </Section>
        </div>
        <div class="panel">
          <Section title={t('names')}>
            <ul class="plain tight">
              {names.map((it) => (
                <li key={`${it.lang}${it.value}`}>
                  <span lang={it.lang ?? undefined}>{it.value}</span>
                  {it.lang && <Tongue tag={it.lang} />}
                </li>
              ))}
            </ul>
            {region.altLabels.length > 0 && (
              <>
                <h3>{t('otherNames')}</h3>
                <ul class="plain tight">
                  {region.altLabels.map((it) => (
                    <li key={`${it.lang}${it.value}`}>
                      <span lang={it.lang ?? undefined}>{it.value}</span>
                      {it.lang && <Tongue tag={it.lang} />}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Section>
        </div>
      </div>
      <Multiples slug={region.slug} />
      <Section title={t('codes')} note={t('codesNote')}>
        {region.codes.length ? <Codes of={region.codes} isProxy={false} /> : <Empty>{t('noCodes')}</Empty>}
      </Section>
      <Section title={t('proxies')} note={t('proxiesNote')}>
        {region.proxies.length ? <Codes of={region.proxies} isProxy /> : <Empty>{t('noProxies')}</Empty>}
      </Section>
      <div class="columns">
        <div class="panel">
          <Section title={t('practices')}>
            {region.practices.length ? (
              <List of={region.practices} id={(it) => it.id}>
                {(it) => (
                  <>
                    <Entity of={it} />
                    {it.shownAt && (
                      <span class="when">
                        {' '}
                        <Entity of={it.shownAt} />, {date(it.shownAt.startDate)}
                      </span>
                    )}
                  </>
                )}
              </List>
            ) : (
              <Empty>{t('noPractices')}</Empty>
            )}
          </Section>
        </div>
        <div class="panel">
          <Section title={t('events')}>
            {happenings.size ? (
              <List of={[...happenings.values()].sort((a, b) => (a.startDate ?? '').localeCompare(b.startDate ?? ''))} id={(it) => it.id}>
                {(it) => (
                  <>
                    <span class="when">{date(it.startDate)}</span> <Entity of={it} />
                  </>
                )}
              </List>
            ) : (
              <Empty>{t('noEvents')}</Empty>
            )}
          </Section>
        </div>
      </div>
      <p class="grounds">
        {t('statedIn')} {[...new Set(region.sources.map((it) => tail(it.graph)))].map((it, at) => (
          <span key={it}>{at > 0 && ', '}<a href={`/graph/${it}`}>{it}</a></span>
        ))}
        . <a href={entityAddress(region.id)}>{t('allStatements')}</a>
      </p>
    </>
  );
}

function Memberships({ of }: { of: Joined[] }) {
  const sorted = [...of].sort((a, b) => (a.period?.startEarliest ?? a.attestedOn ?? '').localeCompare(b.period?.startEarliest ?? b.attestedOn ?? ''));
  return (
    <ol class="timeline">
      {sorted.map((it) => (
        <li key={it.id} class={it.period?.start ? undefined : 'roughly'}>
          <span class="when">{span(it)}</span>
          <span>
            {it.body && (
              <strong>
                <Entity of={it.body} />
              </strong>
            )}
            {it.role?.label && (
              <>
                {' · '}
                <Text of={it.role.label} />
              </>
            )}
            {it.representedBy?.map((person) => (
              <span key={person.id}>
                , <Entity of={person}>{person.label?.value}</Entity>
              </span>
            ))}
            {it.memberNumber && <span class="when"> · {t('listedAs', { n: it.memberNumber })} {it.listedAs && <q lang={it.listedAs.lang ?? undefined}>{it.listedAs.value}</q>}</span>}
          </span>
          {it.openReading && <p class="note"><Text of={it.openReading} /></p>}
          <Grounds sureness={it.sureness} sources={it.primarySources} />
        </li>
      ))}
    </ol>
  );
}

/** A period as exactly as it is known; an open end is no end. */
function span(it: Joined): string {
  const period = it.period;
  const start = period?.start ? date(period.start) : period?.startEarliest && period.startLatest ? t('between', { from: date(period.startEarliest), to: date(period.startLatest) }) : '';
  const end = period?.end ? date(period.end) : '';
  const attested = it.attestedOn ? t('attestedOn', { date: date(it.attestedOn) }) : period?.endEarliest ? t('attestedOn', { date: date(period.endEarliest) }) : '';
  if (start && end) return `${start} – ${end}`;
  return [start && t('since', { date: start }), end && t('until', { date: end }), !end && attested].filter(Boolean).join(', ') || t('timeUnknown');
}

function Codes({ of, isProxy }: { of: Code[]; isProxy: boolean }) {
  // One row for what is the same in several versions of the classification.
  const rows = new Map<string, Code & { versions: string[] }>();
  for (const it of of) {
    const key = [it.unit?.id, it.relation?.label?.value, it.level?.label?.value, it.fit?.label?.value].join();
    const row = rows.get(key) ?? { ...it, versions: [] };
    if (it.version?.label) row.versions.push(it.version.label.value);
    rows.set(key, row);
  }
  const sorted = [...rows.values()].sort((a, b) => (a.unit?.code ?? '').localeCompare(b.unit?.code ?? ''));
  const columns: Column<Code & { versions: string[] }>[] = [
    { name: 'code', head: t('code'), cell: (it) => (it.unit ? <a href={entityAddress(it.unit.id)}><code>{it.unit.code ?? tail(it.unit.id)}</code></a> : '') },
    { name: 'unit', head: t('unitName'), cell: (it) => <Text of={it.unit?.label} /> },
    { name: 'version', head: t('version'), cell: (it) => it.versions.sort().join(', ') },
    { name: 'relation', head: t('standsFor'), cell: (it) => <Text of={it.relation?.label} /> },
    isProxy
      ? { name: 'fit', head: t('fit'), cell: (it) => <span class={it.exact ? 'mark met' : 'mark open'}><Text of={it.fit?.label} plain /></span> }
      : { name: 'level', head: t('level'), cell: (it) => <Text of={it.level?.label} /> },
  ];
  return <Table label={t(isProxy ? 'proxies' : 'codes')} columns={columns} rows={sorted} id={(it) => it.id} param={isProxy ? 'sortProxies' : 'sortCodes'} />;
}
