import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { asProblem } from '../api/problem';
import { Failure, Shown } from '../app/page';
import { sessionQuery } from '../app/session';
import { useTexts } from '../texts/texts';
import { ChosenPassword, isPasswordRefused } from './chosen-password';
import { Door } from './door';
import { SignInForm } from './sign-in-form';
import { useSignOutHere } from './sign-out';

/** Confirms the address of the account that is signed in, by the link that was mailed to it. */
export function EmailVerificationPage() {
  const t = useTexts();
  const session = useQuery(sessionQuery);
  const [isDone, setIsDone] = useState(false);
  return (
    <Door title={t('doors.verify.title')}>
      {isDone ? (
        <>
          <Alert role="status" color="green">
            {t('doors.verify.done')}
          </Alert>
          <Anchor component={Link} to="/sign-in">
            {t('doors.toSignIn')}
          </Anchor>
        </>
      ) : (
        <Shown query={session}>
          {(known) =>
            known === null ? (
              <>
                <Text>{t('doors.verify.signIn')}</Text>
                <SignInForm onSignedIn={() => {}} />
              </>
            ) : (
              <VerificationForm email={known.person.email} onDone={() => setIsDone(true)} />
            )
          }
        </Shown>
      )}
    </Door>
  );
}

function VerificationForm({ email, onDone }: { readonly email: string; readonly onDone: () => void }) {
  const t = useTexts();
  const queries = useQueryClient();
  const signOut = useSignOutHere();
  const token = useParams({ strict: false, select: ({ token: given = '' }: { token?: string }) => given });
  const [password, setPassword] = useState('');
  const verification = useMutation({
    mutationFn: () => must(api.POST('/api/v1/session/email-verification/complete', { body: { token, password } })),
    onSuccess: () => {
      onDone();
      queries.setQueryData(sessionQuery.queryKey, null);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verification.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('doors.verify.title')}>
      <Stack>
        <Text>{t('doors.verify.words', { email })}</Text>
        <ChosenPassword value={password} onChange={setPassword} error={verification.error} />
        {verification.error !== null && !isPasswordRefused(verification.error) && (
          <Failure error={verification.error} />
        )}
        <Button type="submit" loading={verification.isPending}>
          {t('doors.verify.save')}
        </Button>
        {signOut.error !== null && <Failure error={signOut.error} />}
        {asProblem(verification.error).code === 'other-account' && (
          <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('app.signOut')}
          </Button>
        )}
      </Stack>
    </form>
  );
}
