import { Text } from '@mantine/core';
import { Facts } from '../../app/facts';
import { useSize } from '../../app/sizes';
import { Moment } from '../../app/values';
import { useTexts } from '../../texts/texts';
import type { RequestDetail } from '../request-query';
import { DownloadButton } from './download';
import { Notice } from './notice';
import { Section } from './section';

interface FilePanelProps {
  readonly requestId: string;
  readonly artifact: NonNullable<RequestDetail['artifact']>;
  /** When the request was looked at. */
  readonly now: number;
}

/** The file of a finished export: how large, until when, and a button that fetches all of it. */
export function FilePanel({ requestId, artifact, now }: FilePanelProps) {
  const t = useTexts();
  const size = useSize();
  const { bytes, createdAt, expiresAt, fault } = artifact;
  const isGone = !isThere(artifact, now);
  return (
    <Section title={t('request.file')} about={isGone ? undefined : t('request.file.look')}>
      <Facts
        facts={[
          [t('request.file.size'), size(bytes)],
          [t('request.file.made'), <Moment key="made" iso={createdAt} />],
          isGone
            ? [t('request.file.destroyed'), <Moment key="gone" iso={artifact.destroyedAt ?? expiresAt} />]
            : [t('request.file.expires'), <Moment key="expires" iso={expiresAt} />],
        ]}
      />
      {isGone && <Text size="sm">{t('request.file.gone')}</Text>}
      {fault !== null && <Notice kind="trouble" title={t('request.file.fault')} />}
      {!isGone && fault === null && (
        <DownloadButton
          address={`/api/v1/requests/${requestId}/download`}
          words={t('request.file.all', { size: size(bytes) })}
        />
      )}
    </Section>
  );
}

export function isThere({ destroyedAt, expiresAt }: NonNullable<RequestDetail['artifact']>, now: number): boolean {
  return destroyedAt === null && Date.parse(expiresAt) > now;
}
