import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import { mayAsk, useOrganization, type Organization } from './session';

/** What pages are about that show members nothing, or less than others. */
type Topic = 'requests' | 'members' | 'accessReview' | 'audit' | 'projects' | 'retention';

interface ForOwnersAndAdminsProps {
  readonly topic: Topic;
  readonly children: (organization: Organization) => ReactNode;
}

/** What owners and admins alone see; others are told so. */
export function ForOwnersAndAdmins({ topic, children }: ForOwnersAndAdminsProps) {
  const organization = useOrganization();
  if (organization !== null && mayAsk(organization)) return <>{children(organization)}</>;
  return <ToMembers topic={topic} />;
}

const OPEN_TO_MEMBERS = [
  ['/projects', 'nav.projects', 'app.role.see.projects'],
  ['/incoming', 'nav.incoming', 'app.role.see.incoming'],
  ['/profile', 'nav.profile', 'app.role.see.profile'],
] as const;

/** Who sees what the page is about, what a member sees, and where. */
export function ToMembers({ topic }: { readonly topic: Topic }) {
  const t = useTexts();
  return (
    <Alert variant="default" icon={<IconInfoCircle aria-hidden />}>
      <Stack gap="xs">
        <Text>
          {t('app.role.member')} {t(`app.role.${topic}`)}
        </Text>
        <Text>{t('app.role.see')}</Text>
        <List>
          {OPEN_TO_MEMBERS.map(([path, name, words]) => (
            <List.Item key={path}>
              <Anchor component={Link} to={path} underline="always">
                {t(name)}
              </Anchor>
              : {t(words)}
            </List.Item>
          ))}
        </List>
        <Text>{t('app.role.ask')}</Text>
      </Stack>
    </Alert>
  );
}
