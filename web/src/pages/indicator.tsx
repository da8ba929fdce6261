// One indicator: what it means, on which law it rests, and what its figures tell, each question a view.
import type { ComponentChildren, JSX } from 'preact';
import { json, sparql, useLoad } from '../api';
import type { Catalogued } from '../figures';
import { language, t, type Key } from '../i18n';
import INDICATOR from '../queries/indicator.rq?raw';
import { href, usePlace } from '../router';
import { direction } from '../terms';
import { Empty, Entity, entityAddress, Facts, useTitle, Views, Wait } from '../ui';
import { Change } from '../views/change';
import { Compare } from '../views/compare';
import { Convergence } from '../views/convergence';
import { Distribution } from '../views/distribution';
import { SHARED } from '../views/parts';
import { Projection } from '../views/projection';
import { Ranking } from '../views/ranking';
import { Series } from '../views/series';
import { Target } from '../views/target';
import { MapView } from '../views/valuemap';

/** The first one is shown where the address names none. */
const VIEWS: readonly (readonly [string, Key, (of: { of: Catalogued }) => JSX.Element])[] = [
  ['ranking', 'viewRanking', Ranking],
  ['series', 'viewSeries', Series],
  ['distribution', 'viewDistribution', Distribution],
  ['map', 'viewMap', MapView],
  ['compare', 'viewCompare', Compare],
  ['change', 'viewChange', Change],
  ['projection', 'viewProjection', Projection],
  ['target', 'viewTarget', Target],
  ['convergence', 'viewConvergence', Convergence],
];

export default function IndicatorPage({ slug = '' }: { slug?: string | undefined }) {
  const loaded = useLoad(`indicator ${slug}`, async (signal) => {
    const about = await json<Catalogued>(`/kpi/indicators/${encodeURIComponent(slug)}`, {}, { signal });
    return { about, more: await sparql(INDICATOR, { indicator: about.iri, lang: language() }, signal) };
  });
  const { params } = usePlace();
  useTitle(loaded.value?.about.label ?? slug);
  return (
    <Wait of={loaded}>
      {({ about, more }) => {
        const list = (kind: string) => {
          const rows = more.rows.filter((row) => row.kind?.value === kind);
          return rows.length > 0 && (
            <ul class="plain tight">
              {rows.map((row) => (
                <li key={row.thing?.value}>
                  <Entity of={{ id: row.thing?.value ?? '', label: row.label ? { value: row.label.value, lang: row.label['xml:lang'] ?? null } : null }} />
                  {kind === 'basis' && row.definition && <p class="note" lang="en">{row.definition.value}</p>}
                </li>
              ))}
            </ul>
          );
        };
        return (
          <>
            <div class="title">
              <p class="crumb"><a href={href('/indicators')}>{t('navIndicators')}</a> · <code>{about.code}</code></p>
              <h1>{about.label}</h1>
              {about.definition && <p class="lead" lang="en">{about.definition}</p>}
            </div>
            <Known isWhole={!params.get('view')}>
              <Facts
                of={[
                  [t('unit'), about.unit],
                  [t('direction'), direction(about.direction)],
                  [t('legalBasis'), list('basis')],
                  [t('dataset'), list('dataset')],
                  [t('level'), list('level')],
                  [t('servesObjective'), list('serves') || <span class="gap">{t('gapObjective')}</span>],
                  [t('status'), list('status')],
                  [t('statusNote'), about.note && <span lang="en">{about.note}</span>],
                ]}
              />
              <p class="grounds"><a href={entityAddress(about.iri)}>{t('allStatements')}</a></p>
            </Known>
            {about.series.length ? <Figures of={about} /> : <Empty>{t('noFiguresYet')}</Empty>}
          </>
        );
      }}
    </Wait>
  );
}

/** What is known of the indicator: all of it first, folded where one view of its figures is asked for. */
function Known({ isWhole, children }: { isWhole: boolean; children: ComponentChildren }) {
  if (isWhole) return <div class="panel">{children}</div>;
  return (
    <details class="panel">
      <summary>{t('aboutIndicator')}</summary>
      {children}
    </details>
  );
}

function Figures({ of }: { of: Catalogued }) {
  const { params } = usePlace();
  const [, , View] = VIEWS.find(([name]) => name === params.get('view')) ?? VIEWS[0] ?? [];
  return (
    <>
      <Views label={t('views')} param="view" views={VIEWS.map(([name, key]) => [name, key] as const)} keep={SHARED} />
      {View && <View of={of} />}
    </>
  );
}
