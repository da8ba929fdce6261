// How is a question in GraphQL written? In GraphiQL, with the schema and its documentation beside it.
import { useEffect, useRef, useState } from 'preact/hooks';
import EXAMPLE from '../queries/example.graphql?raw';
import type { Request } from '../graphiql';
import { language, t } from '../i18n';
import { change, here } from '../router';
import { Failure, Section } from '../ui';

export default function GraphqlEditor() {
  const box = useRef<HTMLDivElement>(null);
  const [error, setError] = useState<unknown>(null);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    let current = true;
    let takeAway = () => {};
    import('../graphiql').then(
      ({ draw }) => {
        if (!current || !box.current) return;
        const { params } = here();
        const first: Request = { query: params.get('request') ?? EXAMPLE, variables: params.get('variables') ?? '' };
        const names = { query: t('graphqlQuery'), variables: t('variables'), headers: t('headers'), result: t('result') };
        takeAway = draw(box.current, first, names, ({ query, variables }) => change({ request: query, variables }));
        setDrawn(true);
      },
      (it: unknown) => current && setError(it),
    );
    return () => {
      current = false;
      takeAway();
    };
  }, [language()]);
  if (error !== null) return <Failure error={error} />;
  return (
    <Section title="GraphQL" note={t('graphiqlNote')}>
      {!isDrawn && <p class="loading">{t('loading')}</p>}
      <div ref={box} class="graphiql" lang="en" />
    </Section>
  );
}
