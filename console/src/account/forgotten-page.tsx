import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function ForgottenPage() {
  const t = useTexts();
  return <Page title={t('nav.profile')}>{null}</Page>;
}
