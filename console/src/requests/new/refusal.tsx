import { Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { Note } from '../../app/note';
import { Failure } from '../../app/page';
import { SubjectId } from '../../app/values';
import { useTexts } from '../../texts/texts';

const MOST_IDS = 20;

/** Why a preview or an order did not come about. What ended with the session is told over the page. */
export function Refusal({ error }: { readonly error: unknown }) {
  const t = useTexts();
  if (error === null || error === undefined) return null;
  const { status, code, details } = asProblem(error);
  if (status === 401) return null;
  if (status === 0) {
    return (
      <Note tone="error" title={t('newRequest.brokenOff')}>
        {t('newRequest.brokenOff.words')}
      </Note>
    );
  }
  if (code === 'ids-under-deletion') return <Conflict details={details} />;
  return <Failure error={error} />;
}

/** Ids that are in a deletion already, and in which. */
function Conflict({ details }: { readonly details: Readonly<Record<string, unknown>> }) {
  const t = useTexts();
  const ids = textsIn(details['conflictingDistinctIds']);
  const requests = textsIn(details['conflictingRequestIds']);
  return (
    <Note tone="error" title={t('newRequest.conflict')}>
      <Stack gap="xs">
        <Text>{t('newRequest.conflict.words', { count: ids.length })}</Text>
        <List>
          {ids.slice(0, MOST_IDS).map((id) => (
            <List.Item key={id}>
              <SubjectId id={id} />
            </List.Item>
          ))}
        </List>
        {ids.length > MOST_IDS && <Text>{t('newRequest.conflict.more', { count: ids.length - MOST_IDS })}</Text>}
        {requests.map((id, at) => (
          <Anchor key={id} component={Link} to="/requests/$id" params={{ id } as never} underline="always">
            {t('newRequest.conflict.request', { number: at + 1 })}
          </Anchor>
        ))}
      </Stack>
    </Note>
  );
}

function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? (list as unknown[]).map(String) : [];
}
