// What is said of one thing, what speaks of it, where does that stand, and since when?
import { graphql, sparql, useLoad, type Row, type Table } from '../api';
import { classNames, loadClasses } from '../classes';
import { language, number, t } from '../i18n';
import ENTITY from '../queries/entity.graphql?raw';
import IN from '../queries/links-in.rq?raw';
import OUT from '../queries/links-out.rq?raw';
import { href } from '../router';
import { address, Empty, Entity, entityAddress, Section, tail, Text, Tongue, useTitle, Wait, type Named } from '../ui';

interface Answer {
  node: (Named & { types: string[]; sources: { graph: string; document: string | null; revision: number | null }[] }) | null;
}

export default function EntityPage({ iri }: { iri: string }) {
  const read = async (signal: AbortSignal) => {
    const values = { iri, lang: language() };
    const [about, out, incoming, classes] = await Promise.all([
      graphql<Answer>(ENTITY, { id: iri }, signal),
      sparql(OUT, values, signal),
      sparql(IN, values, signal),
      loadClasses(),
    ]);
    return { about: about.node, out, incoming, classes };
  };
  const loaded = useLoad(`entity ${iri}`, read);
  useTitle(loaded.value?.about?.label?.value ?? tail(iri));
  return (
    <Wait of={loaded}>
      {({ about, out, incoming, classes }) => (
        <>
          <div class="title">
            <p class="crumb"><a href={href('/explore')}>{t('navExplore')}</a>{about && about.types.length > 0 && <> · {classNames(about.types, classes)}</>}</p>
            <h1><Text of={about?.label} or={tail(iri)} /></h1>
            <p><code>{iri}</code></p>
            {address(iri) !== entityAddress(iri) && <p><a href={address(iri)}>{t('ownPage')}</a></p>}
            <p class="note">
              {t('download')}: {(['ttl', 'jsonld', 'nt', 'rdf'] as const).map((format, at) => (
                <span key={format}>{at > 0 && ' · '}<a href={`/doc?${new URLSearchParams({ iri, format })}`} download={`${tail(iri)}.${format}`}>{{ ttl: 'Turtle', jsonld: 'JSON-LD', nt: 'N-Triples', rdf: 'RDF/XML' }[format]}</a></span>
              ))}
            </p>
          </div>
          {out.rows.length === 0 && incoming.rows.length === 0 && <Empty>{t('nothingSaid')}</Empty>}
          {out.rows.length > 0 && <Section title={t('statements')}><Statements of={out} /></Section>}
          {incoming.rows.length > 0 && <Section title={t('linksIn')}><Statements of={incoming} /></Section>}
          {about && about.sources.length > 0 && (
            <Section title={t('sources')} note={t('sourcesNote')}>
              <ul class="rows panel">
                {about.sources.map((it) => (
                  <li key={`${it.graph}${it.document}`}>
                    <span><a href={`/graph/${tail(it.graph)}`}>{tail(it.graph)}</a>{it.document && <> · <Entity of={{ id: it.document, label: null }} /></>}</span>
                    {it.revision !== null && <span class="note">{t('lastTouched', { n: it.revision })}</span>}
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
    </Wait>
  );
}

/** One property with its values; a value that several graphs hold stands once. */
function Statements({ of }: { of: Table }) {
  const groups = new Map<string, { name: string; values: Map<string, { row: Row; graphs: Set<string> }> }>();
  for (const row of of.rows) {
    const property = row.property?.value ?? '';
    const group = groups.get(property) ?? { name: row.propertyLabel?.value ?? tail(property), values: new Map() };
    groups.set(property, group);
    const key = `${row.value?.type}${row.value?.value}@${row.value?.['xml:lang'] ?? ''}`;
    const value = group.values.get(key) ?? { row, graphs: new Set<string>() };
    value.graphs.add(tail(row.graph?.value ?? ''));
    group.values.set(key, value);
  }
  const SHOWN_MAX = 40;
  return (
    <dl class="facts panel">
      {[...groups].map(([property, group]) => {
        const values = [...group.values.values()];
        const item = ({ row, graphs }: (typeof values)[number], at: number) => (
          <li key={at}>
            <Object row={row} /> <small>{[...graphs].join(', ')}</small>
          </li>
        );
        return (
          <div key={property}>
            <dt><a href={entityAddress(property)}>{group.name}</a></dt>
            <dd>
              <ul class="plain">{values.slice(0, SHOWN_MAX).map(item)}</ul>
              {values.length > SHOWN_MAX && (
                <details>
                  <summary>{t('andMore', { n: number(values.length - SHOWN_MAX) })}</summary>
                  <ul class="plain">{values.slice(SHOWN_MAX).map(item)}</ul>
                </details>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Object({ row }: { row: Row }) {
  const value = row.value;
  if (!value) return null;
  if (value.type === 'uri') {
    const label = row.valueLabel;
    return <a href={entityAddress(value.value)}>{label ? <Text of={{ value: label.value, lang: label['xml:lang'] ?? null }} /> : tail(value.value) || value.value}</a>;
  }
  const tag = value['xml:lang'];
  if (tag) return <><span lang={tag}>{value.value}</span><Tongue tag={tag} /></>;
  if (value.datatype === 'http://www.w3.org/2001/XMLSchema#anyURI' && /^https?:/.test(value.value)) return <a href={value.value} rel="noreferrer">{value.value}</a>;
  return <>{value.type === 'bnode' ? <code>_:{value.value}</code> : value.value}</>;
}
