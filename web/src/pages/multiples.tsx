// How does one region stand in every indicator that has figures: small pictures, gaps and stand-ins shown.
import { useLoad } from '../api';
import { Provenance, Spark } from '../chart';
import { ask, figure, loadCatalogue, loadDatasets, points, valueOf, type Answer, type Catalogued } from '../figures';
import { t } from '../i18n';
import { href } from '../router';
import { Empty, Section, Wait, type LangString } from '../ui';
import { Explained, Measured, Missing, origin, sourcesOf } from '../views/parts';

export function Multiples({ slug }: { slug: string }) {
  const loaded = useLoad(`multiples ${slug}`, async (signal) => {
    const all = (await loadCatalogue(signal)).filter((it) => it.series.length > 0);
    const answers = await Promise.all(all.map((it) => ask(it.code, 'series', { region: slug }, signal).catch(() => null)));
    return all.map((about, at) => ({ about, answer: answers[at] ?? null }));
  });
  const datasets = useLoad('datasets', loadDatasets);
  return (
    <Section title={t('navIndicators')}>
      <Wait of={loaded}>
        {(all) => (all.length ? <ul class="multiples">{all.map((it) => <Small key={it.about.code} about={it.about} answer={it.answer} datasets={datasets.value} />)}</ul> : <Empty>{t('noFigures')}</Empty>)}
      </Wait>
    </Section>
  );
}

function Small({ about, answer, datasets }: { about: Catalogued; answer: Answer | null; datasets: ReadonlyMap<string, LangString> | null }) {
  const rows = answer?.rows ?? [];
  const valued = rows.filter((row) => valueOf(row) !== null);
  const last = valued[valued.length - 1];
  const value = last && figure(last, 'value');
  return (
    <li class="panel">
      <h3><a href={href(`/indicators/${about.code}`)}>{about.label}</a></h3>
      {answer && last && value ? (
        <>
          <div class="headline"><Explained figure={value} /> <span class="note">{about.unit}, {last.period}</span></div>
          <Spark isProxy={!!last.measured?.isProxy} points={points(rows)} />
          <Measured row={last} />
          <Provenance of={origin(about.label, '', { answer, sources: sourcesOf([last], datasets, about) })} />
        </>
      ) : (
        <p><Missing row={rows[0]} /></p>
      )}
    </li>
  );
}
