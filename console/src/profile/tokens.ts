import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';
import { endingSoon, type EndingSoon } from '../app/ending/ending-soon';

type Tokens = paths['/api/v1/oauth-tokens'];
export type Token = Tokens['get']['responses']['200']['content']['application/json']['results'][number];
/** With its secret, which is shown this once. */
export type MadeToken = Tokens['post']['responses']['201']['content']['application/json'];

export const tokensQuery = queryOptions({
  queryKey: ['oauth-tokens'],
  queryFn: () => must(api.GET('/api/v1/oauth-tokens')),
});

export function useTokensAnew(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
}

/** Milliseconds after which a page with tokens looks again: somebody else may have ended one. */
export const TOKENS_AGAIN = 15_000;

export type TokenState = 'revoked' | 'over' | 'replaced' | 'good';

/** @param now milliseconds */
export function stateOf({ revokedAt, expiresAt, replacedBy }: Token, now: number): TokenState {
  if (revokedAt !== null) return 'revoked';
  if (Date.parse(expiresAt) <= now) return 'over';
  return replacedBy === null ? 'good' : 'replaced';
}

/** Whether an owner has ended it in each of these organizations, so that it opens nothing. */
export function isEndedEverywhere({ endedIn }: Token, organizations: readonly { readonly id: string }[]): boolean {
  return (
    organizations.length > 0 &&
    organizations.every(({ id }) => endedIn.some(({ organizationId }) => organizationId === id))
  );
}

/** How soon a token without a successor ends; null where there is nothing to warn of. @param now milliseconds */
export function warningOf(token: Token, now: number): EndingSoon | null {
  return stateOf(token, now) === 'good' ? endingSoon(token.expiresAt, now) : null;
}
