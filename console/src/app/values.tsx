import { ActionIcon, Code, CopyButton, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { FormattedRelativeTime, useIntl } from 'react-intl';
import { useTexts } from '../texts/texts';

interface InUtcProps {
  readonly iso: string;
  /** Something that is pointed at, and that the keyboard comes to. */
  readonly children: ReactElement;
}

/** Says a moment in UTC to whoever points at something or comes to it by keyboard. */
export function InUtc({ iso, children }: InUtcProps) {
  const words = `${new Date(iso).toISOString().replace('T', ' ').slice(0, 16)} UTC`;
  return (
    // Where the page is, so that it belongs to a landmark.
    <Tooltip label={words} events={{ hover: true, focus: true, touch: true }} portalProps={{ target: 'main' }}>
      {children}
    </Tooltip>
  );
}

/** A moment in the reader's own zone; in UTC where one points at it or comes to it by keyboard. `iso` null: never. */
export function Moment({
  iso,
  dateOnly = false,
}: {
  readonly iso: string | null | undefined;
  readonly dateOnly?: boolean;
}) {
  const intl = useIntl();
  const t = useTexts();
  if (iso == null) return <>{t('app.never')}</>;
  const date = new Date(iso);
  // A year beyond what a Date can hold is shown as it was written.
  if (Number.isNaN(date.getTime())) return <>{iso}</>;
  const words = intl.formatDate(date, { dateStyle: 'medium', ...(dateOnly ? {} : { timeStyle: 'short' }) });
  return (
    <InUtc iso={iso}>
      <time dateTime={iso} tabIndex={0}>
        {words}
      </time>
    </InUtc>
  );
}

const DAY = 86_400;

/** How far away a moment is: “in 3 days”, “2 hours ago”. */
export function FromNow({ iso, now }: { readonly iso: string; readonly now: number }) {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const size = Math.abs(seconds);
  if (size >= DAY) return <FormattedRelativeTime value={Math.round(seconds / DAY)} unit="day" numeric="auto" />;
  if (size >= 3600) return <FormattedRelativeTime value={Math.round(seconds / 3600)} unit="hour" />;
  return <FormattedRelativeTime value={Math.round(seconds / 60)} unit="minute" />;
}

/** An id of a person as it is: never as markup, in its own direction, broken where a line ends. */
export function SubjectId({ id }: { readonly id: string }) {
  return (
    <Code className="subject-id">
      <bdi>{id}</bdi>
    </Code>
  );
}

/** Something to take along, with a button that copies it where the browser has one do that. */
export function Copyable({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useTexts();
  const shown = (
    <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} aria-label={label}>
      {text}
    </Code>
  );
  if (!window.isSecureContext) {
    return (
      <Stack gap={4}>
        {shown}
        <Text size="xs" c="dimmed">
          {t('app.copy.byHand')}
        </Text>
      </Stack>
    );
  }
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      {shown}
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('app.copied') : t('app.copy')}>
            <ActionIcon variant="default" onClick={copy} aria-label={`${t('app.copy')}: ${label}`}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
