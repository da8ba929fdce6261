// How is a part of a page shown that comes only when it is used?
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from './i18n';
import { Failure } from './ui';

type Props<P> = P & { load: () => Promise<{ default: ComponentType<P> }> };

/** `load` is the same function at every call: it names the part. */
export function Later<P extends object>({ load, ...props }: Props<P>) {
  const [part, setPart] = useState<{ of: unknown; show: ComponentType<P> } | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let current = true;
    load().then(
      (it) => current && setPart({ of: load, show: it.default }),
      (it: unknown) => current && setError(it),
    );
    return () => {
      current = false;
    };
  }, [load]);
  if (error !== null) return <Failure error={error} />;
  if (part?.of !== load) return <p class="loading">{t('loading')}</p>;
  const Part = part.show;
  return <Part {...(props as unknown as P)} />;
}
