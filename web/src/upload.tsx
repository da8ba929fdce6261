// How far is a long upload? The browser counts what has gone; what the server then does has no measure.
import { heard, Refusal } from './api';
import { number, t } from './i18n';

/** A part of the whole that has gone, from 0 to 1; null while the server works or nothing is known. */
export type Gone = { readonly sent: number; readonly of: number } | null;

/** As `fetch`, and tells how much of the body has gone. */
export function upload(path: string, init: { method: string; headers: Record<string, string>; body: string }, tell: (gone: Gone) => void): Promise<Response> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open(init.method, path);
    for (const [name, value] of Object.entries(init.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => tell(event.lengthComputable && event.loaded < event.total ? { sent: event.loaded, of: event.total } : null);
    request.upload.onload = () => tell(null);
    request.onerror = () => fail(new Refusal('', '', 'no-connection'));
    request.onload = () => {
      const headers = new Headers();
      for (const line of request.getAllResponseHeaders().trim().split(/[\r\n]+/)) {
        const [name, ...value] = line.split(': ');
        if (name && value.length) headers.append(name, value.join(': '));
      }
      done(heard(new Response(request.status === 204 ? null : request.responseText, { status: request.status, headers })));
    };
    request.send(init.body);
  });
}

/** A bar and words; the words are said when they change, in steps of a tenth, so that no one is talked over. */
export function Progress({ gone }: { gone: Gone }) {
  const percent = gone ? Math.floor((gone.sent / gone.of) * 10) * 10 : null;
  return (
    <div class="uploading">
      {gone ? <progress aria-label={t('working')} value={gone.sent} max={gone.of} /> : <progress aria-label={t('working')} />}
      <p role="status">{percent === null ? t('serverWorks') : t('sentSoFar', { n: number(percent) })}</p>
    </div>
  );
}
