import type { Request } from 'express';

/** The routes that pages of any origin may send to: SDKs have no way to ask for the leave of one. */
const WAYS_IN = /^\/(?:track|engage|groups|import|record|flags|settings)(?:\/|$)/i;

/**
 * SDKs send with credentials, so the origin is named and never `*`; cookies are looked at by none of these routes. A recorder reads
 * `Retry-After`, which a browser shows it only where it is exposed.
 */
const TO_ANY_PAGE = {
  origin: true,
  credentials: true,
  methods: 'GET, POST, OPTIONS',
  exposedHeaders: 'Retry-After',
  maxAge: 86_400,
} as const;

/**
 * What browsers are told of every answer of the ways in, whoever makes it: a guard, a filter, a limit, a router that finds nothing.
 * Of all other routes they are told nothing.
 */
export function waysInCors(
  { path }: Request,
  decide: (error: null, options: typeof TO_ANY_PAGE | { readonly origin: false }) => void,
): void {
  decide(null, WAYS_IN.test(path) ? TO_ANY_PAGE : { origin: false });
}
