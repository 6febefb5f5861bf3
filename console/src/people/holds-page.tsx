import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function HoldsPage() {
  const t = useTexts();
  return <Page title={t('nav.holds')}>{null}</Page>;
}
