import { likenessOfKey, likenessOfName } from './person-words.js';

describe('the name of a column', () => {
  it.each([
    ['distinct_id', 'an id of a person or an account'],
    ['userId', 'an id of a person or an account'],
    ['last_userIDs', 'an id of a person or an account'],
    ['userid', 'an id of a person or an account'],
    ['customer_id', 'an id of a person or an account'],
    ['AccountID', 'an id of a person or an account'],
    ['Person', 'an id of a person or an account'],
    ['subject', 'an id of a person or an account'],
    ['$email', 'an e-mail address'],
    ['e_mail', 'an e-mail address'],
    ['contactEMail2', 'an e-mail address'],
    ['phone_number', 'a phone number'],
    ['device_id', 'a device or advertising id'],
    ['advertisingId', 'a device or advertising id'],
    ['ip', 'an IP address'],
    ['IPAddress', 'an IP address'],
    ['session-id', 'the id of a session or a browser'],
    ['firstName', 'the name of a person'],
    ['username', 'the name of a person'],
    ['id_hmac', 'an id, hashed or encrypted'],
    ['iban', 'a number of a government, a bank or a card'],
  ])('%s is like %s', (name, likeness) => {
    expect(likenessOfName(name, 'text')).toBe(likeness);
  });

  it.each([
    'id',
    'name',
    'user_count',
    'users_total',
    'shipping',
    'zip_file',
    'description',
    'recipe',
    'emaille',
    'title',
    '',
  ])('%j tells of nobody', (name) => {
    expect(likenessOfName(name, 'text')).toBeNull();
  });

  it('counts by what the column can hold: a flag called email is no address, a day of birth is a date', () => {
    expect(likenessOfName('email', 'other')).toBeNull();
    expect(likenessOfName('email_sent', 'time')).toBeNull();
    expect(likenessOfName('user_id', 'number')).not.toBeNull();
    expect(likenessOfName('date_of_birth', 'time')).not.toBeNull();
  });

  it('must say more in JSON, where a word may be a count', () => {
    expect(likenessOfKey('subjects')).toBeNull();
    expect(likenessOfKey('subject_id')).toBe('an id of a person or an account');
  });
});
