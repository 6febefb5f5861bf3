import { Page } from '../app/page';
import { useTexts } from '../texts/texts';

export function AccessReviewPage() {
  const t = useTexts();
  return <Page title={t('nav.accessReview')}>{null}</Page>;
}
