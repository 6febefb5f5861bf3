import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function OverviewPage() {
  const t = useTexts();
  return <Page title={t('nav.overview')}>{null}</Page>;
}
