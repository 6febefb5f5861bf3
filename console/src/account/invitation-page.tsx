import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function InvitationPage() {
  const t = useTexts();
  return <Page title={t('nav.profile')}>{null}</Page>;
}
