import { is, stands, wordsOf } from './name-words.js';
import { keyNamesRole, namesRole } from './person-roles.js';
import type { Holds } from '../store/store-survey.port.js';

interface PersonWords {
  /** What a column so named is taken for. */
  readonly likeness: string;
  /** Words in a row anywhere in the name, also written as one: `user id` finds `user_id`, `lastUserId` and `userid`. */
  readonly within: readonly string[];
  /** Words that are the whole name; elsewhere they say too little, as in `user_count`. */
  readonly whole?: readonly string[];
  readonly in: readonly Holds[];
}

const WRITTEN: readonly Holds[] = ['text', 'json', 'address'];
const IDENTIFYING: readonly Holds[] = [...WRITTEN, 'number'];
const ROLE = 'a person by their role';

/** By what names columns about people go. The first that fits is told. */
const PERSON_WORDS: readonly PersonWords[] = [
  {
    likeness: 'an id of a person or an account',
    within: [
      ...['distinct id', 'user id', 'user uuid', 'user key', 'customer id', 'customer no', 'account id', 'person id'],
      ...['subject id', 'member id', 'client id', 'visitor id', 'contact id', 'subscriber id', 'player id', 'guest id'],
      ...[
        'patient id',
        'employee id',
        'lead id',
        'profile id',
        'driver id',
        'anonymous id',
        'anon id',
        'external user',
      ],
    ],
    whole: [
      ...['user', 'customer', 'account', 'person', 'subject', 'member', 'client', 'visitor', 'contact', 'subscriber'],
      ...['player', 'guest', 'patient', 'employee', 'author', 'owner', 'uid'],
    ],
    in: IDENTIFYING,
  },
  {
    likeness: 'a device or advertising id',
    within: [
      ...[
        'device id',
        'device token',
        'push token',
        'advertising id',
        'advertiser id',
        'ad id',
        'idfa',
        'idfv',
        'gaid',
      ],
      ...['aaid', 'android id', 'imei', 'imsi', 'iccid', 'mac address', 'fingerprint', 'fcm token', 'apns token'],
      ...['gclid', 'fbclid', 'fbp', 'ga client id'],
    ],
    in: IDENTIFYING,
  },
  {
    likeness: 'an e-mail address',
    within: ['email', 'e mail', 'mail address', 'mailto', 'courriel', 'correo'],
    in: WRITTEN,
  },
  {
    likeness: 'a phone number',
    within: [
      ...['phone', 'telephone', 'msisdn', 'mobile number', 'mobile no', 'cell number', 'fax', 'whatsapp'],
      ...['telefon', 'telefono', 'telefone', 'telefoon', 'handynummer', 'mobilnummer', 'celular'],
    ],
    whole: ['mobile', 'tel'],
    in: IDENTIFYING,
  },
  { likeness: 'an IP address', within: ['ip', 'ip address', 'ipv4', 'ipv6', 'remote addr'], in: WRITTEN },
  {
    likeness: 'the id of a session or a browser',
    within: ['session id', 'session key', 'session token', 'session uuid', 'cookie', 'cookie id', 'user agent'],
    in: IDENTIFYING,
  },
  {
    likeness: 'an id, hashed or encrypted',
    within: ['id hmac', 'id hash', 'id ciphertext', 'hashed id', 'encrypted id', 'pseudonym'],
    in: WRITTEN,
  },
  {
    likeness: 'the name of a person',
    within: [
      ...['first name', 'last name', 'given name', 'family name', 'middle name', 'maiden name', 'full name', 'surname'],
      ...['user name', 'nick name', 'display name', 'person name', 'customer name', 'contact name', 'screen name'],
      ...['card holder', 'account holder', 'recipient name', 'vorname', 'nachname', 'familienname', 'benutzername'],
      ...['prenom', 'nom famille', 'nom de famille', 'apellido', 'sobrenome', 'cognome', 'voornaam', 'achternaam'],
      ...['gebruikersnaam', 'nombre completo', 'nome completo'],
    ],
    in: WRITTEN,
  },
  {
    likeness: 'where a person lives or is',
    within: [
      ...['street', 'postal address', 'home address', 'billing address', 'shipping address', 'delivery address'],
      ...['postal code', 'postcode', 'zip code', 'latitude', 'longitude', 'geo location', 'strasse', 'anschrift'],
      ...[
        'hausnummer',
        'wohnort',
        'adresse',
        'direccion',
        'domicilio',
        'endereco',
        'indirizzo',
        'straat',
        'huisnummer',
      ],
      ...['code postal', 'codigo postal', 'woonplaats'],
    ],
    in: IDENTIFYING,
  },
  {
    likeness: 'a date of birth or a gender',
    within: [
      ...[
        'birth',
        'birthday',
        'birthdate',
        'date of birth',
        'dob',
        'gender',
        'geburtsdatum',
        'geburtstag',
        'geschlecht',
      ],
      ...['naissance', 'nacimiento', 'nascimento', 'nascita', 'geboortedatum'],
    ],
    in: [...WRITTEN, 'time', 'number'],
  },
  {
    likeness: 'a number of a government, a bank or a card',
    within: [
      ...['ssn', 'social security', 'passport', 'national id', 'tax id', 'tax number', 'driver license', 'id card'],
      ...[
        'iban',
        'bank account',
        'card number',
        'credit card',
        'steuernummer',
        'sozialversicherung',
        'personalausweis',
      ],
      ...['personalnummer', 'mitgliedsnummer', 'codice fiscale', 'cpf', 'bsn', 'dni'],
    ],
    in: IDENTIFYING,
  },
];

/** Everything that a name or a value can be taken for. */
export const LIKENESSES: readonly string[] = [...PERSON_WORDS.map(({ likeness }) => likeness), ROLE];

/** What a column is named like; null where its name tells of nobody. */
export function likenessOfName(name: string, holds: Holds): string | null {
  const words = wordsOf(name);
  const found = PERSON_WORDS.find(
    ({ within, whole = [], in: kinds }) =>
      kinds.includes(holds) &&
      (within.some((phrase) => stands(phrase.split(' '), words)) || whole.some((word) => is(words, [word]))),
  );
  if (found !== undefined) return found.likeness;
  return IDENTIFYING.includes(holds) && namesRole(words, holds) ? ROLE : null;
}

/** As `likenessOfName` for a key of a JSON object, which must say more: `{"subjects": 3}` counts them. */
export function likenessOfKey(key: string): string | null {
  const words = wordsOf(key);
  const found = PERSON_WORDS.find(({ within }) => within.some((phrase) => stands(phrase.split(' '), words)));
  return found?.likeness ?? (keyNamesRole(words) ? ROLE : null);
}
