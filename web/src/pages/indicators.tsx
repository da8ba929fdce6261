// Which indicators are there, for which are there figures, and what do several of them tell together?
import { useLoad } from '../api';
import { number, plural, t } from '../i18n';
import { folded } from '../places';
import { change, href, usePlace } from '../router';
import { loadCatalogue, type Catalogued } from '../figures';
import { Later } from '../later';
import { direction } from '../terms';
import { Empty, Field, Said, Select, Table, useTitle, Views, Wait, type Column } from '../ui';

const loadComposite = () => import('../views/composite');
const loadImpact = () => import('../views/impact');

export default function IndicatorsPage() {
  useTitle(t('navIndicators'));
  const { params } = usePlace();
  const view = params.get('view');
  const loaded = useLoad('catalogue', loadCatalogue);
  return (
    <>
      <div class="title">
        <h1>{t('navIndicators')}</h1>
        <p class="lead">{t('indicatorsAbout')}</p>
      </div>
      <Views label={t('views')} param="view" views={[['list', 'viewCatalogue'], ['composite', 'viewComposite'], ['impact', 'viewImpact']]} keep={['group']} />
      <Wait of={loaded}>{(all) => (view === 'composite' ? <Later load={loadComposite} all={all} /> : view === 'impact' ? <Later load={loadImpact} all={all} /> : <Shown all={all} />)}</Wait>
    </>
  );
}

function Shown({ all }: { all: readonly Catalogued[] }) {
  const { params } = usePlace();
  const text = folded(params.get('name') ?? '');
  const only = params.get('figures') ?? '';
  const shown = all.filter((it) => (!text || folded(`${it.code} ${it.label}`).includes(text)) && (!only || (only === 'yes') === it.series.length > 0));
  const columns: Column<Catalogued>[] = [
    { name: 'name', head: t('name'), by: (it) => it.label, cell: (it) => <a href={href(`/indicators/${it.code}`)}>{it.label}</a> },
    { name: 'code', head: t('code'), by: (it) => it.code, cell: (it) => <code>{it.code}</code> },
    { name: 'unit', head: t('unit'), by: (it) => it.unit, cell: (it) => it.unit ?? '–' },
    { name: 'direction', head: t('direction'), by: (it) => it.direction, cell: (it) => direction(it.direction) },
    {
      name: 'figures',
      head: t('figures'),
      by: (it) => it.series.reduce((sum, one) => sum + one.observations, 0),
      cell: (it) =>
        it.series.length ? (
          <>
            {it.series.map((one) => (
              <div key={one.dimensions}>{t('seriesOf', { n: number(one.observations), first: one.first, last: one.last })}</div>
            ))}
          </>
        ) : (
          <span class="gap">{t('noFigures')}</span>
        ),
    },
  ];
  return (
    <>
      <form class="form" onSubmit={(event) => event.preventDefault()} aria-label={t('filter')}>
        <Field label={t('name')}>{(id) => <input id={id} type="search" value={params.get('name') ?? ''} onInput={(event) => change({ name: event.currentTarget.value })} />}</Field>
        <Select label={t('figures')} value={only} onPick={(figures) => change({ figures })} options={[['', t('all')], ['yes', t('withFigures')], ['no', t('noFigures')]]} />
      </form>
      <Said>{plural('indicators.one', 'indicators.other', shown.length)}</Said>
      <p aria-hidden="true">{plural('indicators.one', 'indicators.other', shown.length)}</p>
      {shown.length ? <Table label={t('navIndicators')} columns={columns} rows={shown} id={(it) => it.iri} /> : <Empty>{t('nothingFits')}</Empty>}
    </>
  );
}
