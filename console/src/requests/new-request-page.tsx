import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function NewRequestPage() {
  const t = useTexts();
  return <Page title={t('nav.newExport')}>{null}</Page>;
}
