import { Anchor, Code } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Facts, type Fact } from '../../app/facts';
import { useSession } from '../../app/session';
import { Moment } from '../../app/values';
import { PAGE_LANGUAGES } from '../../texts/page-language';
import { useTexts } from '../../texts/texts';
import type { RequestDetail } from '../request-query';
import { isOpen, type Status } from '../request-words';
import { Section } from './section';

/** How the request reached the company, what it covers, who had to approve it, and which other request it belongs to. */
export function ReceiptPanel({ request }: { readonly request: RequestDetail }) {
  const t = useTexts();
  const { receipt, window, duplicateCount, decisions, follows, followUp } = request;
  const { verification, requester } = receipt;
  const other = (linked: { readonly id: string; readonly status: Status } | null) =>
    linked && <OtherRequest linked={linked} />;
  const facts: Fact[] = [
    [t('request.receipt.reference'), receipt.reference],
    [t('request.receipt.channel'), receipt.channel],
    [t('request.receipt.requester'), requester && t(`request.receipt.requester.${requester}`)],
    [
      t('request.receipt.verification'),
      verification && (
        <>
          {[verification.method, verification.level].filter((word) => word !== null).join(', ')}{' '}
          {verification.at !== null && <Moment iso={verification.at} />}
        </>
      ),
    ],
    [t('request.receipt.window'), window.from === null && window.until === null ? null : <Window window={window} />],
    [t('request.receipt.language'), PAGE_LANGUAGES[request.language]],
    [t('request.receipt.duplicates'), duplicateCount === 0 ? null : duplicateCount],
    [t('request.receipt.decisions'), decisions.length === 0 ? null : decisions.length],
    [t('request.approval'), request.kind === 'deletion' ? <Approval request={request} /> : null],
    [t('request.receipt.follows'), other(follows)],
    [t('request.receipt.followUp'), other(followUp)],
    [t('request.receipt.id'), <Code key="id">{request.id}</Code>],
  ];
  return (
    <Section title={t('request.receipt')}>
      <Facts facts={facts} />
    </Section>
  );
}

function Window({ window: { from, until } }: { readonly window: RequestDetail['window'] }) {
  const t = useTexts();
  return (
    <>
      {from !== null && (
        <>
          {t('request.receipt.from')} <Moment iso={from} />{' '}
        </>
      )}
      {until !== null && (
        <>
          {t('request.receipt.until')} <Moment iso={until} />
        </>
      )}
    </>
  );
}

function Approval({ request }: { readonly request: RequestDetail }) {
  const t = useTexts();
  const session = useSession();
  const { approval, approvalNeeded, openedBy } = request;
  if (approval !== null) {
    return (
      <>
        {t('request.approval.given', { by: approval.by })}, <Moment iso={approval.at} />
      </>
    );
  }
  if (!approvalNeeded) return t('request.approval.notNeeded');
  const own = isOpen(request) && openedBy === session?.person.email;
  return `${t('request.approval.needed')}${own ? ` ${t('request.approval.own')}` : ''}`;
}

function OtherRequest({
  linked: { id, status },
}: {
  readonly linked: { readonly id: string; readonly status: Status };
}) {
  const t = useTexts();
  return (
    <Anchor component={Link} to="/requests/$id" params={{ id } as never}>
      {t('request.receipt.open', { status: t(`requestWords.status.${status}`) })}
    </Anchor>
  );
}
