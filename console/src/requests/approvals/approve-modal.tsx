import { Text } from '@mantine/core';
import { api, must } from '../../api/client';
import { useTexts } from '../../texts/texts';
import { DecisionModal, useDecision } from '../decision-modal';
import type { Waiting } from './approvals-query';

interface ApproveModalProps {
  readonly request: Waiting;
  /** Name of its project. */
  readonly project: string;
  readonly onClose: () => void;
}

/** Says what an approval will do, before it does. */
export function ApproveModal({ request: { id, subjectCount }, project, onClose }: ApproveModalProps) {
  const t = useTexts();
  const approve = () => must(api.POST('/api/v1/requests/{id}/approve', { params: { path: { id } } }));
  const deciding = useDecision(approve, 'approvals.approved', onClose);
  return (
    <DecisionModal title={t('approvals.approve')} deciding={deciding} onClose={onClose} isFinal>
      <Text>{t('approvals.approve.words', { count: subjectCount, project })}</Text>
    </DecisionModal>
  );
}
