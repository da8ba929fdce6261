// What have titles in common: levels, length of training, matters? No level and no name makes two of them equivalent.
import { json, sparql, useLoad } from '../api';
import { number, plural, t } from '../i18n';
import LEVELS from '../queries/national-levels.rq?raw';
import { change, usePlace } from '../router';
import { Empty, Entity, Section, tail, Text, Wait } from '../ui';
import { named, type Called } from './assess';
import { ChooseTitle } from './fields';
import { byId, bySlug, text, type Lists, type Title } from './lists';

interface Side {
  readonly title: Called;
  readonly country: Called | null;
  readonly eqf: string | null;
  readonly nqf: readonly string[];
  readonly article11: string | null;
  readonly months: number | null;
  readonly matters: readonly Called[] | null;
  readonly fixture: boolean;
}
interface Comparison {
  readonly titles: readonly Side[];
  readonly covers: readonly { readonly from: string; readonly to: string; readonly shared: readonly string[]; readonly missing: readonly string[] | null; readonly sameEqfLevel: boolean | null }[];
}

const TITLES_MAX = 20;

const compare = (titles: readonly string[], signal: AbortSignal) => json<Comparison>('/recognition/compare', { qualification: titles }, { signal });

export function Compare({ lists }: { lists: Lists }) {
  const { params } = usePlace();
  const chosen = (params.get('titles') ?? '').split(',').flatMap((slug) => bySlug(lists.titles, slug) ?? []);
  const put = (titles: readonly Title[]) => change({ titles: titles.map((it) => it.slug).join(',') || null });
  return (
    <Section title={t('viewCompareTitles')} note={t('compareTitlesNote')}>
      <p class="caution"><strong>{t('noEquivalence')}</strong></p>
      {chosen.length < TITLES_MAX && (
        <div class="form">
          <div class="grow">
            <ChooseTitle
              label={t('addToComparison')}
              value=""
              none={t('chooseTitle')}
              of={lists.titles.filter((it) => !chosen.includes(it))}
              onPick={(id) => put([...chosen, ...(byId(lists.titles, id) ? [byId(lists.titles, id) as Title] : [])])}
            />
          </div>
        </div>
      )}
      {chosen.length > 0 && (
        <ul class="marks chosen" aria-label={t('compared')}>
          {chosen.map((it) => (
            <li key={it.id}>
              <Text of={it.name} /> ({text(it.issuedIn)}){' '}
              <button type="button" class="link" aria-label={t('removePart', { part: it.name.value })} onClick={() => put(chosen.filter((other) => other !== it))}>×</button>
            </li>
          ))}
        </ul>
      )}
      {chosen.length < 2 ? <Empty>{t('chooseTwo')}</Empty> : <Compared titles={chosen} lists={lists} />}
    </Section>
  );
}

function Compared({ titles, lists }: { titles: readonly Title[]; lists: Lists }) {
  const ids = titles.map((it) => it.id);
  const loaded = useLoad(`compare ${ids.join(' ')}`, async (signal) => {
    const [comparison, levels] = await Promise.all([compare(ids, signal), sparql(LEVELS, {}, signal)]);
    return { comparison, levels: new Map(levels.rows.map((row) => [row.level?.value ?? '', row.label?.value ?? ''])) };
  });
  return (
    <Wait of={loaded}>
      {({ comparison, levels }) => (
        <div class="stack">
          <Matrix sides={comparison.titles} levels={levels} lists={lists} />
          <Covers of={comparison} lists={lists} />
        </div>
      )}
    </Wait>
  );
}

const gap = () => <span class="gap">{t('notRecorded')}</span>;

/** Titles as columns; what is known of each below, then every matter that one of them covers. */
function Matrix({ sides, levels, lists }: { sides: readonly Side[]; levels: ReadonlyMap<string, string>; lists: Lists }) {
  const matters = lists.matters.filter((it) => sides.some((side) => side.matters?.some((matter) => matter.iri === it.id)));
  const longest = Math.max(1, ...sides.map((it) => it.months ?? 0));
  return (
    <>
      <div class="scroll" role="group" aria-label={t('viewCompareTitles')} tabIndex={0}>
        <table class="matrix">
          <thead>
            <tr>
              <td />
              {sides.map((it) => <th key={it.title.iri} scope="col"><Entity of={{ id: it.title.iri, label: byId(lists.titles, it.title.iri)?.name ?? { value: it.title.name } }} /></th>)}
            </tr>
          </thead>
          <tbody>
            <tr><th scope="row">{t('country')}</th>{sides.map((it) => <td key={it.title.iri}>{it.country ? <Entity of={named(it.country)} /> : gap()}</td>)}</tr>
            <tr><th scope="row">{t('eqfLevel')}</th>{sides.map((it) => <td key={it.title.iri}>{it.eqf ?? gap()}</td>)}</tr>
            <tr><th scope="row">{t('nqfLevel')}</th>{sides.map((it) => <td key={it.title.iri}>{it.nqf.length ? it.nqf.map((level) => levels.get(level) ?? tail(level)).join(', ') : gap()}</td>)}</tr>
            <tr><th scope="row">{t('article11')}</th>{sides.map((it) => <td key={it.title.iri}>{it.article11 ? `(${it.article11})` : gap()}</td>)}</tr>
            <tr>
              <th scope="row">{t('trainingMonths')}</th>
              {sides.map((it) => (
                <td key={it.title.iri}>
                  {it.months === null ? gap() : <>{plural('months.one', 'months.other', it.months)}<meter class="length" aria-hidden="true" min={0} max={longest} value={it.months} /></>}
                </td>
              ))}
            </tr>
            {matters.map((matter) => (
              <tr key={matter.id}>
                <th scope="row"><Entity of={matter} /></th>
                {sides.map((it) => <td key={it.title.iri}>{it.matters === null ? gap() : it.matters.some((own) => own.iri === matter.id) ? <span class="covers"><span aria-hidden="true">✓ </span>{t('yes')}</span> : t('no')}</td>)}
              </tr>
            ))}
            <tr><th scope="row">{t('mattersCovered')}</th>{sides.map((it) => <td key={it.title.iri}>{it.matters === null ? gap() : number(it.matters.length)}</td>)}</tr>
            <tr><th scope="row">{t('judgement')}</th>{sides.map((it) => <td key={it.title.iri}>{it.matters === null ? '–' : it.fixture ? <span class="mark open">{t('judgedForTests')}</span> : t('attested')}</td>)}</tr>
          </tbody>
        </table>
      </div>
      {sides.some((it) => it.fixture) && <p class="note">{t('fixtureNote')}</p>}
    </>
  );
}

/** What one title covers of another, each way by itself. */
function Covers({ of, lists }: { of: Comparison; lists: Lists }) {
  const name = (iri: string) => byId(lists.titles, iri)?.name.value ?? tail(iri);
  const matters = (slugs: readonly string[]) => (slugs.length ? slugs.map((it) => text(bySlug(lists.matters, it)) || it).join(', ') : t('none'));
  return (
    <Section title={t('coversTitle')} note={t('coversNote')}>
      <ul class="rows panel">
        {of.covers.map((it) => (
          <li key={`${it.from} ${it.to}`}>
            <h3>{name(it.from)} → {name(it.to)}</h3>
            {it.missing === null ? (
              <p>{t('mattersNotRecorded')}</p>
            ) : (
              <>
                <p>{t('coversShared', { matters: matters(it.shared) })}</p>
                <p>{t('coversMissing', { matters: matters(it.missing) })}</p>
              </>
            )}
            <p class="note">{it.sameEqfLevel === null ? t('levelsNotBoth') : it.sameEqfLevel ? t('levelsEqual') : t('levelsDiffer')}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
