import { Alert, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { asProblem } from '../api/problem';
import { useRefusals } from '../app/refusals';
import { sessionQuery, useSession } from '../app/session';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { isPasswordRefused } from './chosen-password';
import { ProviderProof, useProviderName } from './provider-button';

interface ProofFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (password: string) => void;
  /** What the API refused last; a refusal of the password is shown here. */
  readonly error: unknown;
  readonly autoFocus?: boolean;
}

/**
 * Asks who is signed in for what proves that it is them: the password or, where they come by the identity provider, a sign-in there once
 * more. What a form sends for it is `useProof`.
 */
export function ProofField({ label, value, onChange, error, autoFocus = false }: ProofFieldProps) {
  const t = useTexts();
  const { said } = useRefusals();
  const name = useProviderName();
  const proof = useSession()?.proof;
  useAskedAgain(error);
  if (proof?.until != null) {
    return (
      <Alert role="note" color="green">
        <Text>
          {t('signIn.proof.given', { name: name ?? '' })} <Moment iso={proof.until} />
        </Text>
      </Alert>
    );
  }
  return (
    <Stack gap="xs" align="flex-start">
      <PasswordInput
        w="100%"
        miw={240}
        label={label}
        autoComplete="current-password"
        required
        data-autofocus={autoFocus || undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={isPasswordRefused(error) ? said(error) : undefined}
      />
      {proof?.provider === true && <ProviderProof />}
    </Stack>
  );
}

/** What is sent for the field: null where a sign-in at the provider stands for the password. */
export function useProof(password: string): string | null {
  return useSession()?.proof.until == null ? password : null;
}

/** Where the sign-in at the provider is too long ago by now, the password is asked for again. */
function useAskedAgain(error: unknown): void {
  const queries = useQueryClient();
  const isOver = asProblem(error).code === 'proof-missing';
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [isOver, queries]);
}
