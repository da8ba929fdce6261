// Does what somebody holds count elsewhere? Four views: an application assessed, titles compared, the rules, a credential checked.
import type { FunctionComponent } from 'preact';
import { useLoad } from '../api';
import { t } from '../i18n';
import { Assess } from '../recognition/assessing';
import { Compare } from '../recognition/compare';
import { loadLists, type Lists } from '../recognition/lists';
import { Rules } from '../recognition/rules';
import '../recognition/style.css';
import { Verify } from '../recognition/verify';
import { usePlace } from '../router';
import { useTitle, Views, Wait } from '../ui';

const VIEWS: Record<string, FunctionComponent<{ lists: Lists }>> = { compare: Compare, rules: Rules };

export default function RecognitionPage() {
  useTitle(t('navRecognition'));
  const { params } = usePlace();
  const lists = useLoad('recognition lists', loadLists);
  const view = params.get('view') ?? '';
  const Shown = VIEWS[view] ?? Assess;
  return (
    <>
      <div class="title">
        <h1>{t('navRecognition')}</h1>
        <p class="lead">{t('recognitionAbout')}</p>
      </div>
      <Views label={t('views')} param="view" views={[['assess', 'viewAssess'], ['compare', 'viewCompareTitles'], ['rules', 'viewRules'], ['verify', 'viewVerify']]} />
      {view === 'verify' ? <Verify /> : <Wait of={lists}>{(it) => <Shown lists={it} />}</Wait>}
    </>
  );
}
