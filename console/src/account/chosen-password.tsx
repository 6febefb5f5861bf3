import { PasswordInput } from '@mantine/core';
import { asProblem } from '../api/problem';
import { useRefusals } from '../app/refusals';
import { useTexts } from '../texts/texts';

interface ChosenPasswordProps {
  readonly value: string;
  readonly onChange: (password: string) => void;
  /** What the API refused last; a refusal of the password is shown here. */
  readonly error: unknown;
}

/** A new password. Whether it is good enough the API says, which alone knows the lists of common ones. */
export function ChosenPassword({ value, onChange, error }: ChosenPasswordProps) {
  const t = useTexts();
  const { said } = useRefusals();
  return (
    <PasswordInput
      label={t('doors.newPassword')}
      description={t('doors.newPassword.hint')}
      autoComplete="new-password"
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={isPasswordRefused(error) ? said(error) : undefined}
    />
  );
}

export function isPasswordRefused(error: unknown): boolean {
  return ['password-unfit', 'password-wrong'].includes(asProblem(error).code);
}
