import { Button, Text } from '@mantine/core';
import { Failure } from '../app/page';
import { useTexts } from '../texts/texts';
import { Door } from './door';
import { SecondFactor } from './second-factor';
import { useSignOut } from './sign-out';

/** In the place of every page, where an organization asks for a second factor that is not set up yet. */
export function EnrolFirst({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts();
  const signOut = useSignOut();
  return (
    <Door title={t('factor.first.title')}>
      <Text>{t('factor.first.words')}</Text>
      <SecondFactor onDone={onDone} />
      {signOut.error !== null && <Failure error={signOut.error} />}
      <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('app.signOut')}
      </Button>
    </Door>
  );
}
