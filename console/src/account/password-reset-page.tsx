import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { asProblem } from '../api/problem';
import { Failure } from '../app/page';
import { sessionQuery } from '../app/session';
import { useTexts } from '../texts/texts';
import { ChosenPassword, isPasswordRefused } from './chosen-password';
import { Door } from './door';

/** Chooses a new password by the link that was mailed. */
export function PasswordResetPage() {
  const t = useTexts();
  const queries = useQueryClient();
  const token = useParams({ strict: false, select: ({ token: given = '' }: { token?: string }) => given });
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => must(api.POST('/api/v1/password-resets/complete', { body: { token, password } })),
    // A session of this account that was open here has ended; which account it is only the link knows.
    onSuccess: () => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  const isOver = asProblem(reset.error).code === 'link-over';
  return (
    <Door title={t('doors.reset.title')}>
      {reset.isSuccess ? (
        <Alert role="status" color="green">
          {t('doors.reset.done')}
        </Alert>
      ) : (
        <form onSubmit={submit} aria-label={t('doors.reset.title')}>
          <Stack>
            <Text>{t('doors.reset.words')}</Text>
            <ChosenPassword value={password} onChange={setPassword} error={reset.error} />
            {reset.error !== null && !isPasswordRefused(reset.error) && <Failure error={reset.error} />}
            <Button type="submit" loading={reset.isPending}>
              {t('doors.reset.save')}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} to={isOver ? '/forgotten' : '/sign-in'}>
        {t(isOver ? 'doors.reset.again' : 'doors.toSignIn')}
      </Anchor>
    </Door>
  );
}
