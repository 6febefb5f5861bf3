import { Facts, type Fact } from '../../app/facts';
import { Moment } from '../../app/values';
import { useTexts } from '../../texts/texts';
import type { RequestDetail } from '../request-query';
import { Section } from './section';

/** When the data was hidden, removed, read back and off the disk; of an export, when the file was written and read back. */
export function TimesPanel({ request }: { readonly request: RequestDetail }) {
  const t = useTexts();
  const { kind, status, watermark, stagedAt, startedAt, hiddenAt, erasedAt, verifiedAt } = request;
  if (stagedAt === null) return null;
  const at = (iso: string | null) => (iso === null ? null : <Moment iso={iso} />);
  // What was called off will not come any more.
  const comes = status !== 'REVOKED' && status !== 'DENIED' && status !== 'FAILURE';
  const step = (iso: string | null) => at(iso) ?? (comes ? t('request.times.notYet') : null);
  const ofErasure: Fact[] = [
    [t('request.times.hidden'), step(hiddenAt)],
    [t('request.times.erased'), step(erasedAt)],
  ];
  return (
    <Section title={t('request.times')}>
      <Facts
        facts={[
          [t('request.times.staged'), at(stagedAt)],
          [t('request.times.watermark'), at(watermark)],
          [t('request.times.started'), step(startedAt)],
          ...(kind === 'deletion' ? ofErasure : []),
          [t('request.times.verified'), step(verifiedAt)],
          ...(kind === 'deletion' ? [scrubOf(request)] : []),
        ]}
      />
    </Section>
  );

  function scrubOf({ scrubbedAt, scrubDueBy }: RequestDetail): Fact {
    if (scrubbedAt !== null) return [t('request.times.scrubbed'), at(scrubbedAt)];
    return [t('request.times.scrubDue'), at(scrubDueBy)];
  }
}
