// Where a file is dropped or chosen.
import { useState } from 'preact/hooks';
import { t } from './i18n';
import { Field } from './ui';

export function Drop({ hint, accept, onFile }: { hint: string; accept: string; onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => file && onFile(file);
  return (
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files[0]); }}
    >
      <Field label={t('file')} hint={hint}>
        {(id) => <input id={id} type="file" accept={accept} onChange={(event) => take(event.currentTarget.files?.[0])} />}
      </Field>
    </div>
  );
}
