// How does one keep an answer: as RDF, on paper, signed?
import { useState } from 'preact/hooks';
import { useLoad } from '../api';
import { t } from '../i18n';
import { Failure, Said } from '../ui';
import { FILES, issuer, save } from './assess';

export function Downloads({ turtle }: { turtle: string }) {
  const key = useLoad('issuer', issuer);
  const [error, setError] = useState<unknown>(null);
  const [saved, setSaved] = useState('');
  const take = async (kind: keyof typeof FILES) => {
    setError(null);
    try {
      save(await FILES[kind].read(turtle), FILES[kind].name);
      setSaved(FILES[kind].name);
    } catch (it) {
      setError(it);
    }
  };
  return (
    <div class="panel keep">
      <h2>{t('keepAnswer')}</h2>
      <div class="form">
        <button type="button" onClick={() => void take('turtle')}>{t('downloadAs', { format: 'Turtle' })}</button>
        <button type="button" onClick={() => void take('jsonLd')}>{t('downloadAs', { format: 'JSON-LD' })}</button>
        {key.value && <button type="button" onClick={() => void take('credential')}>{t('downloadSigned')}</button>}
        <button type="button" onClick={() => print()}>{t('print')}</button>
      </div>
      {key.state === 'done' && <p class="note">{key.value ? <>{t('signedBy')} <code class="hash">{key.value}</code></> : t('signsNothing')}</p>}
      <p class="note">{t('nothingKept')}</p>
      <Said>{saved && t('savedFile', { file: saved })}</Said>
      {error !== null && <Failure error={error} />}
    </div>
  );
}
