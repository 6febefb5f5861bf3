import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../app/page';
import { useTexts } from '../texts/texts';
import { GraceWords } from './grace-words';
import { Counted } from './preview';
import { previewQuery, type Retention, type Supposed } from './retention-data';

interface ShortenModalProps {
  readonly retention: Retention;
  readonly supposed: Supposed;
  /** Whether it is the plan that makes something go sooner. */
  readonly isPlan: boolean;
  readonly change: { readonly isPending: boolean; readonly error: Error | null };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Shows what a shorter time would take, and asks once more. */
export function ShortenModal({ retention, supposed, isPlan, change, onConfirm, onClose }: ShortenModalProps) {
  const t = useTexts();
  const query = useQuery(previewQuery(retention.projectId, supposed));
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t('retention.shorten')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        {isPlan && <Text>{t('retention.shorten.plan')}</Text>}
        <Text>
          <GraceWords sentence="retention.shorten.words" grace={retention.grace} />
        </Text>
        <Counted query={query} title={t('retention.preview.shorter')} />
        {change.error !== null && <Failure error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button color="red" loading={change.isPending} onClick={onConfirm}>
            {t('retention.shorten.go')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
