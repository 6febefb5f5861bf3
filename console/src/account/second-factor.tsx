import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { api, must } from '../api/client';
import { useSession, type Session } from '../app/session';
import { Copyable, Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { Enrolment } from './enrolment';
import { ProofModal, type Proof } from './proof-modal';

/** Fewer than this are a reason to make new ones. */
const FEW = 3;

/** The second factor of who is signed in: set up, seen, given new recovery codes, turned off. */
export function SecondFactor({ onDone }: { readonly onDone?: () => void }) {
  const t = useTexts();
  const queries = useQueryClient();
  const session = useSession();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (session === null) return null;
  const kept = async () => {
    await queries.invalidateQueries();
    setCodes(null);
    onDone?.();
  };
  return (
    <Stack component="section" aria-labelledby="second-factor" align="flex-start">
      <Stack gap={4}>
        <Title order={2} size="h4" id="second-factor">
          {t('factor.title')}
        </Title>
        <Text c="dimmed" size="sm">
          {t('factor.about')}
        </Text>
      </Stack>
      {codes !== null && <RecoveryCodes codes={codes} onKept={kept} />}
      {codes === null && session.secondFactor.enrolled && <Enrolled session={session} onCodes={setCodes} />}
      {codes === null && !session.secondFactor.enrolled && <Enrolment onCodes={setCodes} />}
    </Stack>
  );
}

function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => Promise<void> }) {
  const t = useTexts();
  return (
    <Stack align="flex-start">
      <Title order={3} size="h5">
        {t('factor.codes.title')}
      </Title>
      <Text>{t('factor.codes.words')}</Text>
      <Copyable text={codes.join('\n')} label={t('factor.codes.title')} />
      <Group className="no-print">
        <Button onClick={onKept}>{t('factor.codes.kept')}</Button>
        <Button variant="default" onClick={() => window.print()}>
          {t('factor.codes.print')}
        </Button>
      </Group>
    </Stack>
  );
}

interface EnrolledProps {
  readonly session: Session;
  readonly onCodes: (codes: readonly string[]) => void;
}

function Enrolled({ session: { secondFactor }, onCodes }: EnrolledProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [asks, setAsks] = useState<'renew' | 'turn-off' | null>(null);
  const close = () => setAsks(null);
  const renew = async (body: Proof) => {
    const { recoveryCodes } = await must(api.POST('/api/v1/session/second-factor/recovery-codes', { body }));
    onCodes(recoveryCodes);
  };
  const turnOff = async (body: Proof) => {
    await must(api.POST('/api/v1/session/second-factor/remove', { body }));
    await queries.invalidateQueries({ queryKey: ['session'] });
  };
  return (
    <>
      <Text>
        {t('factor.on')} <Moment iso={secondFactor.since} dateOnly />.{' '}
        {t('factor.left', { count: secondFactor.recoveryCodesLeft })}
      </Text>
      {secondFactor.recoveryCodesLeft < FEW && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t('factor.few')}
        </Alert>
      )}
      <Group className="no-print">
        <Button variant="default" onClick={() => setAsks('renew')}>
          {t('factor.renew')}
        </Button>
        <Button variant="default" onClick={() => setAsks('turn-off')}>
          {t('factor.turnOff')}
        </Button>
      </Group>
      {asks === 'renew' && (
        <ProofModal
          title={t('factor.renew')}
          words={[t('factor.renew.words')]}
          action={t('factor.renew')}
          onProved={renew}
          onClose={close}
        />
      )}
      {asks === 'turn-off' && (
        <ProofModal
          title={t('factor.turnOff.title')}
          words={[t('factor.turnOff.words'), ...(secondFactor.required ? [t('factor.turnOff.required')] : [])]}
          action={t('factor.turnOff')}
          isDangerous
          onProved={turnOff}
          onClose={close}
        />
      )}
    </>
  );
}
