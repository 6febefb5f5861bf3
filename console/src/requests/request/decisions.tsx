import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useSession } from '../../app/session';
import { useTexts } from '../../texts/texts';
import type { RequestDetail } from '../request-query';
import { isOpen } from '../request-words';
import { ApproveModal, RetryModal, RevokeModal, type DecisionProps } from './confirm-modals';
import { DenyModal } from '../deny-modal';
import { ExtendModal } from './extend-modal';
import { HandOverModal } from './hand-over-modal';

const MODALS = {
  approve: ApproveModal,
  handOver: HandOverModal,
  retry: RetryModal,
  extend: ExtendModal,
  deny: DenyModal,
  revoke: RevokeModal,
} as const;
type Decision = keyof typeof MODALS;

/** What may be decided about the request as it stands. One that was begun stays open when the request moves on behind it. */
export function Decisions({ request, timezone }: Omit<DecisionProps, 'onClose'>) {
  const t = useTexts();
  const session = useSession();
  const [begun, setBegun] = useState<Decision | null>(null);
  const Begun = begun && MODALS[begun];
  return (
    <>
      {possible(request, session?.person.email ?? '').map((decision) => (
        <Button
          key={decision}
          variant={decision === 'approve' || decision === 'handOver' ? 'filled' : 'default'}
          onClick={() => setBegun(decision)}
        >
          {t(`decisions.act.${decision}`)}
        </Button>
      ))}
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
        {t('decisions.act.print')}
      </Button>
      {Begun && <Begun request={request} timezone={timezone} onClose={() => setBegun(null)} />}
    </>
  );
}

const PUT_OFF: readonly RequestDetail['waitingFor'][] = ['retry', 'action', 'older-snapshot', 'mutation', 'store-busy'];

/** The API decides; this leaves out what it would refuse in any case. */
function possible(request: RequestDetail, me: string): Decision[] {
  const { kind, status, deadline, waitingFor } = request;
  const open = isOpen(request);
  const untouched = status === 'PENDING' || status === 'STAGING';
  const may: Record<Decision, boolean> = {
    approve: open && request.approvalNeeded && request.approval === null && request.openedBy !== me,
    handOver: status === 'SUCCESS' || status === 'DENIED',
    retry: open && request.failure !== null && PUT_OFF.includes(waitingFor),
    extend: open && deadline.extendedAt === null && !deadline.overdue,
    deny: untouched,
    revoke: kind === 'export' ? open : untouched,
  };
  return (Object.keys(may) as Decision[]).filter((decision) => may[decision]);
}
