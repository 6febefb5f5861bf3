import { kindOfText, namesPassword, SENSITIVE_KINDS, type SensitiveKind } from './sensitive-values.js';

const ALL = new Set<SensitiveKind>(SENSITIVE_KINDS);

describe('what looks like an e-mail address', () => {
  it.each([
    'ada@example.com',
    'Ada Lovelace <ada.l+x@mail.example.co.uk>',
    'https://example.com/?next=1&email=ada%40example.com',
    'mailto:ada@example.com',
    'jürgen@müller.de',
    'a@b.cc',
  ])('%s', (text) => expect(kindOfText(text, ALL)).toBe('e-mail'));

  it.each(['@ada', 'logo@2x.png', 'react@18.2.0', 'meet @ noon. ok', 'a@b', 'npm i @scope/name', '5 @ 1.50'])(
    'not %s',
    (text) => expect(kindOfText(text, ALL)).toBeNull(),
  );
});

describe('what looks like a card number', () => {
  it.each([
    '4111111111111111',
    'card 4111 1111 1111 1111, 12/27',
    '4111 1111 1111 1111 12 27',
    '5500-0000-0000-0004',
    '378282246310005',
    '2223003122003222',
    '6304000000000000000',
  ])('%s', (text) => expect(kindOfText(text, ALL)).toBe('card-number'));

  it.each([
    ['a number that fails the check of Luhn', '4111111111111112'],
    ['a moment in milliseconds', '1764374400000'],
    ['a moment in microseconds', '1764374400000000'],
    ['part of a longer number', '41111111111111110000000'],
    ['part of an id', 'x4111111111111111'],
    ['a fraction', '0.4111111111111111'],
  ])('not %s', (_, text) => expect(kindOfText(text, ALL)).toBeNull());
});

describe('what looks like a social-security number of the US', () => {
  it.each(['078-05-1120', 'SSN: 219 09 9999.'])('%s', (text) =>
    expect(kindOfText(text, ALL)).toBe('social-security-number'),
  );

  it.each(['000-12-3456', '666-12-3456', '900-12-3456', '123-00-4567', '123-45-0000', '1123-45-6789', '123-45 6789'])(
    'not %s',
    (text) => expect(kindOfText(text, ALL)).toBeNull(),
  );
});

it('what is not asked for is not looked for', () => {
  expect(kindOfText('ada@example.com', new Set(['card-number']))).toBeNull();
  expect(kindOfText('4111111111111111', new Set(['e-mail']))).toBeNull();
});

it.each(['password', 'userPassword', 'new_password', 'PASSWD', 'Passwort', 'mot-de-passe', 'pwd', 'PIN'])(
  '%s names a password',
  (name) => expect(namesPassword(name)).toBe(true),
);
it.each(['passenger', 'compass', 'shipping', 'plan'])('%s names none', (name) =>
  expect(namesPassword(name)).toBe(false),
);
