import { wantedOf } from './profile-search.js';

const nothing = () => false;

describe('what is looked for among profiles', () => {
  it('is an e-mail address in either case, under both names of it', () => {
    const wanted = { kind: 'e-mail', properties: ['$email', 'email'], address: 'ada@example.com' };
    expect(wantedOf('$email', 'Ada@Example.com', nothing)).toEqual(wanted);
    expect(wantedOf('email', 'ADA@EXAMPLE.COM', nothing)).toEqual(wanted);
    expect(wantedOf('$email', 'ÄDA@example.com', nothing)).toMatchObject({ address: 'Äda@example.com' });
  });

  it('is of any other property the value as it is', () => {
    expect(wantedOf('Email', 'Ada@Example.com', nothing)).toEqual({
      kind: 'value',
      property: 'Email',
      scalars: [{ kind: 'text', text: 'Ada@Example.com' }],
    });
  });

  it.each([
    ['42', '42'],
    ['-0', '0'],
    ['0.50', '0.5'],
    ['42.000', '42'],
    ['-7.25', '-7.25'],
    ['9007199254740993', '9007199254740993'],
  ])('may be a number where %s was typed', (typed, digits) => {
    expect(wantedOf('customer', typed, nothing)).toMatchObject({
      scalars: [
        { kind: 'text', text: typed },
        { kind: 'number', digits },
      ],
    });
  });

  it.each(['042', '1e5', '.5', '5.', '+1', '', ' 1', '1,5', '-'])('is no number where "%s" was typed', (typed) => {
    expect(wantedOf('customer', typed, nothing)).toMatchObject({ scalars: [{ kind: 'text', text: typed }] });
  });

  it('may be a flag', () => {
    expect(wantedOf('vip', 'true', nothing)).toMatchObject({
      scalars: [
        { kind: 'text', text: 'true' },
        { kind: 'flag', is: true },
      ],
    });
    expect(wantedOf('vip', false, nothing)).toMatchObject({ scalars: [{ kind: 'flag', is: false }] });
    expect(wantedOf('age', 42, nothing)).toMatchObject({ scalars: [{ kind: 'number', digits: '42' }] });
  });

  it('is nothing that the data map withholds', () => {
    expect(wantedOf('ssn', '1', (name) => name === 'ssn')).toBeNull();
    expect(wantedOf('$email', 'a@b', (name) => name === '$email')).toMatchObject({ properties: ['email'] });
    expect(wantedOf('$email', 'a@b', () => true)).toBeNull();
  });
});
