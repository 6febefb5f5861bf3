import { Badge, VisuallyHidden } from '@mantine/core';
import { useTexts } from '../../texts/texts';
import { useWaitingForMe } from './approvals-query';

/** How many deletions wait for whoever looks; nothing where none does. */
export function ApprovalsBadge() {
  const t = useTexts();
  const count = useWaitingForMe();
  if (count === 0) return null;
  return (
    <>
      <Badge size="sm" aria-hidden>
        {count}
      </Badge>
      <VisuallyHidden>{t('approvals.waiting', { count })}</VisuallyHidden>
    </>
  );
}
