// How is a word of the interface said in the language of the page?
import { t } from './i18n';

export const direction = (of: string | null) => (of === 'higher-is-better' ? t('higherIsBetter') : of === 'lower-is-better' ? t('lowerIsBetter') : '–');
