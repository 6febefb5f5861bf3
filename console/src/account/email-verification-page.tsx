import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function EmailVerificationPage() {
  const t = useTexts();
  return <Page title={t('nav.profile')}>{null}</Page>;
}
