import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Page, Shown } from '../app/page';
import { ForOwnersAndAdmins } from '../app/role-gate';
import type { Organization } from '../app/session';
import { useTexts } from '../texts/texts';
import {
  DomainsReviewed,
  PeopleReviewed,
  SecretsReviewed,
  TokensReviewed,
  ToolsReviewed,
  ViewsReviewed,
  WaitingReviewed,
} from './access-review-tables';
import { MarkReviewed } from './mark-reviewed';
import { accessReviewQuery } from './organization-queries';

/** Who could do what at this moment, to be looked through from time to time. */
export function AccessReviewPage() {
  const t = useTexts();
  return (
    <Page title={t('nav.accessReview')} about={t('review.about')}>
      <ForOwnersAndAdmins topic="accessReview">
        {(organization) => <Review organization={organization} />}
      </ForOwnersAndAdmins>
    </Page>
  );
}

function Review({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const query = useQuery(accessReviewQuery(organization.id));
  return (
    <Shown query={query}>
      {(review) => (
        <>
          <MarkReviewed organization={organization} last={review.lastReview} seen={review.version} />
          <PeopleReviewed people={review.people} />
          <DomainsReviewed domains={review.signInDomains} />
          <ToolsReviewed tools={review.serviceAccounts} />
          <SecretsReviewed secrets={review.apiSecrets} />
          <TokensReviewed tokens={review.tokens} />
          <WaitingReviewed invitations={review.invitations} />
          <ViewsReviewed views={review.dataViews} />
          <Text size="sm">
            {t('review.change')}{' '}
            <Anchor component={Link} to="/members" inherit underline="always">
              {t('nav.members')}
            </Anchor>
            {' · '}
            <Anchor component={Link} to="/projects" inherit underline="always">
              {t('nav.projects')}
            </Anchor>
            {' · '}
            <Anchor component={Link} to="/sign-in-domains" inherit underline="always">
              {t('signIn.domains')}
            </Anchor>
          </Text>
        </>
      )}
    </Shown>
  );
}
