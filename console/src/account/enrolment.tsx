import { Box, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { useRefusals } from '../app/refusals';
import { Copyable } from '../app/values';
import { useTexts } from '../texts/texts';
import { isPasswordRefused } from './chosen-password';
import { isCodeRefused } from './code-field';
import { ProofField, useProof } from './proof-field';

type OnCodes = (codes: readonly string[]) => void;

/** Sets a second factor up: the password begins it, a secret goes into an app, a code of the app confirms it. */
export function Enrolment({ onCodes }: { readonly onCodes: OnCodes }) {
  const t = useTexts();
  const [password, setPassword] = useState('');
  const proof = useProof(password);
  const beginning = useMutation({
    mutationFn: () => must(api.POST('/api/v1/session/second-factor', { body: { password: proof } })),
    onSuccess: () => setPassword(''),
  });
  const { data: shared, error } = beginning;
  if (shared !== undefined) return <Confirmation shared={shared} onCodes={onCodes} onCancel={beginning.reset} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    beginning.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('factor.begin')}>
      <Stack align="flex-start">
        <ProofField label={t('factor.begin.password')} value={password} onChange={setPassword} error={error} />
        {error !== null && !isPasswordRefused(error) && <Failure error={error} />}
        <Button type="submit" loading={beginning.isPending}>
          {t('factor.begin')}
        </Button>
      </Stack>
    </form>
  );
}

interface ConfirmationProps {
  readonly shared: { readonly secret: string; readonly uri: string };
  readonly onCodes: OnCodes;
  readonly onCancel: () => void;
}

function Confirmation({ shared, onCodes, onCancel }: ConfirmationProps) {
  const t = useTexts();
  const { said } = useRefusals();
  const [code, setCode] = useState('');
  const confirmation = useMutation({
    mutationFn: () => must(api.POST('/api/v1/session/second-factor/confirm', { body: { code } })),
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
  });
  const { error } = confirmation;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirmation.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('factor.confirm')}>
      <Stack align="flex-start">
        <Text>{t('factor.scan')}</Text>
        {/* Dark on light in dark mode too: readers of QR codes want it so. */}
        <Box maw="100%">
          <QRCodeSVG value={shared.uri} size={216} marginSize={4} title={t('factor.qr')} />
        </Box>
        <Stack gap={4}>
          <Text size="sm" fw={500}>
            {t('factor.secret')}
          </Text>
          <Copyable text={shared.secret} label={t('factor.secret')} />
        </Stack>
        <TextInput
          label={t('factor.code')}
          description={t('factor.code.hint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={64}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={isCodeRefused(error) ? said(error) : undefined}
        />
        {error !== null && !isCodeRefused(error) && <Failure error={error} />}
        <Group>
          <Button type="submit" loading={confirmation.isPending}>
            {t('factor.confirm')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('app.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
