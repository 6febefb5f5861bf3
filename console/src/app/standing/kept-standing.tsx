import { useMemo, useState, type ReactNode } from 'react';
import {
  StandingHere,
  useChosenOrganization,
  useOrganizationNow,
  useSession,
  type Lost,
  type Organization,
} from '../session';

const RANKS = { member: 0, admin: 1, owner: 2 } as const;

interface KeptStandingProps {
  /** Where one is: another page is opened with what one is now. */
  readonly path: string;
  readonly children: ReactNode;
}

/**
 * Around a page: it stays the page of the organization and the role it was opened with, also where the session says since that the role
 * was taken away, or that one belongs to the organization no more. What was typed would go with the page.
 */
export function KeptStanding({ path, children }: KeptStandingProps) {
  const session = useSession();
  const now = useOrganizationNow();
  const chosen = useChosenOrganization();
  const [known, setKnown] = useState({ path, chosen, organization: now });
  const before = known.organization;
  const current = session?.organizations.find(({ id }) => id === before?.id) ?? null;
  const isOther = known.path !== path || known.chosen !== chosen;
  const next = isOther ? now : lostOf(before, current) === null ? (current ?? now) : before;
  if (isOther || next !== before) setKnown({ path, chosen, organization: next });
  const standing = useMemo(() => {
    const lost = lostOf(before, current);
    const organization = before !== null && current !== null ? { ...current, role: before.role } : before;
    return { organization, lost, goOn: () => setKnown({ path, chosen, organization: now }) };
  }, [before, current, path, chosen, now]);
  return <StandingHere value={standing}>{children}</StandingHere>;
}

function lostOf(before: Organization | null, current: Organization | null): Lost | null {
  if (before === null) return null;
  if (current === null) return 'membership';
  if (RANKS[current.role] >= RANKS[before.role]) return null;
  return current.role === 'member' ? 'role' : 'owner';
}
