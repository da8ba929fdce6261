// How do the members stand in the indicators that have figures, and how did they stand the year before?
import { Refusal, useLoad } from '../api';
import { ask, figure, loadCatalogue, loadDatasets, valueOf, type Answer, type Catalogued, type Row } from '../figures';
import { rounded, t } from '../i18n';
import { href } from '../router';
import { Empty, Section, Wait } from '../ui';
import { Provenance } from '../chart';
import { Explained, groupName, sourcesOf } from './parts';

const GROUP = 'asa';

interface Headline {
  readonly about: Catalogued;
  readonly ranking: Answer;
  /** The means of the same members at two periods; none where too few have both. */
  readonly means: readonly Row[];
}

async function load(signal: AbortSignal): Promise<Headline[]> {
  const all = (await loadCatalogue(signal)).filter((it) => it.series.length > 0);
  const told = await Promise.all(all.map((about) => headline(about, signal)));
  return told.filter((it) => it.ranking.rows.some((row) => valueOf(row) !== null));
}

async function headline(about: Catalogued, signal: AbortSignal): Promise<Headline> {
  const ranking = await orNothing(ask(about.code, 'ranking', { group: GROUP }, signal));
  const period = ranking.rows.find((row) => valueOf(row) !== null)?.period ?? '';
  if (!/^\d{4}$/.test(period)) return { about, ranking, means: [] };
  const answer = await orNothing(ask(about.code, 'convergence', { group: GROUP, from: String(Number(period) - 1), to: period }, signal));
  return { about, ranking, means: answer.rows.filter((row) => row.role === 'sigma') };
}

/** What cannot be computed from the figures that are there is no failure of the page. */
async function orNothing(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'no-connection') return { revision: 0, rows: [] };
    throw error;
  }
}

export function Headlines() {
  const loaded = useLoad('headlines', load);
  const datasets = useLoad('datasets', loadDatasets);
  return (
    <Section title={t('headlines')} note={t('headlinesNote', { body: groupName(GROUP) })}>
      <Wait of={loaded}>
        {(all) => {
          if (!all.length) return <Empty>{t('noFigures')}</Empty>;
          const rows = all.flatMap((it) => it.ranking.rows);
          return (
            <>
              <ul class="headlines">{all.map((it) => <One key={it.about.code} of={it} />)}</ul>
              <Provenance of={{ title: '', unit: '', sources: sourcesOf(rows, datasets.value), revision: Math.max(...all.map((it) => it.ranking.revision)) }} />
            </>
          );
        }}
      </Wait>
    </Section>
  );
}

function One({ of: { about, ranking, means } }: { of: Headline }) {
  const valued = ranking.rows.filter((row) => valueOf(row) !== null);
  const [before, now] = [means[0], means[means.length - 1]];
  const [old, mean] = [before && valueOf(before, 'mean'), now && figure(now, 'mean')];
  return (
    <li class="panel" data-code={about.code}>
      <h3><a href={href(`/indicators/${about.code}`, { group: GROUP })}>{about.label}</a></h3>
      {mean?.value != null && old != null && before !== now ? (
        <>
          <div class="headline"><Explained figure={mean} /> <span class="note">{about.unit}</span></div>
          <p>{t(mean.value > old ? 'upFrom' : mean.value < old ? 'downFrom' : 'sameAs', { value: rounded(old), period: before?.period ?? '' })}</p>
          <p class="note">{t('meanOfMembers', { n: now ? (valueOf(now, 'n') ?? 0) : 0, period: now?.period ?? '' })}</p>
        </>
      ) : (
        <p class="note">{t('noMeanOfMembers', { n: valued.length, period: valued[0]?.period ?? '' })}</p>
      )}
    </li>
  );
}
