// What does one document say, in its own words, and what follows from each provision?
import { useEffect } from 'preact/hooks';
import { graphql, useLoad } from '../api';
import { classNames, loadClasses } from '../classes';
import { date, language, t } from '../i18n';
import DOCUMENT from '../queries/document.graphql?raw';
import { href } from '../router';
import { entityAddress, Empty, Entity, Facts, Section, tail, Text, Tongue, useTitle, Wait, type LangString, type Named } from '../ui';

type Label = { label: LangString | null } | null;
interface Provision extends Named {
  types: string[];
  number: string | null;
  order: number | null;
  heading: LangString | null;
  text: (LangString & { translations: LangString[] }) | null;
  footnotes: LangString | null;
  partOf: { id: string } | null;
  topics: Named[];
  status: Label;
  openReading: LangString | null;
  targets: (Named & { dueText: LangString | null })[];
  indicators: (Named & { code: string | null })[];
  linksFrom: { id: string; kind: Label; sureness: Label; to: Named | null }[];
  linksTo: { id: string; kind: Label; sureness: Label; from: Named | null }[];
}
interface Answer {
  node: (Named & {
    types: string[];
    slug?: string;
    titles?: LangString | null;
    alternativeTitles?: LangString | null;
    issued?: string | null;
    signedOn?: string | null;
    description?: LangString | null;
    languages?: { id: string }[];
    url?: string[];
    status?: Label;
    statusNote?: LangString | null;
    openReading?: LangString | null;
    creators?: Named[];
    adoptedAt?: (Named & { startDate: string | null })[];
    parties?: Named[];
  }) | null;
  provisions: { nodes: Provision[] };
  signatures: { nodes: { id: string; signatory: Named | null; signedFor: Named | null; officeTitle: LangString | null; chairRegion: Named | null; signedOn: string | null }[] };
}

/** Tags of the languages that the authority table of the Union names by three letters. */
const TAGS: Record<string, string> = { ENG: 'en', NLD: 'nl', DEU: 'de', FRA: 'fr', SPA: 'es', ITA: 'it' };

export default function DocumentPage({ slug = '' }: { slug?: string | undefined }) {
  const id = `https://w3id.org/concord/id/document/${slug}`;
  const loaded = useLoad(`document ${id}`, (signal) => graphql<Answer>(DOCUMENT, { id }, signal));
  const classes = useLoad('classes', loadClasses);
  useTitle(loaded.value?.node?.label?.value ?? slug);
  return (
    <Wait of={loaded}>
      {(it) =>
        it.node?.label ? (
          <Shown answer={it} classes={classes.value} />
        ) : (
          <>
            <h1>{t('noDocument', { slug })}</h1>
            <p><a href={href('/agreements')}>{t('navAgreements')}</a></p>
          </>
        )
      }
    </Wait>
  );
}

function Shown({ answer, classes }: { answer: Answer; classes: Map<string, string> | null }) {
  const about = answer.node;
  const provisions = answer.provisions.nodes;
  const known = new Set(provisions.map((it) => it.id));
  const roots = provisions.filter((it) => !it.partOf || !known.has(it.partOf.id));
  // What introduces the document stands first, then each kind of provision by its first number.
  const kinds = [...new Set(roots.map((it) => it.types[0] ?? ''))].sort((a, b) => Number(b.endsWith('#Recital')) - Number(a.endsWith('#Recital')));
  useEffect(() => {
    // The address may name a provision, which is there only now.
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, []);
  const names = new Intl.DisplayNames(language(), { type: 'language' });
  const tongues = (about?.languages ?? []).map((it) => TAGS[tail(it.id)]).map((tag, at) => (tag ? names.of(tag) : tail(about?.languages?.[at]?.id ?? '')));
  if (!about) return null;
  return (
    <>
      <div class="title">
        <p class="crumb"><a href={href('/agreements')}>{t('navAgreements')}</a> · {classNames(about.types, classes)}</p>
        <h1><Text of={about.label} /></h1>
        {about.titles && about.titles.value !== about.label?.value && <p class="lead"><Text of={about.titles} /></p>}
        <Facts
          of={[
            [t('date'), about.issued ? date(about.issued) : about.signedOn ? date(about.signedOn) : <span class="gap">{t('undated')}</span>],
            [t('adoptedAt'), about.adoptedAt?.length ? about.adoptedAt.map((it) => <span key={it.id}><Entity of={it} />, {date(it.startDate)}</span>) : null],
            [t('languageOfText'), tongues.join(', ')],
            [t('parties'), about.parties?.length ? <ul class="marks">{about.parties.map((it) => <li key={it.id}><Entity of={it} /></li>)}</ul> : null],
            [t('status'), about.status && <Text of={about.status.label} />],
            [t('statusNote'), about.statusNote && <Text of={about.statusNote} />],
            [t('openReading'), about.openReading && <Text of={about.openReading} />],
          ]}
        />
        <p class="grounds"><a href={entityAddress(about.id)}>{t('allStatements')}</a></p>
      </div>
      {provisions.length === 0 && <Empty>{t('textMissing')}</Empty>}
      {kinds.map((kind) => (
        <Section key={kind} title={classes?.get(kind) ?? tail(kind)}>
          <ol class="rows panel">
            {roots.filter((it) => it.types[0] === kind).map((it) => <Piece key={it.id} of={it} all={provisions} />)}
          </ol>
        </Section>
      ))}
      {answer.signatures.nodes.length > 0 && (
        <Section title={t('signatures')}>
          <ul class="rows panel">
            {answer.signatures.nodes.map((it) => (
              <li key={it.id}>
                <span>
                  <strong>{it.signatory && <Entity of={it.signatory}>{it.signatory.label?.value}</Entity>}</strong>
                  {it.officeTitle && <>, <Text of={it.officeTitle} /></>}
                </span>
                <span class="note">{it.signedFor && <Entity of={it.signedFor} />}{it.chairRegion && <> · <Entity of={it.chairRegion} /></>}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Piece({ of, all }: { of: Provision; all: Provision[] }) {
  const parts = all.filter((it) => it.partOf?.id === of.id);
  const others = (of.text?.translations ?? []).filter((it) => it.lang !== of.text?.lang);
  return (
    <li id={tail(of.id)}>
      <h3>
        {of.number && <span class="when">{of.number} </span>}
        <Entity of={of}>{of.heading ? <Text of={of.heading} plain /> : <Text of={of.label} plain />}</Entity>
      </h3>
      {of.text ? (
        <blockquote>
          <p lang={of.text.lang ?? undefined}>{of.text.value}{of.text.lang && of.text.lang !== language() && <Tongue tag={of.text.lang} />}</p>
          {others.map((it) => (
            <details key={it.lang}>
              <summary>{new Intl.DisplayNames(language(), { type: 'language' }).of(it.lang ?? 'und')}</summary>
              <p lang={it.lang ?? undefined}>{it.value}</p>
            </details>
          ))}
        </blockquote>
      ) : (
        <span><span class="gap">{t('textMissing')}</span></span>
      )}
      {of.openReading && <p class="note">{t('openReading')}: <Text of={of.openReading} /></p>}
      <Facts
        of={[
          [t('topics'), of.topics.length > 0 && <ul class="marks">{of.topics.map((it) => <li key={it.id} class="mark"><Text of={it.label} plain /></li>)}</ul>],
          [t('targets'), of.targets.length > 0 && <ul class="plain">{of.targets.map((it) => <li key={it.id}><Entity of={it} /></li>)}</ul>],
          [t('indicatorsServing'), of.indicators.length > 0 && <ul class="plain">{of.indicators.map((it) => <li key={it.id}><code>{it.code}</code> <Entity of={it} /></li>)}</ul>],
          [t('follows'), of.linksTo.length > 0 && <ul class="plain">{of.linksTo.map((it) => <li key={it.id}>{it.from && <Entity of={it.from} />} <span class="mark"><Text of={it.sureness?.label} plain /></span></li>)}</ul>],
          [t('leadsTo'), of.linksFrom.length > 0 && <ul class="plain">{of.linksFrom.map((it) => <li key={it.id}>{it.to && <Entity of={it.to} />} <span class="mark"><Text of={it.sureness?.label} plain /></span></li>)}</ul>],
        ]}
      />
      {parts.length > 0 && <ol class="rows">{parts.map((it) => <Piece key={it.id} of={it} all={all} />)}</ol>}
    </li>
  );
}
