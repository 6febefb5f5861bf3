import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function AuditPage() {
  const t = useTexts();
  return <Page title={t('nav.audit')}>{null}</Page>;
}
