import { Alert, Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Loading } from '../app/page';
import { sessionQuery } from '../app/session';
import { useKnownTexts, useTexts } from '../texts/texts';
import { Door } from './door';
import { forgetNext, keptNext, ProviderButton } from './provider-button';
import { SignInForm } from './sign-in-form';

/** Who is signed in already, such as by the identity provider, is led on to where they were going. */
export function SignInPage() {
  const t = useTexts();
  const { next, error } = useSearch({ strict: false, select: (search: { next?: string; error?: string }) => search });
  const [going] = useState(() => (next?.startsWith('/') === true ? next : keptNext()));
  const session = useQuery(sessionQuery);
  const signedIn = session.data != null;
  useEffect(() => {
    if (signedIn && error === undefined) forgetNext();
  }, [signedIn, error]);
  // By `to` alone, the filters in it would be taken for a part of the path.
  if (signedIn && error === undefined) return <Navigate to={going} href={going} replace />;
  if (signedIn) {
    return (
      <Door title={t('signIn.proof.title')}>
        <Ended title={t('signIn.proof.failed')} code={error} />
        <Anchor href={`#${going}`}>{t('signIn.proof.back')}</Anchor>
      </Door>
    );
  }
  return (
    <Door title={t('account.signIn')}>
      {session.isPending ? (
        <Loading />
      ) : (
        <>
          {error !== undefined && <Ended title={t('signIn.failed')} code={error} />}
          <SignInForm onSignedIn={() => undefined} />
          <ProviderButton next={going} />
        </>
      )}
      <Anchor component={Link} to="/forgotten">
        {t('account.forgotten')}
      </Anchor>
    </Door>
  );
}

/** Why a way to the identity provider ended here. */
function Ended({ title, code }: { readonly title: string; readonly code: string | undefined }) {
  const t = useTexts();
  const textOf = useKnownTexts();
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={title}>
      {textOf(`signIn.error.${code}`) ?? t('signIn.error.sign-in-failed')}
    </Alert>
  );
}
