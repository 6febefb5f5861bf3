import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function RequestsPage() {
  const t = useTexts();
  return <Page title={t('nav.requests')}>{null}</Page>;
}
