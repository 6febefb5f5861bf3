import { Anchor, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { useRefusals } from '../app/refusals';
import { SendButton } from '../app/standing/send-button';
import { useTexts } from '../texts/texts';
import { carryOut, DUTIES, giveUp, type Duty } from './duties-data';

type Manner = 'carryOut' | 'giveUp';
const MANNERS = ['carryOut', 'giveUp'] as const;
const LONGEST = 200;

/** How an owner ends a duty before its time, each way with a reason. Whoever is on hold is freed by lifting the hold, and then goes by itself. */
export function EndDuty({ duty }: { readonly duty: Duty }) {
  const t = useTexts();
  const [manner, setManner] = useState<Manner | null>(null);
  // What is left of a project that is gone is found by no request: its duty cannot be given up.
  const may = { carryOut: duty.kind !== 'held', giveUp: duty.endingId === null };
  const what = [t(`duties.kind.${duty.kind}`), ...(duty.distinctIds?.slice(0, 1) ?? [])].join(', ');
  return (
    <Group gap="xs" className="no-print">
      {duty.kind === 'held' && (
        <Anchor component={Link} to="/holds" size="sm">
          {t('duties.toHolds')}
        </Anchor>
      )}
      {MANNERS.filter((each) => may[each]).map((each) => (
        <Button
          key={each}
          size="compact-sm"
          variant="default"
          aria-label={t(`duties.${each}.of`, { what })}
          onClick={() => setManner(each)}
        >
          {t(`duties.${each}`)}
        </Button>
      ))}
      {manner !== null && <EndModal duty={duty} manner={manner} onClose={() => setManner(null)} />}
    </Group>
  );
}

interface EndModalProps {
  readonly duty: Duty;
  readonly manner: Manner;
  readonly onClose: () => void;
}

function EndModal({ duty, manner, onClose }: EndModalProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [basis, setBasis] = useState('');
  const [asked, setAsked] = useState(false);
  const end = useMutation({
    mutationFn: () => (manner === 'giveUp' ? giveUp(duty.id, reason, basis) : carryOut(duty.id, reason)),
    onSuccess: () => {
      onClose();
      notifications.show({
        message: t(`duties.${manner}.done`),
        closeButtonProps: { 'aria-label': t('app.close') },
      });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: DUTIES }),
  });
  const refused = useRefusals().ofFields(end.error);
  const missing = {
    ...(reason.trim() === '' ? { reason: t('duties.reason.missing') } : {}),
    ...(manner === 'giveUp' && basis.trim() === '' ? { basis: t('duties.basis.missing') } : {}),
  };
  const errors: Readonly<Record<string, ReactNode>> = { ...refused, ...(asked ? missing : {}) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(missing).length === 0) end.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t(`duties.${manner}`)} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit} aria-label={t(`duties.${manner}`)} noValidate>
        <Stack>
          <Text>{t(`duties.${manner}.words`)}</Text>
          {manner === 'giveUp' && (
            <TextInput
              label={t('duties.giveUp.basis')}
              description={t('duties.reason.about')}
              required
              maxLength={LONGEST}
              value={basis}
              onChange={(event) => setBasis(event.currentTarget.value)}
              error={errors['basis']}
            />
          )}
          <TextInput
            label={t(`duties.${manner}.reason`)}
            description={t('duties.reason.about')}
            required
            maxLength={LONGEST}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors['reason']}
          />
          {end.error !== null && Object.keys(refused).length === 0 && <Failure error={end.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <SendButton needs="owner" color="red" loading={end.isPending}>
              {t(`duties.${manner}`)}
            </SendButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
