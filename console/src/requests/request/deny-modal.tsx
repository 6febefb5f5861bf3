import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, must } from '../../api/client';
import { complaintOf } from '../../api/complaint';
import { useTexts } from '../../texts/texts';
import type { DecisionProps } from './confirm-modals';
import { DecisionModal, useDecision } from './decision-modal';

const CODES = ['not-verified', 'no-such-person', 'excessive', 'exempt', 'outside-jurisdiction'] as const;
type Code = (typeof CODES)[number];

/** A denial with a reason the law knows, and a note for the record. */
export function DenyModal({ request: { id }, onClose }: DecisionProps) {
  const t = useTexts();
  const [code, setCode] = useState<Code | null>(null);
  const [note, setNote] = useState('');
  const deny = () => {
    const body = { code: code ?? 'not-verified', ...(note.trim() === '' ? {} : { note }) } as const;
    return must(api.POST('/api/v1/requests/{id}/deny', { params: { path: { id } }, body }));
  };
  const deciding = useDecision(deny, 'decisions.denied', onClose);
  const complaint = complaintOf(deciding.error, 'note', ['note-names-subject']);
  return (
    <DecisionModal
      title={t('decisions.act.deny')}
      deciding={deciding}
      onClose={onClose}
      isFinal
      canDecide={code !== null}
      isTold={complaint !== undefined}
    >
      <Text>{t('decisions.deny.words')}</Text>
      <Radio.Group
        label={t('decisions.deny.reason')}
        required
        value={code}
        onChange={(value) => setCode(CODES.find((each) => each === value) ?? null)}
      >
        <Stack gap="xs" mt="xs">
          {CODES.map((each) => (
            <Radio key={each} value={each} label={t(`decisions.deny.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('decisions.deny.note')}
        description={t('decisions.deny.note.about')}
        maxLength={500}
        autosize
        minRows={2}
        value={note}
        error={complaint}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </DecisionModal>
  );
}
