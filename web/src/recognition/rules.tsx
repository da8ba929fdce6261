// What do the rules say without any application: is an activity regulated, which agreements bind, how good are their lists?
import { json, useLoad } from '../api';
import { date as day, t, type Key } from '../i18n';
import { change, usePlace } from '../router';
import { Empty, Entity, Facts, Section, Table, tail, Wait } from '../ui';
import { today } from './application';
import { named, useNames, type Called } from './assess';
import { Choose, ChooseTitle, Input } from './fields';
import { byId, bySlug, text, type Item, type Lists } from './lists';
import { Inline, Thing, Things, type Names } from './things';

interface Mode {
  readonly mode: Called;
  readonly regulated: boolean | null;
  readonly known: boolean;
  readonly regulation: Called | null;
  readonly requiredLevel: string | null;
  readonly requires: readonly Called[];
  readonly fixture: boolean;
}
interface Agreement {
  readonly agreement: Called;
  readonly issuers: readonly Called[];
  readonly recognisers: readonly Called[];
  readonly effect: Called | null;
  readonly onward: boolean;
  readonly cites: readonly string[];
  readonly listings: readonly { readonly listing: string; readonly title: Called; readonly reference: Called }[];
}
interface Chain {
  readonly hops: readonly { readonly agreement: Called; readonly from: Called; readonly to: Called; readonly listing: string | null; readonly onward: boolean }[];
  readonly legalEffect: boolean;
  readonly stops: { readonly reason: string; readonly agreement: Called } | null;
}
interface Coverage {
  readonly agreement: Called;
  readonly currentTitles: readonly Called[];
  readonly listedCurrentTitles: readonly Called[];
  readonly orphanListings: readonly string[];
}

/** A name as the lists have it, with its language; as it came until they are read. */
function Tell({ of, names }: { of: Called; names: Names }) {
  return <Entity of={{ id: of.iri, label: names?.get(of.iri) ?? { value: of.name } }} />;
}

const STOPS: Record<string, Key> = { 'not-listed': 'stop.not-listed', 'no-onward-clause': 'stop.no-onward-clause' };

export function Rules({ lists }: { lists: Lists }) {
  const { params } = usePlace();
  const host = bySlug(lists.states, params.get('host'));
  const activity = bySlug(lists.activities, params.get('activity'));
  const mode = bySlug(lists.modes, params.get('mode'));
  const title = bySlug(lists.titles, params.get('title'));
  const on = params.get('date') ?? today();
  const pick = (name: string, all: readonly Item[]) => (id: string) => change({ [name]: byId(all, id)?.slug ?? null });
  return (
    <>
      <Section title={t('viewRules')} note={t('rulesNote')}>
        <form class="form" onSubmit={(event) => event.preventDefault()} aria-label={t('filter')}>
          <Choose label={t('hostState')} value={host?.id ?? ''} of={lists.states} none={t('allStates')} onPick={pick('host', lists.states)} />
          <Choose label={t('recActivity')} value={activity?.id ?? ''} of={lists.activities} onPick={pick('activity', lists.activities)} />
          <Choose label={t('recMode')} value={mode?.id ?? ''} of={lists.modes} none={t('all')} onPick={pick('mode', lists.modes)} />
          <Input type="date" label={t('date')} value={on} onPick={(date) => change({ date: date || null })} />
          <ChooseTitle label={t('recTitle')} value={title?.id ?? ''} of={lists.titles} none={t('all')} onPick={pick('title', lists.titles)} />
        </form>
      </Section>
      {host && activity ? <Regulated host={host} activity={activity} mode={mode} on={on} lists={lists} /> : <Section title={t('isRegulated')}><Empty>{t('chooseHostActivity')}</Empty></Section>}
      <Agreements host={host} title={title} on={on} lists={lists} />
      {title ? <Chains host={host} title={title} on={on} /> : <Section title={t('chainsTitle')}><Empty>{t('chooseTitleForChains')}</Empty></Section>}
      <ListCoverage on={on} lists={lists} />
    </>
  );
}

function Regulated({ host, activity, mode, on, lists }: { host: Item; activity: Item; mode: Item | undefined; on: string; lists: Lists }) {
  const loaded = useLoad(`regulated ${host.id} ${activity.id} ${mode?.id} ${on}`, (signal) =>
    json<{ modes: Mode[] }>('/recognition/regulated', { country: host.id, activity: activity.id, date: on, ...(mode && { mode: mode.id }) }, { signal }),
  );
  const names = useNames((loaded.value?.modes ?? []).flatMap((it) => it.regulation?.iri ?? []), []);
  return (
    <Section title={t('isRegulated')} note={t('isRegulatedNote', { activity: text(activity), state: text(host), day: day(on) })}>
      <Wait of={loaded}>
        {({ modes }) => (
          <Table
            label={t('isRegulated')}
            rows={modes}
            id={(it) => it.mode.iri}
            columns={[
              { name: 'mode', head: t('recMode'), cell: (it) => <Entity of={byId(lists.modes, it.mode.iri) ?? named(it.mode)} /> },
              { name: 'regulated', head: t('isRegulated'), cell: (it) => (it.regulated === null ? <span class="gap">{it.known ? t('notEstablished') : t('notRecorded')}</span> : it.regulated ? t('yes') : t('no')) },
              { name: 'level', head: t('article11'), cell: (it) => (it.requiredLevel ? `(${it.requiredLevel})` : '–') },
              { name: 'requires', head: t('requiredMatters'), cell: (it) => (it.requires.length ? <Inline of={it.requires} id={(matter) => matter.iri}>{(matter) => <Entity of={byId(lists.matters, matter.iri) ?? named(matter)} />}</Inline> : '–') },
              { name: 'regulation', head: t('source'), cell: (it) => <>{!it.regulation ? '–' : it.regulation.name === tail(it.regulation.iri) ? <Entity of={named(it.regulation)}>{t('theStatement')}</Entity> : <Tell of={it.regulation} names={names} />} {it.fixture && <span class="mark open">{t('judgedForTests')}</span>}</> },
            ]}
          />
        )}
      </Wait>
    </Section>
  );
}

function Agreements({ host, title, on, lists }: { host: Item | undefined; title: Item | undefined; on: string; lists: Lists }) {
  const loaded = useLoad(`agreements ${host?.id} ${title?.id} ${on}`, (signal) =>
    json<{ agreements: Agreement[] }>('/recognition/agreements', { date: on, ...(host && { to: host.id }), ...(title && { title: title.id }) }, { signal }),
  );
  const names = useNames((loaded.value?.agreements ?? []).flatMap((it) => [it.agreement.iri, ...it.listings.flatMap((listing) => [listing.title.iri, listing.reference.iri])]), lists.titles);
  return (
    <Section title={t('agreementsTitle')} note={t('agreementsNote', { day: day(on) })}>
      <Wait of={loaded}>
        {({ agreements }) =>
          agreements.length === 0 ? (
            <Empty>{t('noAgreements')}</Empty>
          ) : (
            <ul class="rows panel">
              {agreements.map((it) => (
                <li key={it.agreement.iri}>
                  <h3><Tell of={it.agreement} names={names} /></h3>
                  <Facts
                    of={[
                      [t('fromTo'), `${it.issuers.map((state) => state.name).join(', ')} → ${it.recognisers.map((state) => state.name).join(', ')}`],
                      [t('effect'), it.effect && (text(byId(lists.purposes, it.effect.iri)) || it.effect.name)],
                      [t('onwardClause'), it.onward ? t('yes') : t('no')],
                      [t('cited'), it.cites.length > 0 && <Things of={it.cites} names={null} />],
                      [t('listings'), it.listings.length === 0 ? <span class="gap">{t('noListings')}</span> : (
                        <ul class="plain tight">
                          {it.listings.map((listing) => <li key={listing.listing}><Tell of={listing.title} names={names} /> → <Tell of={listing.reference} names={names} /></li>)}
                        </ul>
                      )],
                    ]}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Wait>
    </Section>
  );
}

function Chains({ host, title, on }: { host: Item | undefined; title: Item; on: string }) {
  const loaded = useLoad(`chains ${host?.id} ${title.id} ${on}`, (signal) =>
    json<{ chains: Chain[] }>('/recognition/chains', { title: title.id, date: on, ...(host && { to: host.id }) }, { signal }),
  );
  const names = useNames((loaded.value?.chains ?? []).flatMap((it) => it.hops.map((hop) => hop.agreement.iri)), []);
  return (
    <Section title={t('chainsTitle')} note={t('chainsNote')}>
      <Wait of={loaded}>
        {({ chains }) =>
          chains.length === 0 ? (
            <Empty>{t('noChains')}</Empty>
          ) : (
            <ul class="rows panel chains">
              {chains.map((chain, at) => (
                <li key={at}>
                  <ol class="hops">
                    <li>{chain.hops[0]?.from.name}</li>
                    {chain.hops.map((hop) => (
                      <li key={hop.agreement.iri}>
                        <span aria-hidden="true">→ </span>{hop.to.name} <span class="note"><Tell of={hop.agreement} names={names} /></span>
                      </li>
                    ))}
                  </ol>
                  <p>
                    <span class={`mark ${chain.legalEffect ? 'met' : ''}`}>{chain.legalEffect ? t('hasEffect') : t('noEffect')}</span>{' '}
                    {chain.stops && <>{STOPS[chain.stops.reason] ? t(STOPS[chain.stops.reason] as Key) : chain.stops.reason} (<Tell of={chain.stops.agreement} names={names} />)</>}
                    {!chain.legalEffect && !chain.stops && t('bindsParties')}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Wait>
    </Section>
  );
}

function ListCoverage({ on, lists }: { on: string; lists: Lists }) {
  const loaded = useLoad(`coverage ${on}`, (signal) => json<{ agreements: Coverage[] }>('/recognition/coverage', { date: on }, { signal }));
  const names = useNames((loaded.value?.agreements ?? []).flatMap((it) => [it.agreement.iri, ...it.orphanListings]), lists.titles);
  return (
    <Section title={t('coverageTitle')} note={t('coverageNote')}>
      <Wait of={loaded}>
        {({ agreements }) => (
          <Table
            label={t('coverageTitle')}
            rows={agreements}
            id={(it) => it.agreement.iri}
            columns={[
              { name: 'agreement', head: t('agreementHead'), cell: (it) => <Tell of={it.agreement} names={names} /> },
              { name: 'listed', head: t('listedOfCurrent'), cell: (it) => (it.currentTitles.length ? t('countedListed', { n: it.listedCurrentTitles.length, of: it.currentTitles.length }) : '–') },
              { name: 'current', head: t('currentTitles'), cell: (it) => (it.currentTitles.length ? <Inline of={it.currentTitles} id={(title) => title.iri}>{(title) => <Tell of={title} names={names} />}</Inline> : '–') },
              { name: 'orphans', head: t('orphans'), cell: (it) => (it.orphanListings.length ? <ul class="plain tight">{it.orphanListings.map((iri) => <li key={iri}><Thing iri={iri} names={names} /></li>)}</ul> : t('none')) },
            ]}
          />
        )}
      </Wait>
    </Section>
  );
}
