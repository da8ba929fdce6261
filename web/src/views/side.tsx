// How do two or more regions stand side by side, in every indicator that has figures?
import { useLoad } from '../api';
import { Chart, Lines, lineSigns, Spark } from '../chart';
import { ask, byTerritory, figure, loadCatalogue, loadDatasets, points, valueOf, type Answer, type Catalogued, type Row } from '../figures';
import { t } from '../i18n';
import type { Place } from '../places';
import { change, href, usePlace } from '../router';
import { Empty, Section, Select, Table, tail, Text, Wait, type Column } from '../ui';
import { Controls, Explained, Measured, Missing, origin, sourcesOf } from './parts';
import { seriesColumns } from './series';

const REGIONS_MAX = 6;

interface Compared {
  readonly about: Catalogued;
  readonly answer: Answer | null;
}

export default function Side({ places }: { places: readonly Place[] }) {
  const { params } = usePlace();
  const asked = (params.get('regions') ?? '').split(',').filter(Boolean);
  const known = asked.flatMap((slug) => places.find((it) => it.slug === slug) ?? []).slice(0, REGIONS_MAX);
  const unknown = asked.filter((slug) => !places.some((it) => it.slug === slug));
  const set = (slugs: readonly string[]) => change({ regions: slugs.join(',') || null });
  const slugs = known.map((it) => it.slug);
  return (
    <>
      <Controls>
        <Select
          label={t('addRegion', { n: REGIONS_MAX })}
          value=""
          onPick={(slug) => slug && slugs.length < REGIONS_MAX && set([...slugs, slug])}
          options={[['', t('pickOne')], ...places.filter((it) => !slugs.includes(it.slug)).map((it) => [it.slug, it.label.value] as const)]}
        />
      </Controls>
      {known.length > 0 && (
        <ul class="chosen" aria-label={t('chosenRegions')}>
          {known.map((it, at) => (
            <li key={it.slug} class={`s${at}`}>
              <a href={href(`/regions/${it.slug}`)}><Text of={it.label} /></a>
              <button type="button" class="small" aria-label={t('removeRegion', { name: it.label.value })} onClick={() => set(slugs.filter((slug) => slug !== it.slug))}>×</button>
            </li>
          ))}
        </ul>
      )}
      {unknown.map((slug) => <p key={slug} class="caution">{t('noRegion', { slug })}</p>)}
      {known.length < 2 ? <Empty>{t('pickTwo')}</Empty> : <Figures of={known} />}
    </>
  );
}

function Figures({ of }: { of: readonly Place[] }) {
  const slugs = of.map((it) => it.slug).join(',');
  const datasets = useLoad('datasets', loadDatasets);
  const loaded = useLoad(`side ${slugs}`, async (signal): Promise<Compared[]> => {
    const all = (await loadCatalogue(signal)).filter((it) => it.series.length > 0);
    const answers = await Promise.all(all.map((it) => ask(it.code, 'series', { region: slugs }, signal).catch(() => null)));
    return all.map((about, at) => ({ about, answer: answers[at] ?? null }));
  });
  return (
    <Wait of={loaded}>
      {(all) => {
        if (!all.length) return <Empty>{t('noFigures')}</Empty>;
        const columns: Column<Compared>[] = [
          { name: 'indicator', head: t('indicator'), by: (it) => it.about.label, cell: (it) => <><a href={href(`/indicators/${it.about.code}`)}>{it.about.label}</a><small class="proxynote">{it.about.unit}</small></> },
          ...of.map((place, at): Column<Compared> => ({ name: place.slug, head: place.label.value, cell: (it) => <Cell rows={rowsOf(it.answer, place)} tone={at} /> })),
        ];
        const told = all.filter((it): it is { about: Catalogued; answer: Answer } => !!it.answer?.rows.some((row) => valueOf(row) !== null));
        return (
          <>
            <Section title={t('sideBySide')} note={t('sideNote')}>
              <Table label={t('sideBySide')} columns={columns} rows={all} id={(it) => it.about.code} />
              <p class="note">{t('revisionShown', { n: all[0]?.answer?.revision ?? '' })}</p>
            </Section>
            <Section title={t('viewSeries')} note={t('seriesNote')}>
              <div class="columns wider">
                {told.map(({ about, answer }) => {
                  const lines = of.flatMap((place, at) => {
                    const rows = rowsOf(answer, place);
                    return rows.some((row) => valueOf(row) !== null) ? [{ name: place.label.value, isProxy: rows.some((row) => row.measured?.isProxy), points: points(rows), tone: at }] : [];
                  });
                  const gone = of.filter((place) => !lines.some((it) => it.name === place.label.value));
                  return (
                    <div key={about.code} class="panel">
                      <h3>{about.label}</h3>
                      <Chart origin={origin(about.label, about.unit, { answer, sources: sourcesOf(answer.rows, datasets.value, about) })} columns={seriesColumns(about.unit)} rows={answer.rows} id={(row) => `${row.territory?.iri} ${row.period}`} signs={lineSigns(lines)} sort={`sort-${about.code}`} note={gone.length > 0 && `${t('noFigures')}: ${gone.map((it) => it.label.value).join(', ')}`}>
                        {(width) => <Lines label={about.label} lines={lines} width={width} />}
                      </Chart>
                    </div>
                  );
                })}
              </div>
            </Section>
          </>
        );
      }}
    </Wait>
  );
}

const rowsOf = (answer: Answer | null, place: Place): Row[] => byTerritory(answer?.rows ?? []).find((rows) => tail(rows[0]?.territory?.iri ?? '') === place.slug) ?? [];

/** The last value of one region, how it came about, and for which unit it is measured. */
function Cell({ rows, tone }: { rows: readonly Row[]; tone: number }) {
  const last = [...rows].reverse().find((row) => valueOf(row) !== null);
  const value = last && figure(last, 'value');
  if (!last || !value) return <Missing row={rows[0]} />;
  return (
    <div class="sidecell">
      <div class="sidevalue"><Explained figure={value} /> <span class="note">{last.period}</span></div>
      <Spark points={points(rows)} isProxy={last.measured?.isProxy ?? false} tone={tone} />
      <Measured row={last} />
    </div>
  );
}
