import { notifications } from '@mantine/notifications';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import type { paths } from '../api/openapi';
import { sessionQuery } from '../app/session';
import type { Language } from '../texts/language';
import { useLanguage, useTexts } from '../texts/texts';

export type OwnAccount = paths['/api/v1/session/account']['get']['responses']['200']['content']['application/json'];
export type OwnAccountChange = Partial<Pick<OwnAccount, 'name'>> & { language?: Language };

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => must(api.GET('/api/v1/session/account')),
  staleTime: 60_000,
});

export function useAccountChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: OwnAccountChange) => must(api.PATCH('/api/v1/session/account', { body })),
    onSuccess: (account) => {
      queries.setQueryData(accountQuery.queryKey, account);
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}

/**
 * The language of the console, and how to choose another. The account keeps it, since mails are written in it; the one that an account
 * meets first is kept until another is chosen.
 */
export function useKeptLanguage(): readonly [Language, (language: Language) => void] {
  const t = useTexts();
  const [language, setLanguage] = useLanguage();
  const { data: account } = useQuery(accountQuery);
  const { mutate: change, isIdle } = useAccountChange();
  const hasNone = account?.language === null;
  useEffect(() => {
    if (hasNone && isIdle) change({ language });
  }, [hasNone, isIdle, change, language]);
  const choose = (chosen: Language) => {
    void setLanguage(chosen).then(
      () => change({ language: chosen }),
      () =>
        notifications.show({ message: t('app.language.failed'), closeButtonProps: { 'aria-label': t('app.close') } }),
    );
  };
  return [language, choose];
}
