import { PasswordInput } from '@mantine/core';
import { asProblem } from '../api/problem';
import { useTexts } from '../texts/texts';

interface ChosenPasswordProps {
  readonly value: string;
  readonly onChange: (password: string) => void;
  /** What the API refused last; a refusal of the password is shown here, in the API's words. */
  readonly error: unknown;
}

/** A new password. Whether it is good enough the API says, which alone knows the lists of common ones. */
export function ChosenPassword({ value, onChange, error }: ChosenPasswordProps) {
  const t = useTexts();
  return (
    <PasswordInput
      label={t('doors.newPassword')}
      description={t('doors.newPassword.hint')}
      autoComplete="new-password"
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={isPasswordRefused(error) ? asProblem(error).message : undefined}
    />
  );
}

export function isPasswordRefused(error: unknown): boolean {
  return ['password-unfit', 'password-wrong'].includes(asProblem(error).code);
}
