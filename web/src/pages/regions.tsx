// Which regions and towns are there, which bodies do they belong to, and how do some stand side by side?
import { useLoad } from '../api';
import { compare, plural, t } from '../i18n';
import { kindOf, Map, Symbol } from '../map';
import { folded, loadPlaces, short as shortName, type Body, type Place } from '../places';
import { change, href, usePlace } from '../router';
import { Later } from '../later';
import { Empty, Field, Said, Select, Table, Text, useTitle, Views, Wait, type Column } from '../ui';

const loadSide = () => import('../views/side');

export default function RegionsPage() {
  useTitle(t('navRegions'));
  const { params } = usePlace();
  const loaded = useLoad('places', loadPlaces);
  return (
    <>
      <div class="title">
        <h1>{t('navRegions')}</h1>
        <p class="lead">{t('regionsAbout')}</p>
      </div>
      <Views label={t('views')} param="view" views={[['list', 'viewList'], ['compare', 'viewSide']]} keep={['regions']} />
      <Wait of={loaded}>{({ places, bodies }) => (params.get('view') === 'compare' ? <Later load={loadSide} places={places} /> : <Shown places={places} bodies={bodies} />)}</Wait>
    </>
  );
}

function Shown({ places, bodies }: { places: Place[]; bodies: Body[] }) {
  const { params } = usePlace();
  const asked = (name: string) => params.get(name) ?? '';
  const text = folded(asked('name'));
  const shown = places.filter(
    (it) =>
      (!text || [it.label.value, ...it.other].some((name) => folded(name).includes(text))) &&
      (!asked('country') || it.countryCode === asked('country')) &&
      (!asked('body') || (asked('body') === 'none' ? it.bodies.length === 0 : it.bodies.includes(asked('body')))) &&
      (!asked('kind') || (asked('kind') === 'town') === it.isTown),
  );
  const countries = [...new window.Map(places.map((it) => [it.countryCode, it.country?.value ?? it.countryCode]))].sort((a, b) => compare(a[1], b[1]));
  const short = (slug: string) => bodies.find((it) => it.slug === slug)?.label?.value ?? slug.toUpperCase();
  const columns: Column<Place>[] = [
    { name: 'name', head: t('name'), by: (it) => it.label.value, cell: (it) => <a href={href(`/regions/${it.slug}`)}><Text of={it.label} /></a> },
    { name: 'country', head: t('country'), by: (it) => it.country?.value ?? null, cell: (it) => <Text of={it.country} /> },
    { name: 'level', head: t('level'), by: (it) => it.levels.map((level) => level.value).join(), cell: (it) => it.levels.map((level) => level.value).join(', ') },
    {
      name: 'body',
      head: t('memberOf'),
      by: (it) => it.bodies.map(short).join() || null,
      cell: (it) =>
        it.bodies.length ? (
          <span class="marks">
            <svg viewBox="-10 -10 20 20" width="16" height="16" aria-hidden="true">
              <Symbol kind={kindOf(it)} />
            </svg>
            {it.bodies.map((slug) => {
              const name = shortName(bodies, slug);
              return name.short === name.full ? <span key={slug}>{name.full}</span> : <abbr key={slug} title={name.full}>{name.short}</abbr>;
            })}
          </span>
        ) : (
          <span class="note">{t('noMembership')}</span>
        ),
    },
  ];
  const members = shown.filter((it) => it.bodies.length > 0);
  return (
    <>
      <form class="form" onSubmit={(event) => event.preventDefault()} aria-label={t('filter')}>
        <Field label={t('name')}>
          {(id) => <input id={id} type="search" value={asked('name')} onInput={(event) => change({ name: event.currentTarget.value })} />}
        </Field>
        <Select label={t('country')} value={asked('country')} onPick={(country) => change({ country })} options={[['', t('all')], ...countries]} />
        <Select label={t('memberOf')} value={asked('body')} onPick={(body) => change({ body })} options={[['', t('all')], ...bodies.map((it) => [it.slug, short(it.slug)] as const), ['none', t('noMembership')]]} />
        <Select label={t('kind')} value={asked('kind')} onPick={(kind) => change({ kind })} options={[['', t('all')], ['region', t('countRegions')], ['town', t('countTowns')]]} />
      </form>
      <Said>{plural('places.one', 'places.other', shown.length)}</Said>
      <p aria-hidden="true">{plural('places.one', 'places.other', shown.length)}</p>
      {shown.length === 0 ? (
        <Empty>{t('nothingFits')}</Empty>
      ) : (
        <div class="split">
          <Table label={t('navRegions')} columns={columns} rows={shown} id={(it) => it.id} />
          <div class="panel">
            <Map places={members} bodies={bodies} label={t('memberMap')} />
          </div>
        </div>
      )}
    </>
  );
}
