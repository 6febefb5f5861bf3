import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

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

export type TokenState = 'revoked' | 'over' | 'replaced' | 'good';

/** @param now milliseconds */
export function stateOf({ revokedAt, expiresAt, replacedBy }: Token, now: number): TokenState {
  if (revokedAt !== null) return 'revoked';
  if (Date.parse(expiresAt) <= now) return 'over';
  return replacedBy === null ? 'good' : 'replaced';
}

const DAY = 86_400_000;
/** Days that are left when it is warned of. */
const WARNED = [1, 7, 30] as const;

/** Days, rounded up, that are left of a token that ends soon and has no successor; null where there is nothing to warn of. */
export function warningOf(token: Token, now: number): { readonly days: number; readonly within: 1 | 7 | 30 } | null {
  if (stateOf(token, now) !== 'good') return null;
  const left = Date.parse(token.expiresAt) - now;
  const within = WARNED.find((days) => left <= days * DAY);
  return within === undefined ? null : { days: Math.ceil(left / DAY), within };
}
