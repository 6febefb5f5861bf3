import { List, Stack, Text } from '@mantine/core';
import { FormattedList } from 'react-intl';
import { Note } from '../../app/note';
import { SubjectId } from '../../app/values';
import { useTexts } from '../../texts/texts';
import type { FileLook } from './id-file';

const MOST_LINES = 20;

interface FileFindingsProps {
  readonly look: FileLook;
  readonly limit: number;
  /** What becomes of lines that hold no id as it should be, where that is known already. */
  readonly left?: string;
  /** What is said of more ids than the limit, where it is no request that they are for. */
  readonly tooMany?: (count: number) => string;
}

/** What was found in a file before it is sent: how many ids, which lines hold none, what will be asked about. */
export function FileFindings({ look, limit, left, tooMany }: FileFindingsProps) {
  const t = useTexts();
  if (look.wrong !== null) {
    return (
      <Note tone="error" title={t('newRequest.file.wrong')}>
        {t(`newRequest.file.wrong.${look.wrong}`)}
      </Note>
    );
  }
  const { ids, repeated, header, columnUnclear, faults, firstRow } = look;
  const isTooMany = !columnUnclear && ids - (header === 'unclear' ? 1 : 0) > limit;
  return (
    <Stack gap="xs">
      <Text>
        {columnUnclear
          ? t('newRequest.file.rows', { count: ids, columns: firstRow.length })
          : t('newRequest.count', { count: ids, repeated, limit })}
      </Text>
      {isTooMany && (
        <Note tone="error" title={t('newRequest.file.tooMany')}>
          {tooMany?.(ids) ?? t('newRequest.tooMany', { count: ids, limit })}
        </Note>
      )}
      {header === 'unclear' && (
        <Text>
          {t('newRequest.file.headerUnclear')} <SubjectId id={firstRow[0] ?? ''} />
        </Text>
      )}
      <LineFaults faults={faults} after={left} />
    </Stack>
  );
}

/** Which lines hold no id as it should be, and why. */
export function LineFaults({ faults, after }: { readonly faults: FileLook['faults']; readonly after?: string }) {
  const t = useTexts();
  if (faults.length === 0) return null;
  return (
    <Note tone="warning" title={t('newRequest.file.faults')}>
      <List>
        {faults.map(({ fault, lines }) => (
          <List.Item key={fault}>
            {t(`newRequest.fault.${fault}`)} {t('newRequest.lines', { count: lines.length })}{' '}
            <FormattedList type="conjunction" value={lines.slice(0, MOST_LINES).map(String)} />
            {lines.length > MOST_LINES && ` ${t('newRequest.lines.more', { count: lines.length - MOST_LINES })}`}
          </List.Item>
        ))}
      </List>
      {after !== undefined && <Text size="sm">{after}</Text>}
    </Note>
  );
}
