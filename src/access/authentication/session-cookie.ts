import type { CookieOptions, Request, Response } from 'express';
import type { Config } from '../../platform/index.js';
import { SESSION_COOKIE } from '../accounts/sessions.service.js';

/** Holds what a sign-in by the provider began with, encrypted, until it ends. */
const STATE_COOKIE = 'habeas_sign_in';

/** Gives the browser a session, however its person signed in. */
export function setSessionCookie(
  response: Response,
  config: Config,
  { secret, expiresAt }: { readonly secret: string; readonly expiresAt: Date },
): void {
  response.cookie(SESSION_COOKIE, secret, { ...sessionCookie(config), expires: expiresAt });
}

export function clearSessionCookie(response: Response, config: Config): void {
  response.clearCookie(SESSION_COOKIE, sessionCookie(config));
}

/** @param life milliseconds */
export function setStateCookie(
  response: Response,
  config: Config,
  state: string,
  { path, life }: { readonly path: string; readonly life: number },
): void {
  response.cookie(STATE_COOKIE, state, { ...stateCookie(config, path), maxAge: life });
}

export function clearStateCookie(response: Response, config: Config, path: string): void {
  response.clearCookie(STATE_COOKIE, stateCookie(config, path));
}

/** What the browser brings back of its sign-in's beginning; null where it has begun none. */
export function stateOf(request: Request): string | null {
  const cookies = request.cookies as Record<string, unknown> | undefined;
  const state = cookies?.[STATE_COOKIE];
  return typeof state === 'string' && state !== '' ? state : null;
}

/** No other site's page sends it along, nor does a link from there. */
function sessionCookie(config: Config): CookieOptions {
  return { ...ours(config), sameSite: 'strict', path: '/' };
}

/** The provider sends people back by a link, with which `Lax` lets it go along. */
function stateCookie(config: Config, path: string): CookieOptions {
  return { ...ours(config), sameSite: 'lax', path };
}

/** No script reads it, and where BASE_URL is https no plain connection carries it. */
function ours(config: Config): CookieOptions {
  return { httpOnly: true, secure: config.values.BASE_URL?.startsWith('https:') ?? false };
}
