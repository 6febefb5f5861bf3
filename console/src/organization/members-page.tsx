import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function MembersPage() {
  const t = useTexts();
  return <Page title={t('nav.members')}>{null}</Page>;
}
