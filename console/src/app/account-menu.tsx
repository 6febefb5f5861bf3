import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { IconChevronDown } from '@tabler/icons-react';
import { useSignOut } from '../account/sign-out';
import { asProblem } from '../api/problem';
import { useKeptLanguage } from '../profile/own-account';
import { LANGUAGES, type Language } from '../texts/language';
import { useTexts, type Tell } from '../texts/texts';
import { useChooseOrganization, useOrganization, type Session } from './session';

/** The notification that the session could not be ended. */
const STAYS = 'stays-signed-in';

/** Who is signed in, where, in which language and colours. */
export function AccountMenu({ session }: { readonly session: Session }) {
  const t = useTexts();
  const [language, setLanguage] = useKeptLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const organization = useOrganization();
  const choose = useChooseOrganization();
  const signOut = useSignOut();
  const leave = () => {
    notifications.hide(STAYS);
    signOut.mutate(undefined, { onError: (error) => stays(error, t) });
  };
  const mark = (chosen: boolean) => (chosen ? '✓' : undefined);
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {organization?.name ?? session.person.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.person.email}</Menu.Label>
        <Menu.Item component={Link} to="/profile">
          {t('nav.profile')}
        </Menu.Item>
        {session.organizations.length > 1 && (
          <>
            <Menu.Label>{t('app.organization')}</Menu.Label>
            {session.organizations.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => choose(id)} rightSection={mark(id === organization?.id)}>
                {name}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Label>{t('app.language')}</Menu.Label>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <Menu.Item
            key={code}
            lang={code}
            onClick={() => setLanguage(code as Language)}
            rightSection={mark(code === language)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Label>{t('app.colours')}</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)} rightSection={mark(scheme === colorScheme)}>
            {t(`app.colours.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={leave}>{t('app.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Told over whatever page is open: whoever leaves this browser to another would leave the session, too. */
function stays(error: Error, t: Tell): void {
  notifications.show({
    id: STAYS,
    color: 'red',
    autoClose: false,
    message: t(asProblem(error).status === 0 ? 'app.signOut.offline' : 'app.signOut.again'),
    closeButtonProps: { 'aria-label': t('app.close') },
  });
}
