import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Moment } from '../../app/values';
import type { MessageId } from '../../texts/en/index';
import { useTexts } from '../../texts/texts';
import { Deadline, useRequestName } from '../request-words';
import type { Waiting } from './approvals-query';

interface WaitingDeletionProps {
  readonly request: Waiting;
  /** Name of its project. */
  readonly project: string;
  /** When it was fetched. */
  readonly now: number;
  readonly onApprove: () => void;
  readonly onDeny: () => void;
}

/** A deletion that waits for a second person, with who that may be. */
export function WaitingDeletion({ request, project, now, onApprove, onDeny }: WaitingDeletionProps) {
  const t = useTexts();
  const name = useRequestName()(request);
  const { approvers } = request;
  return (
    <Paper withBorder p="md" component="article" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            <Anchor component={Link} to="/requests/$id" params={{ id: request.id } as never} inherit>
              {name}
            </Anchor>
          </Title>
          <Text fw={600}>{t('approvals.people', { count: request.subjectCount })}</Text>
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }}>
          <Told label={t('app.project')}>{project}</Told>
          <Told label={t('approvals.openedBy')}>
            {request.openedBy}, <Moment iso={request.openedAt} />
          </Told>
          <Told label={t('approvals.decideBy')}>
            <Moment iso={request.waitingUntil} />
          </Told>
          <Told label={t('approvals.due')}>
            <Deadline request={request} now={now} />
          </Told>
        </SimpleGrid>
        <Told label={t('approvals.approvers')}>
          {approvers.length === 0 ? t('approvals.nobody') : approvers.join(', ')}
        </Told>
        <Refusal refusal={request.refusal} />
        <Group className="no-print">
          {request.mayApprove && (
            <Button onClick={onApprove} aria-label={`${t('approvals.approve')}: ${name}`}>
              {t('approvals.approve')}
            </Button>
          )}
          <Button variant="default" onClick={onDeny} aria-label={`${t('approvals.deny')}: ${name}`}>
            {t('approvals.deny')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Told({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="div" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}

const REFUSALS: Readonly<Record<string, MessageId>> = {
  'approver-is-opener': 'approvals.refusal.approver-is-opener',
  'approver-is-no-person': 'approvals.refusal.approver-is-no-person',
  'approver-too-new': 'approvals.refusal.approver-too-new',
  'approver-not-independent': 'approvals.refusal.approver-not-independent',
};

/** Why whoever looks may not approve it. */
function Refusal({ refusal }: Pick<Waiting, 'refusal'>) {
  const t = useTexts();
  if (refusal === null) return null;
  const known = REFUSALS[refusal.code];
  return <Text size="sm">{known === undefined ? <span lang="en">{refusal.message}</span> : t(known)}</Text>;
}
