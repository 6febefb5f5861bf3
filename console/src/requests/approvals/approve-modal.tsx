import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { api, must } from '../../api/client';
import { useTexts } from '../../texts/texts';
import type { Waiting } from './approvals-query';
import { earlierOf, Refused } from './earlier-decision';
import { useDecision } from './use-decision';

interface ApproveModalProps {
  readonly request: Waiting;
  /** Name of its project. */
  readonly project: string;
  readonly onClose: () => void;
}

/** Says what an approval will do, before it does. */
export function ApproveModal({ request, project, onClose }: ApproveModalProps) {
  const t = useTexts();
  const approve = useDecision(
    () => must(api.POST('/api/v1/requests/{id}/approve', { params: { path: { id: request.id } } })),
    'approvals.approved',
    onClose,
  );
  const tooLate = earlierOf(approve.error) !== null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('approvals.approve.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text>{t('approvals.approve.words', { count: request.subjectCount, project })}</Text>
        {approve.error !== null && <Refused error={approve.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(tooLate ? 'app.close' : 'app.cancel')}
          </Button>
          {!tooLate && (
            <Button color="red" loading={approve.isPending} onClick={() => approve.mutate(undefined)}>
              {t('approvals.approve')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
