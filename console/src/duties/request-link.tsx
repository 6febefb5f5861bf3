import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../texts/texts';

interface RequestLinkProps {
  readonly id: string;
  /** What the request is to the duty: it left it, or carries it out. */
  readonly as: 'duties.request' | 'duties.request.by';
}

export function RequestLink({ id, as }: RequestLinkProps) {
  const t = useTexts();
  return (
    <Anchor component={Link} to="/requests/$id" params={{ id } as never} size="sm">
      {t(as, { id: id.slice(0, 8) })}
    </Anchor>
  );
}
