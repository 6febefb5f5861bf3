import { Anchor } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTexts } from '../texts/texts';
import { Door } from './door';
import { SignInForm } from './sign-in-form';

export function SignInPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const next = useSearch({ strict: false, select: (search: { next?: string }) => search.next });
  return (
    <Door title={t('account.signIn')}>
      <SignInForm onSignedIn={() => void navigate({ to: next?.startsWith('/') === true ? next : '/' })} />
      <Anchor component={Link} to="/forgotten">
        {t('account.forgotten')}
      </Anchor>
    </Door>
  );
}
