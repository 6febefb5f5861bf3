import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';
import { asProblem } from '../api/problem';
import { useTexts } from '../texts/texts';
import { DecisionModal, useDecision } from './decision-modal';

type Code = paths['/api/v1/requests/{id}/deny']['post']['requestBody']['content']['application/json']['code'];
const CODES = [
  'not-verified',
  'no-such-person',
  'excessive',
  'exempt',
  'outside-jurisdiction',
] as const satisfies Code[];

interface DenyModalProps {
  readonly request: { readonly id: string };
  readonly onClose: () => void;
  /** Where somebody looks at what waits for approval: what was approved meanwhile stays so. */
  readonly unlessApproved?: boolean;
}

/** Ends a request with a reason the law knows, and a note for the record. */
export function DenyModal({ request: { id }, onClose, unlessApproved = false }: DenyModalProps) {
  const t = useTexts();
  const [code, setCode] = useState<Code | null>(null);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const deny = () => {
    const given = note.trim() === '' ? {} : { note: note.trim() };
    const body = { code: code ?? 'not-verified', ...given, ...(unlessApproved ? { unlessApproved } : {}) } as const;
    return must(api.POST('/api/v1/requests/{id}/deny', { params: { path: { id } }, body }));
  };
  const deciding = useDecision(deny, 'decisions.denied', onClose);
  const namesSubject = deciding.error !== null && asProblem(deciding.error).code === 'note-names-subject';
  const isMissing = () => {
    setAsked(true);
    return code === null;
  };
  return (
    <DecisionModal
      title={t('decisions.act.deny')}
      deciding={deciding}
      onClose={onClose}
      isFinal
      isMissing={isMissing}
      isTold={namesSubject}
    >
      <Text>{t('decisions.deny.words')}</Text>
      <Radio.Group
        label={t('decisions.deny.reason')}
        withAsterisk
        value={code}
        onChange={(value) => setCode(CODES.find((each) => each === value) ?? null)}
        error={asked && code === null ? t('decisions.deny.noReason') : null}
      >
        <Stack gap="xs" mt="xs">
          {CODES.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`requestWords.denial.${each}`)}
              description={t(`requestWords.denial.${each}.about`)}
            />
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
        error={namesSubject ? t('decisions.deny.namesSubject') : null}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </DecisionModal>
  );
}
