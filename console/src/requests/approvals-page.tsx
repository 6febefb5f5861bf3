import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function ApprovalsPage() {
  const t = useTexts();
  return <Page title={t('nav.approvals')}>{null}</Page>;
}
