import { Button, Text } from '@mantine/core';
import { useSignOut } from '../app/account-menu';
import { useTexts } from '../texts/texts';
import { Door } from './door';
import { SecondFactor } from './second-factor';

/** In the place of every page, where an organization asks for a second factor that is not set up yet. */
export function EnrolFirst({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts();
  const signOut = useSignOut();
  return (
    <Door title={t('factor.first.title')}>
      <Text>{t('factor.first.words')}</Text>
      <SecondFactor onDone={onDone} />
      <Button variant="default" onClick={signOut}>
        {t('app.signOut')}
      </Button>
    </Door>
  );
}
