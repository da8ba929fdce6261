// What was agreed, what serves it, how far has it come, and who leads?
import { graphql, sparql, useLoad, type Table as Answer } from '../api';
import TRACE from '../../../queries/competency/03-trace-of-commitments.rq?raw';
import { classNames, loadClasses } from '../classes';
import { date, t } from '../i18n';
import CHAIRS from '../queries/chairs.graphql?raw';
import DOCUMENTS from '../queries/documents.graphql?raw';
import OBJECTIVES from '../queries/objectives.graphql?raw';
import { change, href, usePlace } from '../router';
import { loadOverview, loadStandings, today, type Target } from '../targets';
import { address, Empty, Entity, Field, Grounds, List, Section, Table, tail, Text, useTitle, Views, Wait, type Column, type LangString, type Named } from '../ui';
import { Standing } from './overview';

type Label = { label: LangString | null } | null;

export default function AgreementsPage() {
  useTitle(t('navAgreements'));
  const { params } = usePlace();
  const View = { objectives: Objectives, chain: Chain, milestones: Milestones, chairs: Chairs }[params.get('view') ?? ''] ?? Documents;
  return (
    <>
      <div class="title">
        <h1>{t('navAgreements')}</h1>
        <p class="lead">{t('agreementsAbout')}</p>
      </div>
      <Views
        label={t('views')}
        param="view"
        views={[
          ['documents', 'viewDocuments'],
          ['objectives', 'viewObjectives'],
          ['chain', 'viewChain'],
          ['milestones', 'viewMilestones'],
          ['chairs', 'viewChairs'],
        ]}
      />
      <View />
    </>
  );
}

interface Document extends Named {
  slug: string;
  types: string[];
  titles: LangString | null;
  issued: string | null;
  languages: { id: string; label?: LangString | null }[];
  provisions: Named[];
  adoptedAt: (Named & { startDate: string | null })[];
  status: Label;
}

function Documents() {
  const loaded = useLoad('documents', (signal) => graphql<{ documents: { nodes: Document[] } }>(DOCUMENTS, {}, signal));
  const classes = useLoad('classes', loadClasses);
  const columns: Column<Document>[] = [
    { name: 'title', head: t('document'), by: (it) => it.label?.value ?? null, cell: (it) => <a href={href(`/agreements/${it.slug}`)}><Text of={it.label} /></a> },
    { name: 'kind', head: t('kind'), by: (it) => classNames(it.types, classes.value), cell: (it) => classNames(it.types, classes.value) },
    {
      name: 'date',
      head: t('date'),
      by: (it) => it.issued ?? it.adoptedAt[0]?.startDate ?? null,
      cell: (it) => (it.issued ? date(it.issued) : it.adoptedAt[0] ? <>{date(it.adoptedAt[0].startDate)} <span class="note"><Entity of={it.adoptedAt[0]} /></span></> : <span class="gap">{t('undated')}</span>),
    },
    { name: 'provisions', head: t('countProvisions'), number: true, by: (it) => it.provisions.length, cell: (it) => (it.provisions.length ? it.provisions.length : <span class="gap">{t('textMissing')}</span>) },
    { name: 'status', head: t('status'), by: (it) => it.status?.label?.value ?? null, cell: (it) => <Text of={it.status?.label} or="–" /> },
  ];
  return (
    <Wait of={loaded}>
      {({ documents }) => {
        // Pages and files that only attest a fact are sources, not agreements.
        const shown = documents.nodes.filter((it) => !it.types.some((type) => /#(WebSource|LegalAct)$/.test(type)));
        return (
          <Section title={t('viewDocuments')} note={t('documentsNote')}>
            <Table label={t('viewDocuments')} columns={columns} rows={shown} id={(it) => it.id} />
          </Section>
        );
      }}
    </Wait>
  );
}

interface Link {
  id: string;
  kind: Label;
  sureness: Label;
  to?: (Named & { document?: { slug: string; label: LangString | null } | null }) | null;
  from?: (Named & { document?: { slug: string; label: LangString | null } | null }) | null;
}
interface Objective extends Named {
  number: string | null;
  text: LangString | null;
  topics: Named[];
  indicators: (Named & { code: string | null })[];
  requestedInstruments: Named[];
  linksFrom: Link[];
  linksTo: Link[];
}

function Objectives() {
  const loaded = useLoad('objectives', (signal) => graphql<{ objectives: { nodes: Objective[] } }>(OBJECTIVES, {}, signal));
  const columns: Column<Objective>[] = [
    {
      name: 'objective',
      head: t('objective'),
      cell: (it) => (
        <>
          <strong><Entity of={it} /></strong>
          <p class="note"><Text of={it.text} plain /></p>
        </>
      ),
    },
    {
      name: 'indicators',
      head: t('indicatorsServing'),
      cell: (it) =>
        it.indicators.length ? (
          <List of={it.indicators} id={(one) => one.id}>
            {(one) => <><code>{one.code}</code> <Entity of={one} /></>}
          </List>
        ) : (
          <span class="gap">{t('gapIndicator')}</span>
        ),
    },
    {
      name: 'actions',
      head: t('actionsServing'),
      cell: (it) =>
        it.linksFrom.length ? (
          <List of={it.linksFrom} id={(one) => one.id}>
            {(one) => one.to && <><Entity of={one.to} /> <span class="mark"><Text of={one.sureness?.label} plain /></span></>}
          </List>
        ) : (
          <span class="gap">{t('gapAction')}</span>
        ),
    },
  ];
  return (
    <Wait of={loaded}>
      {({ objectives }) => (
        <Section title={t('viewObjectives')} note={t('objectivesNote')}>
          <Table label={t('viewObjectives')} columns={columns} rows={objectives.nodes} id={(it) => it.id} />
        </Section>
      )}
    </Wait>
  );
}

function Chain() {
  const loaded = useLoad('trace', (signal) => sparql(TRACE, {}, signal));
  return (
    <Wait of={loaded}>
      {(it) => (
        <Section title={t('viewChain')} note={t('chainNote')}>
          <Paths of={it} />
        </Section>
      )}
    </Wait>
  );
}

/** A numbered provision on the page of its document. */
const piece = (document: string | undefined, number: string) => `${address(document ?? '')}#${tail(document ?? '')}-${number}`;

function Paths({ of }: { of: Answer }) {
  const points = new Map<string, Answer['rows']>();
  for (const row of of.rows) {
    const point = row.point?.value ?? '';
    points.set(point, [...(points.get(point) ?? []), row]);
  }
  return (
    <ol class="rows panel">
      {[...points].map(([point, rows]) => (
        <li key={point}>
          <h3>
            <a href={piece(rows[0]?.pointDocument?.value, point)}>{t('actionPoint', { n: point })}</a>
          </h3>
          {rows[0]?.pointStatus?.value === 'pending' && <span><span class="gap">{t('textMissing')}</span></span>}
          <ul class="plain">
            {rows.map((row, at) =>
              row.objective ? (
                <li key={at} class="marks">
                  <span aria-hidden="true">→</span>
                  {row.declarationPoint ? (
                    <a href={piece(row.declarationDocument?.value, row.declarationPoint.value)}>{t('declarationPoint', { n: row.declarationPoint.value })}</a>
                  ) : (
                    <span class="note">{t('noDeclarationPoint')}</span>
                  )}
                  <span aria-hidden="true">→</span>
                  <a href={piece(row.objectiveDocument?.value, row.objective.value)}>{t('objectiveNumber', { n: row.objective.value })}</a>
                  <span aria-hidden="true">→</span>
                  {row.action ? <span lang="en">{row.action.value}</span> : <span class="gap">{t('gapAction')}</span>}
                  {row.pathSureness && <span class="mark">{t('sureness', { s: row.pathSureness.value })}</span>}
                </li>
              ) : (
                <li key={at}>{rows[0]?.pointStatus?.value !== 'pending' && <span class="gap">{t('noPath')}</span>}</li>
              ),
            )}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Milestones() {
  const { params } = usePlace();
  const day = params.get('date') ?? today();
  const overview = useLoad('overview', loadOverview);
  const standings = useLoad(`standings ${day}`, (signal) => loadStandings(day, signal));
  const line = (targets: Target[]) => [...targets].sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'));
  return (
    <Section title={t('viewMilestones')} note={t('milestonesNote')}>
      <form class="form" onSubmit={(event) => event.preventDefault()}>
        <Field label={t('statusOn')}>
          {(id) => <input id={id} type="date" value={day} onChange={(event) => change({ date: event.currentTarget.value || null })} />}
        </Field>
      </form>
      <Wait of={overview}>
        {({ milestones }) => {
          const of = new Map(milestones.nodes.flatMap((it) => it.targets.map((target) => [target.id, it] as const)));
          return (
            <ol class="timeline panel">
              {line(milestones.nodes.flatMap((it) => it.targets)).map((target) => {
                const standing = standings.value?.get(target.id);
                const milestone = of.get(target.id);
                return (
                  <li key={target.id} class={(target.due ?? '').length === 10 ? undefined : 'roughly'}>
                    <span class="when">{date(target.due)} · <q><Text of={target.dueText} plain /></q></span>
                    <strong><Entity of={target} /></strong>
                    <span class="marks">
                      {standing && <Standing status={standing.status} />}
                      <span class="note">
                        <Text of={target.comparator?.label} plain /> {target.value} <Text of={target.unit?.label} plain />
                        {standing?.counted && <> · {t('counted', { n: standing.counted })}</>}
                      </span>
                      {target.baselineStatus === 'PENDING' && <span class="gap">{t('noBaseline')}</span>}
                    </span>
                    {milestone && (
                      <blockquote lang={milestone.text?.lang ?? undefined}>
                        <p class="note">{milestone.text?.value}</p>
                      </blockquote>
                    )}
                    {milestone?.document && (
                      <span class="note"><a href={href(`/agreements/${milestone.document.slug}`)}><Text of={milestone.document.label} /></a></span>
                    )}
                  </li>
                );
              })}
            </ol>
          );
        }}
      </Wait>
    </Section>
  );
}

interface Tenure {
  id: string;
  member: Named | null;
  chairRegion: Named | null;
  representedBy: Named[];
  officeTitle: LangString | null;
  period: { start: string | null; end: string | null; startEarliest: string | null; endEarliest: string | null; endLatest: string | null } | null;
  attestedOn: string | null;
  sureness: Label;
  primarySources: Named[];
  contradicts: { id: string }[];
  openReading: LangString | null;
}
interface Happening extends Named {
  startDate: string | null;
  endDate: string | null;
  eventStatus: Label;
  place: Named | null;
  venue: string | null;
  hostRegion: Named | null;
  organisers: Named[];
  adopted: Named[];
  openReading: LangString | null;
}

function Chairs() {
  const loaded = useLoad('chairs', (signal) => graphql<{ posts: { nodes: (Named & { tenures: Tenure[] })[] }; events: { nodes: Happening[] } }>(CHAIRS, {}, signal));
  return (
    <Wait of={loaded}>
      {({ posts, events }) => (
        <div class="columns">
          <div class="panel">
            <Section title={t('chairs')} note={t('chairsNote')}>
              {posts.nodes.filter((it) => it.tenures.length).map((post) => (
                <section key={post.id} aria-label={post.label?.value}>
                  <h3><Entity of={post} /></h3>
                  <ol class="timeline">
                    {[...post.tenures].sort((a, b) => (a.period?.startEarliest ?? a.attestedOn ?? '').localeCompare(b.period?.startEarliest ?? b.attestedOn ?? '')).map((it) => (
                      <li key={it.id} class={it.period?.start ? undefined : 'roughly'}>
                        <span class="when">{term(it)}</span>
                        <span class="marks">
                          {it.member && <strong><Entity of={it.member} /></strong>}
                          {it.representedBy.map((person) => <Entity key={person.id} of={person}>{person.label?.value}</Entity>)}
                          {it.contradicts.length > 0 && <span class="gap">{t('sourcesDisagree')}</span>}
                        </span>
                        {it.openReading && <p class="note"><Text of={it.openReading} /></p>}
                        <Grounds sureness={it.sureness} sources={it.primarySources} />
                      </li>
                    ))}
                  </ol>
                </section>
              ))}
            </Section>
          </div>
          <div class="panel">
            <Section title={t('events')}>
              {events.nodes.length ? (
                <ol class="timeline">
                  {[...events.nodes].sort((a, b) => (a.startDate ?? '9').localeCompare(b.startDate ?? '9')).map((it) => (
                    <li key={it.id} class={(it.startDate ?? '').length === 10 ? undefined : 'roughly'}>
                      <span class="when">{it.startDate ? date(it.startDate) : t('timeUnknown')}{it.place && <> · <Entity of={it.place} /></>}{it.eventStatus?.label && <> · <Text of={it.eventStatus.label} /></>}</span>
                      <strong><Entity of={it} /></strong>
                      {it.adopted.length > 0 && <span class="note">{t('adopted')}: {it.adopted.map((one) => <Entity key={one.id} of={one} />)}</span>}
                    </li>
                  ))}
                </ol>
              ) : (
                <Empty>{t('noEvents')}</Empty>
              )}
            </Section>
          </div>
        </div>
      )}
    </Wait>
  );
}

function term(it: Tenure): string {
  const start = it.period?.start ? date(it.period.start) : '';
  const end = it.period?.end ? date(it.period.end) : '';
  if (start && end) return `${start} – ${end}`;
  const attested = it.attestedOn ?? it.period?.endEarliest;
  return [start && t('since', { date: start }), end && t('until', { date: end }), !end && attested && t('attestedOn', { date: date(attested) })].filter(Boolean).join(', ') || t('timeUnknown');
}
