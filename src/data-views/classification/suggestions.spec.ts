import { LIKENESSES } from '../../subject-data/index.js';
import { isTellable, SIGN_OF_LIKENESS, suggestionFor, type Suggestion } from './suggestions.js';

const said = ({ class: given, sign, by }: Suggestion) => `${given}, ${sign}, by its ${by}`;

describe('what is suggested of a property', () => {
  it.each<[string, readonly string[], string | null]>([
    ['password', [], 'withheld, password, by its name'],
    ['userPasswort', [], 'withheld, password, by its name'],
    ['passport_no', [], 'withheld, official-number, by its name'],
    ['iban', [], 'withheld, official-number, by its name'],
    ['health_state', [], 'sensitive, special-category, by its name'],
    ['Konfession', [], 'sensitive, special-category, by its name'],
    ['$email', [], 'sensitive, e-mail, by its name'],
    ['$phone', [], 'sensitive, phone, by its name'],
    ['$first_name', [], 'sensitive, name, by its name'],
    ['zip_code', [], 'sensitive, place, by its name'],
    ['date_of_birth', [], 'sensitive, birth-or-gender, by its name'],
    ['remote_addr', [], 'sensitive, ip-address, by its name'],
    ['note', ['call back', 'ada@example.com'], 'sensitive, e-mail, by its values'],
    ['info', ['4111 1111 1111 1111'], 'withheld, card-number, by its values'],
    ['ref', ['123-45-6789', '223-45-6789'], 'withheld, social-security-number, by its values'],
    ['where', ['203.0.113.9', '203.0.113.10'], 'sensitive, ip-address, by its values'],
    // One number in many that happens to pass as a card's.
    ['order', ['4111111111111111', ...Array.from({ length: 8 }, (_, at) => `411111111111111${at + 2}`)], null],
    ['plan', ['Pro', 'Free'], null],
    ['user_id', ['ada'], null],
    ['$device_id', [], null],
    ['session_id', [], null],
  ])('%s', (name, values, expected) => {
    const found = suggestionFor(name, values);
    expect(found && said(found)).toBe(expected);
  });

  it('has something to say, or has decided to say nothing, of everything that the coverage check knows', () => {
    expect(Object.keys(SIGN_OF_LIKENESS).sort()).toEqual([...LIKENESSES].sort());
  });

  it.each(['ada@example.com', 'mail:ada%40example.com', 'a\nb', '4111 1111 1111 1111', '*'])(
    'is not told of what is no name: %p',
    (name) => {
      expect(isTellable(name)).toBe(false);
    },
  );
});
