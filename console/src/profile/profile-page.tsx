import { Paper } from '@mantine/core';
import { SecondFactor } from '../account/second-factor';
import { Page } from '../app/page';
import { useTexts } from '../texts/texts';
import { AccountDetails } from './account-details';
import { ObjectionLinks } from './objection-links';
import { NoticesSection } from './notices-section';
import { OwnDataSection } from './own-data-section';
import { PasswordSection } from './password-section';
import { TokensSection } from './tokens-section';
import { TokenWarnings } from './token-warnings';

export function ProfilePage() {
  const t = useTexts();
  return (
    <Page title={t('nav.profile')} about={t('profile.about')}>
      <TokenWarnings />
      <AccountDetails />
      <TokensSection />
      <ObjectionLinks />
      <NoticesSection />
      <PasswordSection />
      <Paper withBorder p="md">
        <SecondFactor />
      </Paper>
      <OwnDataSection />
    </Page>
  );
}
