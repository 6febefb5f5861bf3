import { Text } from '@mantine/core';
import { api, must } from '../../api/client';
import { useTexts } from '../../texts/texts';
import type { RequestDetail } from '../request-query';
import { DecisionModal, useDecision } from '../decision-modal';

export interface DecisionProps {
  readonly request: RequestDetail;
  /** Of the project; null where it is gone. */
  readonly timezone: string | null;
  readonly onClose: () => void;
}

export function RevokeModal({ request: { id, kind }, onClose }: DecisionProps) {
  const t = useTexts();
  const revoke = () => must(api.POST('/api/v1/requests/{id}/revoke', { params: { path: { id } } }));
  const deciding = useDecision(revoke, 'decisions.revoked', onClose);
  return (
    <DecisionModal title={t('decisions.act.revoke')} deciding={deciding} onClose={onClose} isFinal>
      <Text>{t(`decisions.revoke.${kind}`)}</Text>
      <Text>{t('decisions.revoke.final')}</Text>
    </DecisionModal>
  );
}

export function ApproveModal({ request: { id, subjectCount }, onClose }: DecisionProps) {
  const t = useTexts();
  const approve = () => must(api.POST('/api/v1/requests/{id}/approve', { params: { path: { id } } }));
  const deciding = useDecision(approve, 'decisions.approved', onClose);
  return (
    <DecisionModal title={t('decisions.act.approve')} deciding={deciding} onClose={onClose} isFinal>
      <Text>{t('decisions.approve.words', { people: subjectCount })}</Text>
    </DecisionModal>
  );
}

export function RetryModal({ request: { id, failure }, onClose }: DecisionProps) {
  const t = useTexts();
  const retry = () => must(api.POST('/api/v1/requests/{id}/retry', { params: { path: { id } } }));
  const deciding = useDecision(retry, 'decisions.retried', onClose);
  return (
    <DecisionModal title={t('decisions.act.retry')} deciding={deciding} onClose={onClose}>
      <Text>{t('decisions.retry.words')}</Text>
      {failure !== null && (
        <Text size="sm" lang="en">
          {failure.message}
        </Text>
      )}
    </DecisionModal>
  );
}
