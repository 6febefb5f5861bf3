import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function FindPage() {
  const t = useTexts();
  return <Page title={t('nav.find')}>{null}</Page>;
}
