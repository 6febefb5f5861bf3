import { Button, Divider, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, must } from '../api/client';
import { sessionQuery } from '../app/session';
import { useTexts } from '../texts/texts';

/** Where the server begins a sign-in by the identity provider: a page of the browser, no call of the API. */
const BEGIN = '/api/v1/session/oauth';
/** The same for who is signed in, and is to show that it is them. */
const PROVE = '/api/v1/session/oauth/proof';
const KEPT = 'habeas.next';

export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: () => must(api.GET('/api/v1/sign-in-ways')),
  staleTime: Infinity,
});

/** Where one was going before one left for the provider; else the first page. */
export function keptNext(): string {
  const kept = sessionStorage.getItem(KEPT);
  return kept?.startsWith('/') === true ? kept : '/';
}

/** To be called when one has arrived there. */
export function forgetNext(): void {
  sessionStorage.removeItem(KEPT);
}

export function useProviderName(): string | null {
  return useQuery(signInWaysQuery).data?.oauth?.name ?? null;
}

/** Leads to the company's identity provider, where there is one. `next`: the page one comes back to, which stays in this tab. */
export function ProviderButton({ next }: { readonly next: string }) {
  const t = useTexts();
  const name = useProviderName();
  if (name === null) return null;
  return (
    <Stack>
      <Divider label={t('signIn.or')} />
      <Button component="a" href={BEGIN} variant="default" onClick={() => sessionStorage.setItem(KEPT, next)}>
        {t('signIn.with', { name })}
      </Button>
    </Stack>
  );
}

/** Leads who is signed in to the provider once more, and back to their profile: for who has no password. */
export function ProviderProof() {
  const t = useTexts();
  const name = useProviderName();
  if (name === null) return null;
  return <ProofLink>{t('signIn.proof.with', { name })}</ProofLink>;
}

/** The same for an address that nobody confirmed, which the provider then does. */
export function ProviderConfirmation() {
  const t = useTexts();
  const name = useProviderName();
  if (name === null) return null;
  return (
    <>
      <Text c="dimmed">{t('signIn.confirm.about', { name })}</Text>
      <ProofLink>{t('signIn.confirm.with', { name })}</ProofLink>
    </>
  );
}

function ProofLink({ children }: { readonly children: string }) {
  return (
    <Button component="a" href={PROVE} variant="default" onClick={() => sessionStorage.setItem(KEPT, '/profile')}>
      {children}
    </Button>
  );
}

/** To sign in again, in a tab of its own, so that what was typed on this page stays: on coming back it is seen who has signed in. */
export function ProviderAgain({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const t = useTexts();
  const name = useProviderName();
  const queries = useQueryClient();
  useEffect(() => {
    if (name === null) return;
    const look = () => {
      // Nobody yet, or no connection: the form stays.
      void must(api.GET('/api/v1/session')).then(
        (session) => {
          queries.setQueryData(sessionQuery.queryKey, session);
          onSignedIn();
        },
        () => undefined,
      );
    };
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [name, queries, onSignedIn]);
  if (name === null) return null;
  return (
    <Stack>
      <Divider label={t('signIn.or')} />
      <Text>{t('signIn.inNewTab', { name })}</Text>
      <Button component="a" href={BEGIN} target="_blank" rel="noopener" variant="default">
        {t('signIn.with', { name })}
      </Button>
    </Stack>
  );
}
