import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { useTexts } from '../texts/texts';
import { Door } from './door';

/** Asks for a link. What is answered tells nobody whether the address has an account. */
export function ForgottenPage() {
  const t = useTexts();
  const [email, setEmail] = useState('');
  const asking = useMutation({ mutationFn: () => must(api.POST('/api/v1/password-resets', { body: { email } })) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asking.mutate();
  };
  return (
    <Door title={t('doors.forgotten.title')}>
      {asking.isSuccess ? (
        <Alert role="status" color="blue">
          {t('doors.forgotten.sent')}
        </Alert>
      ) : (
        <form onSubmit={submit} aria-label={t('doors.forgotten.title')}>
          <Stack>
            <Text>{t('doors.forgotten.words')}</Text>
            <TextInput
              label={t('account.email')}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            {asking.error !== null && <Failure error={asking.error} />}
            <Button type="submit" loading={asking.isPending}>
              {t('doors.forgotten.send')}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} to="/sign-in">
        {t('doors.toSignIn')}
      </Anchor>
    </Door>
  );
}
