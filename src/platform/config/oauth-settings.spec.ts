import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSafeUrl } from './oauth-settings.js';
import { readConfig } from './config.js';

const CLIENT = {
  BASE_URL: 'https://habeas.example.com',
  OAUTH_NAME: 'Acme',
  OAUTH_CLIENT_ID: 'habeas',
  OAUTH_CLIENT_SECRET: 'a secret',
};
const BY_ISSUER = { ...CLIENT, OAUTH_ISSUER: 'https://id.example.com/' };
const BY_ADDRESSES = {
  ...CLIENT,
  OAUTH_AUTHORIZATION_URL: 'https://id.example.com/authorize',
  OAUTH_TOKEN_URL: 'https://id.example.com/token',
  OAUTH_USERINFO_URL: 'https://id.example.com/me',
};
const without = (settings: Record<string, string>, ...names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));

describe('the settings of an identity provider', () => {
  it('are none where nothing is set', () => {
    expect(readConfig({}).oauth).toBeNull();
  });

  it('name an issuer, or each address', () => {
    expect(readConfig(BY_ISSUER).oauth).toEqual({
      name: 'Acme',
      clientId: 'habeas',
      clientSecret: 'a secret',
      provider: { issuer: 'https://id.example.com/' },
    });
    expect(readConfig(BY_ADDRESSES).oauth?.provider).toEqual({
      authorizationUrl: 'https://id.example.com/authorize',
      tokenUrl: 'https://id.example.com/token',
      userinfoUrl: 'https://id.example.com/me',
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['OAUTH_NAME', without(BY_ISSUER, 'OAUTH_NAME'), 'OAUTH_NAME must be set'],
    ['OAUTH_CLIENT_ID', without(BY_ISSUER, 'OAUTH_CLIENT_ID'), 'OAUTH_CLIENT_ID must be set'],
    [
      'OAUTH_CLIENT_SECRET',
      without(BY_ISSUER, 'OAUTH_CLIENT_SECRET'),
      'OAUTH_CLIENT_SECRET or OAUTH_CLIENT_SECRET_FILE',
    ],
    ['the provider', CLIENT, 'OAUTH_ISSUER must be set'],
    ['an address', without(BY_ADDRESSES, 'OAUTH_TOKEN_URL'), 'OAUTH_TOKEN_URL must be set'],
    ['BASE_URL', without(BY_ISSUER, 'BASE_URL'), 'BASE_URL must be set'],
    ['all but one', { OAUTH_NAME: 'Acme' }, 'OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET or'],
  ])('are refused without %s', (_what, settings, complaint) => {
    expect(() => readConfig(settings)).toThrow(complaint);
  });

  it('are refused where they say a thing twice', () => {
    expect(() => readConfig({ ...BY_ADDRESSES, OAUTH_ISSUER: 'https://id.example.com' })).toThrow('leave out');
    expect(() => readConfig({ ...BY_ISSUER, OAUTH_CLIENT_SECRET_FILE: '/run/secrets/oauth' })).toThrow('must not both');
  });

  it('never say a value where they are refused', () => {
    const settings = { ...BY_ISSUER, OAUTH_ISSUER: 'http://id.example.com/secret-path' };
    expect(() => readConfig(settings)).toThrow(/^Settings: OAUTH_ISSUER must be a URL that starts with https:/);
    expect(() => readConfig(settings)).not.toThrow('secret-path');
  });

  it('take the secret from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'habeas-oauth-'));
    try {
      const file = join(folder, 'secret');
      const settings = { ...without(BY_ISSUER, 'OAUTH_CLIENT_SECRET'), OAUTH_CLIENT_SECRET_FILE: file };
      expect(() => readConfig(settings)).toThrow('OAUTH_CLIENT_SECRET_FILE must name a file that can be read');
      writeFileSync(file, '\n');
      expect(() => readConfig(settings)).toThrow('with the secret in it');
      writeFileSync(file, 'of the file\n');
      expect(readConfig(settings).oauth?.clientSecret).toBe('of the file');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['https://id.example.com/a?b=c', true],
    ['http://localhost:4000', true],
    ['http://127.0.0.1:4000/x', true],
    ['http://[::1]:4000', true],
    ['http://id.example.com', false],
    ['http://localhost.example.com', false],
    ['https://user:password@id.example.com', false],
    ['https://id.example.com/#a', false],
    ['ftp://id.example.com', false],
    ['id.example.com', false],
  ])('lead to where secrets may go: %s is %s', (url, safe) => {
    expect(isSafeUrl(url)).toBe(safe);
  });
});
