import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EndingAlert } from '../app/ending/ending-alert';
import { useSession } from '../app/session';
import { useTexts } from '../texts/texts';
import { isEndedEverywhere, tokensQuery, warningOf } from './tokens';

/** Which of one's tokens end soon: 30, 7 and 1 days before. `isElsewhere`: not on the page where they are rotated. */
export function TokenWarnings({ isElsewhere = false }: { readonly isElsewhere?: boolean }) {
  const t = useTexts();
  const { data, dataUpdatedAt } = useQuery(tokensQuery);
  const organizations = useSession()?.organizations ?? [];
  return (data?.results ?? []).map((token) => {
    const warning = warningOf(token, dataUpdatedAt);
    if (warning === null || isEndedEverywhere(token, organizations)) return null;
    return (
      <EndingAlert
        key={token.id}
        warning={warning}
        title={t('profile.tokens.ends', { days: warning.days })}
        name={`${token.name} (${token.prefix}…)`}
        at={token.expiresAt}
      >
        {isElsewhere ? (
          <>
            {t('profile.tokens.ends.elsewhere')}{' '}
            <Anchor component={Link} to="/profile" inherit underline="always" c="var(--mantine-color-text)">
              {t('nav.profile')}
            </Anchor>
          </>
        ) : (
          t('profile.tokens.ends.todo')
        )}
      </EndingAlert>
    );
  });
}
