import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, must } from '../../api/client';
import { useRefusals } from '../../app/refusals';
import { useTexts } from '../../texts/texts';
import type { DecisionProps } from './confirm-modals';
import { DecisionModal, useDecision } from '../decision-modal';

/** More time, once, with the reason that the person is told. */
export function ExtendModal({ request: { id, regime }, onClose }: DecisionProps) {
  const t = useTexts();
  const [reason, setReason] = useState('');
  const extend = () => must(api.POST('/api/v1/requests/{id}/extend', { params: { path: { id } }, body: { reason } }));
  const deciding = useDecision(extend, 'decisions.extended', onClose);
  const complaint = useRefusals().ofField(deciding.error, 'reason', ['reason-names-subject']);
  return (
    <DecisionModal
      title={t('decisions.act.extend')}
      deciding={deciding}
      onClose={onClose}
      isTold={complaint !== undefined}
    >
      <Text>{t(`decisions.extend.${regime}`)}</Text>
      <TextInput
        label={t('decisions.extend.reason')}
        description={t('decisions.extend.reason.about')}
        required
        maxLength={500}
        value={reason}
        error={complaint}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DecisionModal>
  );
}
