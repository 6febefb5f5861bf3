import { RequireSecondFactor } from '../account/require-second-factor';
import { Page } from '../app/page';
import { ForOwnersAndAdmins } from '../app/role-gate';
import { useTexts } from '../texts/texts';
import { Invitations } from './invitations';
import { People } from './people';
import { ServiceAccounts } from './service-accounts';

/** Who belongs to the organization, who is asked to, and which tools act for it. */
export function MembersPage() {
  const t = useTexts();
  return (
    <Page title={t('nav.members')} about={t('members.about')}>
      <ForOwnersAndAdmins topic="members">
        {(organization) => (
          <>
            <People organization={organization} />
            <Invitations organization={organization} />
            <ServiceAccounts organization={organization} />
            <RequireSecondFactor />
          </>
        )}
      </ForOwnersAndAdmins>
    </Page>
  );
}
