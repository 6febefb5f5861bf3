import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconChevronDown } from '@tabler/icons-react';
import { useKeptLanguage } from '../profile/own-account';
import { api } from '../api/client';
import { LANGUAGES, type Language } from '../texts/language';
import { useTexts } from '../texts/texts';
import { useLeave } from './leave';
import { useChooseOrganization, useOrganization, type Session } from './session';

/** Who is signed in, where, in which language and colours. */
export function AccountMenu({ session }: { readonly session: Session }) {
  const t = useTexts();
  const [language, setLanguage] = useKeptLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const organization = useOrganization();
  const choose = useChooseOrganization();
  const signOut = useSignOut();
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
        <Menu.Item onClick={signOut}>{t('app.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function useSignOut(): () => void {
  const leave = useLeave();
  return () => void api.DELETE('/api/v1/session').finally(leave);
}
