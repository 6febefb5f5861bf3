import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function ProjectPage() {
  const t = useTexts();
  return <Page title={t('nav.projects')}>{null}</Page>;
}
