// Where do high and low values lie? Regions at their points, or as areas where boundaries are loaded.
import { useLoad } from '../api';
import { loadAreas } from '../areas';
import { Chart, type Origin } from '../chart';
import { ask, valueOf, type Catalogued, type Row } from '../figures';
import { t } from '../i18n';
import { classes, mapSigns, ValueMap, type Spot } from '../map';
import { loadPlaces, type Place } from '../places';
import { Section, Wait } from '../ui';
import { Answered, asked, Controls, Downloads, figureColumn, Groups, measuredColumns, origin, Periods, territoryColumns } from './parts';
import { titleOf } from './ranking';

export function MapView({ of }: { of: Catalogued }) {
  const params = asked();
  const places = useLoad('places', loadPlaces);
  return (
    <>
      <Controls><Groups /><Periods of={of} /></Controls>
      <Answered name={`map ${of.code} ${JSON.stringify(params)}`} read={(signal) => ask(of.code, 'ranking', params, signal)} of={of}>
        {(it) => {
          const about = origin(titleOf(of, it.answer), of.unit, it);
          return (
            <Section title={about.title}>
              <div class="panel mapview">
                <Wait of={places}>{({ places: all }) => <Mapped of={of} rows={it.answer.rows.filter((row) => row.territory)} about={about} places={all} />}</Wait>
              </div>
              <Downloads path={`/kpi/${of.code}/ranking`} params={params} revision={it.answer.revision} />
            </Section>
          );
        }}
      </Answered>
    </>
  );
}

/** A map in its frame. */
export function Mapped({ of, rows, about, places, hasTable = false }: { of: Catalogued; rows: readonly Row[]; about: Origin; places: readonly Place[]; hasTable?: boolean }) {
  const areas = useLoad('areas', loadAreas);
  const at = new Map(places.map((it) => [it.id, it.at]));
  const spots: Spot[] = rows.map((row) => ({
    name: row.territory?.label ?? '',
    at: at.get(row.territory?.iri ?? '') ?? null,
    area: areas.value?.get(row.territory?.iri ?? '') ?? areas.value?.get(row.measured?.iri ?? '') ?? null,
    value: valueOf(row),
    isProxy: row.measured?.isProxy ?? false,
  }));
  const lost = spots.filter((it) => !it.at && !it.area);
  const scale = classes(spots.flatMap((it) => it.value ?? []));
  const own = (row: Row) => row;
  return (
    <Chart
      origin={about}
      columns={[...territoryColumns(own), figureColumn('value', t('value'), own, 'value', true), ...measuredColumns(own)]}
      rows={rows}
      id={(row) => row.territory?.iri ?? ''}
      sort="sortMap"
      hasTable={hasTable}
      signs={mapSigns(scale, spots)}
      note={<>{t(spots.some((it) => it.area) ? 'areaNote' : 'mapNote')} {lost.length > 0 && t('mapMissing', { names: lost.length > 12 ? String(lost.length) : lost.map((it) => it.name).join(', ') })}</>}
    >
      {() => <ValueMap label={`${about.title}: ${t('viewMap')}`} spots={spots} scale={scale} unit={of.unit ?? ''} />}
    </Chart>
  );
}
