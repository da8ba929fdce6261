// Which training closes a gap, and what does no offer teach?
import { graphql, useLoad } from '../api';
import { number, t } from '../i18n';
import { tell, type Training } from '../jobs';
import { href } from '../router';
import { Entity, List, Section, Table, Wait, type Column } from '../ui';
import type { Asked } from './job-gap';
import { Explained, Links } from './job-parts';

type Offer = Training['offers'][number];

export default function TrainingView({ question, missing }: { question: Asked; missing: number }) {
  const loaded = useLoad(`training ${JSON.stringify(question)}`, async (signal) => {
    const [told, offers] = await Promise.all([
      tell<Training>('/skills/training', { ...question, least: 'hours' }, signal),
      graphql<{ trainingOffers: { totalCount: number } }>('{ trainingOffers { totalCount } }', {}, signal),
    ]);
    return { ...told, known: offers.trainingOffers.totalCount };
  });
  if (!missing) return null;
  return (
    <Section title={t('trainingTitle')} note={t('trainingNote')}>
      <Wait of={loaded}>
        {({ answer, names, link, known }) => {
          if (!known) return <None />;
          const columns: Column<Offer>[] = [
            { name: 'offer', head: t('trainingOffer'), cell: (it) => <Entity of={names.of(it.offer)} /> },
            { name: 'teaches', head: t('trainingTeaches'), cell: (it) => <List of={it.teaches} id={(one) => one.iri}>{(one) => <Entity of={names.of(one)} />}</List> },
            { name: 'hours', head: t('trainingHours'), number: true, by: (it) => it.hours, cell: (it) => (it.hours === null ? '–' : number(it.hours)) },
            { name: 'cost', head: t('trainingCost'), number: true, by: (it) => it.cost_euro, cell: (it) => (it.cost_euro === null ? '–' : number(it.cost_euro)) },
            { name: 'micro', head: t('trainingMicro'), cell: (it) => t(it.micro_credential ? 'yes' : 'no') },
          ];
          return (
            <>
              {answer.offers.length > 0 ? <Table label={t('trainingTitle')} columns={columns} rows={answer.offers} id={(it) => it.offer.iri} param="sort-offers" /> : <p class="empty">{t('trainingNoneFits', { n: known })}</p>}
              {answer.offers.length > 0 && <Explained figure={t('trainingTotal', { n: number(answer.total) })}><p>{t(answer.exact ? 'trainingBest' : 'trainingNear')}</p><Links answer={link} /></Explained>}
              {answer.untaught.length > 0 && (
                <>
                  <h3>{t('trainingUntaught')}</h3>
                  <List of={answer.untaught} id={(it) => it.iri}>{(it) => <Entity of={names.of(it)} />}</List>
                </>
              )}
            </>
          );
        }}
      </Wait>
    </Section>
  );
}

/** A registry without offers says so, and how they come. */
function None() {
  return (
    <div class="empty">
      <p>{t('trainingNone')}</p>
      <p>{t('trainingHow')} <a href="/ns#TrainingOffer"><code>con:TrainingOffer</code></a> · <a href={href('/steward')}>{t('navSteward')}</a></p>
    </div>
  );
}
