import { Text } from '@mantine/core';
import { Facts } from '../../app/facts';
import type { Project } from '../../app/session';
import { FromNow, Moment } from '../../app/values';
import { useTexts, type Tell } from '../../texts/texts';
import type { RequestDetail } from '../request-query';
import { isOpen } from '../request-words';
import { Section } from './section';
import { workingDaysUntil } from './working-days';

interface DeadlinePanelProps {
  readonly request: RequestDetail;
  /** Null where it is not of an organization one works in. */
  readonly project: Project | null;
  /** When the request was looked at. */
  readonly now: number;
}

/** By when the answer must be given, how many working days that leaves, and what became of it. */
export function DeadlinePanel({ request, project, now }: DeadlinePanelProps) {
  const t = useTexts();
  const { deadline, receivedAt, openedAt, finishedAt } = request;
  const at = (iso: string | null) => (iso === null ? null : <Moment iso={iso} />);
  return (
    <Section title={t('request.deadline')}>
      <Facts
        facts={[
          [t('request.deadline.received'), at(receivedAt)],
          [t('request.deadline.opened'), at(openedAt)],
          [t('request.deadline.acknowledge'), at(deadline.acknowledgeBy)],
          [
            t('request.deadline.due'),
            <>
              <Moment iso={deadline.dueAt} />
              <Text size="sm" fw={600}>
                {isOpen(request) ? (
                  <>
                    <FromNow iso={deadline.dueAt} now={now} />: {leftOf(t, request, project, now)}
                  </>
                ) : (
                  metOf(t, request)
                )}
              </Text>
            </>,
          ],
          [t('request.deadline.extended'), at(deadline.extendedAt)],
          [t('request.deadline.extendedFrom'), at(deadline.extendedFrom)],
          [t('request.deadline.reason'), deadline.extensionReason],
          [t('request.deadline.finished'), at(finishedAt)],
        ]}
      />
    </Section>
  );
}

function leftOf(t: Tell, request: RequestDetail, project: Project | null, now: number): string {
  const { deadline, atRisk } = request;
  if (deadline.overdue) return t('request.deadline.overdue');
  const words = atRisk ? [t('request.deadline.atRisk')] : [];
  if (project !== null) {
    const days = workingDaysUntil(deadline.dueAt, now, project);
    words.unshift(t('request.deadline.left', { days }));
  }
  return words.join('; ');
}

function metOf(t: Tell, { finishedAt, deadline }: RequestDetail): string {
  const met = finishedAt !== null && Date.parse(finishedAt) <= Date.parse(deadline.dueAt);
  return t(met ? 'request.deadline.met' : 'request.deadline.missed');
}
