import { Anchor, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import { useRefusals } from '../app/refusals';
import { useTexts } from '../texts/texts';

interface CodeFieldProps {
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** What the API refused last; a refusal of the code is shown here. */
  readonly error?: unknown;
  readonly autoFocus?: boolean;
}

/** A code of the app, which a browser may fill in, or a recovery code. */
export function CodeField({ value, onChange, error, autoFocus = false }: CodeFieldProps) {
  const t = useTexts();
  const { said } = useRefusals();
  const [recovers, setRecovers] = useState(false);
  const swap = () => {
    onChange('');
    setRecovers(!recovers);
  };
  return (
    <Stack gap={4} align="flex-start">
      <TextInput
        w="100%"
        label={t(recovers ? 'factor.recoveryCode' : 'factor.code')}
        description={t(recovers ? 'factor.recoveryCode.hint' : 'factor.code.hint')}
        inputMode={recovers ? 'text' : 'numeric'}
        autoComplete={recovers ? 'off' : 'one-time-code'}
        spellCheck={false}
        maxLength={64}
        required
        autoFocus={autoFocus}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={isCodeRefused(error) ? said(error) : undefined}
      />
      <Anchor component="button" type="button" size="sm" onClick={swap}>
        {t(recovers ? 'factor.useCode' : 'factor.useRecoveryCode')}
      </Anchor>
    </Stack>
  );
}

export function isCodeRefused(error: unknown): boolean {
  return asProblem(error).code === 'second-factor-refused';
}
