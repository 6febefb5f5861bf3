import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function RequestPage() {
  const t = useTexts();
  return <Page title={t('nav.requests')}>{null}</Page>;
}
