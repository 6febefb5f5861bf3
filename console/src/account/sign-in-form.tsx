import { Button, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { asProblem, Problem } from '../api/problem';
import { Failure } from '../app/page';
import { sessionQuery, type Session } from '../app/session';
import { useTexts } from '../texts/texts';
import { CodeField, isCodeRefused } from './code-field';

interface SignInFormProps {
  /** Address that is filled in. */
  readonly email?: string;
  readonly onSignedIn: (session: Session) => void;
}

/** E-mail and password; where several accounts have both, the organization is asked for; then the second factor where there is one. */
export function SignInForm({ email: known = '', onSignedIn }: SignInFormProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [organizationId, setOrganizationId] = useState<string | null>(null);
  /** Null: nobody has asked for it. */
  const [code, setCode] = useState<string | null>(null);
  const signIn = useMutation({
    mutationFn: () => must(api.POST('/api/v1/session', { body: { email, password, organizationId, code } })),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      onSignedIn(session);
    },
    onError: (error) => {
      if (isCodeAsked(error)) setCode('');
    },
  });
  const choices = choicesOf(signIn.error);
  const isAnswered = choices !== null || isCodeAsked(signIn.error) || isCodeRefused(signIn.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('account.signIn')}>
      <Stack>
        <TextInput
          label={t('account.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('account.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {choices !== null && (
          <Select
            label={t('account.whichOrganization')}
            data={choices}
            value={organizationId}
            onChange={setOrganizationId}
            required
          />
        )}
        {code !== null && <CodeField value={code} onChange={setCode} error={signIn.error} autoFocus />}
        {signIn.error !== null && !isAnswered && <Failure error={signIn.error} />}
        <Button type="submit" loading={signIn.isPending}>
          {t('account.signIn')}
        </Button>
      </Stack>
    </form>
  );
}

function isCodeAsked(error: unknown): boolean {
  return asProblem(error).code === 'second-factor-required';
}

/** The organizations to choose from, where the API says that several accounts are meant. */
function choicesOf(error: unknown): { value: string; label: string }[] | null {
  if (!(error instanceof Problem) || error.code !== 'several-accounts') return null;
  const { organizations } = error.details as { organizations?: { id: string; name: string }[] };
  return (organizations ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
