// How does one region stand in every indicator that has figures: small pictures, gaps and stand-ins shown.
import { useLoad } from '../api';
import { Spark } from '../chart';
import { ask, figure, loadCatalogue, type Catalogued, type Row } from '../figures';
import { number, t } from '../i18n';
import { href } from '../router';
import { Empty, Section, Wait } from '../ui';
import { Measured } from './indicator';

export function Multiples({ slug }: { slug: string }) {
  const loaded = useLoad(`multiples ${slug}`, async (signal) => {
    const all = (await loadCatalogue(signal)).filter((it) => it.series.length > 0);
    const answers = await Promise.all(all.map((it) => ask(it.code, 'series', { region: slug }, signal).catch(() => null)));
    return all.map((about, at) => ({ about, rows: answers[at]?.rows ?? [] }));
  });
  return (
    <Section title={t('navIndicators')}>
      <Wait of={loaded}>
        {(all) => (all.length ? <ul class="multiples">{all.map((it) => <Small key={it.about.code} about={it.about} rows={it.rows} />)}</ul> : <Empty>{t('noFigures')}</Empty>)}
      </Wait>
    </Section>
  );
}

function Small({ about, rows }: { about: Catalogued; rows: readonly Row[] }) {
  const valued = rows.filter((row) => figure(row, 'value')?.value != null);
  const last = valued[valued.length - 1];
  const value = last && figure(last, 'value')?.value;
  return (
    <li class="panel">
      <h3><a href={href(`/indicators/${about.code}`)}>{about.label}</a></h3>
      {last && value != null ? (
        <>
          <p><strong>{number(value)}</strong> <span class="note">{about.unit}, {last.period}</span></p>
          <Spark isProxy={!!last.measured?.isProxy} points={rows.flatMap((row) => (row.period ? [[Number(row.period.slice(0, 4)), figure(row, 'value')?.value ?? null] as const] : []))} />
          <Measured row={last} />
        </>
      ) : (
        <p><span class="gap" lang="en">{rows[0]?.missing?.reason ?? t('noFigures')}</span></p>
      )}
    </li>
  );
}
