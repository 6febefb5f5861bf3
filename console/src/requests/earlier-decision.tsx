import { Alert } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { asProblem } from '../api/problem';
import { Failure } from '../app/page';
import { Moment } from '../app/values';
import { Rich, useTexts } from '../texts/texts';

const DECISIONS = ['approved', 'denied', 'revoked', 'started', 'succeeded', 'failed'] as const;

interface Earlier {
  readonly decision: (typeof DECISIONS)[number];
  readonly by: string;
  readonly at: string;
}

/** What somebody else decided before, where the API refused for that. */
export function earlierOf(error: unknown): Earlier | null {
  const earlier = asProblem(error).details['earlier'] as Partial<Earlier> | null | undefined;
  const decision = DECISIONS.find((each) => each === earlier?.decision);
  if (decision === undefined || earlier?.by === undefined || earlier.at === undefined) return null;
  return { decision, by: earlier.by, at: earlier.at };
}

/** Why a decision was not taken: whoever comes second is told what the first did. */
export function Refused({ error }: { readonly error: unknown }) {
  const t = useTexts();
  const earlier = earlierOf(error);
  if (earlier === null) return <Failure error={error} />;
  return (
    <Alert role="alert" icon={<IconUserCheck aria-hidden />} title={t('approvals.earlier')}>
      <Rich id={`approvals.earlier.${earlier.decision}`} values={{ by: earlier.by, at: <Moment iso={earlier.at} /> }} />
    </Alert>
  );
}
