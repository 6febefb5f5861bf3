import { domainOf, isPublicMail, normalDomain } from './e-mail-domain.js';

describe('a domain of addresses', () => {
  it.each([
    ['Acme.COM', 'acme.com'],
    [' acme.com ', 'acme.com'],
    ['@acme.com', 'acme.com'],
    ['mail.acme.co.uk', 'mail.acme.co.uk'],
    ['b\u00fccher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
  ])('%s is %s', (text, domain) => {
    expect(normalDomain(text)).toBe(domain);
  });

  it.each([
    '',
    'com',
    '.com',
    'acme.',
    'acme..com',
    '-acme.com',
    'acme.com/x',
    '*.acme.com',
    'a b.com',
    '127.0.0.1',
    '[::1]',
  ])('is not %j', (text) => {
    expect(normalDomain(text)).toBeNull();
  });

  it('has its bounds', () => {
    expect(normalDomain(`${'a'.repeat(63)}.com`)).not.toBeNull();
    expect(normalDomain(`${'a'.repeat(64)}.com`)).toBeNull();
    expect(normalDomain(`${'a.'.repeat(126)}com`)).toBeNull();
  });

  it('is what stands behind the last @ of an address', () => {
    expect(domainOf('ana@acme.com')).toBe('acme.com');
    expect(domainOf('ana@acme.com@evil.example')).toBe('evil.example');
    expect(domainOf('ana')).toBeNull();
  });

  it.each(['gmail.com', 'outlook.com', 'web.de', 'yahoo.co.uk', 'mailinator.com', 'anything.mailinator.com'])(
    'is public where anybody can have a mailbox: %s',
    (domain) => {
      expect(isPublicMail(domain)).toBe(true);
    },
  );

  it.each(['acme.com', 'gmail.com.acme.com', 'notgmail.com'])('is not public where nobody says so: %s', (domain) => {
    expect(isPublicMail(domain)).toBe(false);
  });
});
