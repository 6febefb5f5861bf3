/** What values can be told by their form, and a project may not want. */
export const SENSITIVE_KINDS = ['e-mail', 'card-number', 'social-security-number', 'password'] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

/** An address anywhere in a text, escaped as in a URL or not; `logo@2x.png` is the name of a picture. */
const E_MAIL = /[^\s@](?:@|%40)(?!\d(?:\.\d)?x\.)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2}/iu;

/** 13 to 19 digits that begin as the numbers of payment cards do, in groups or not (ISO/IEC 7812). */
const CARD = /(?<![\p{L}\p{N}.-])[2-6](?:[ -]?\d){12,18}(?!\d)/gu;

/** Three, two and four digits, without the numbers that are never given out (20 CFR 422.103; SSA, POMS RM 10201.035). */
const SOCIAL_SECURITY =
  /(?<![\p{L}\p{N}.-])(?!000|666|9)\d{3}(?:-(?!00)\d{2}-|[ ](?!00)\d{2}[ ])(?!0000)\d{4}(?![\p{L}\p{N}-])/u;

/** Letters alone, in small ones. */
const PASSWORD_WORDS = [
  'password',
  'passwd',
  'passphrase',
  'passwort',
  'kennwort',
  'motdepasse',
  'contrasena',
  'contraseña',
  'wachtwoord',
  'senha',
];
const PASSWORD_NAMES = new Set(['pwd', 'pass', 'userpwd', 'pin']);

/** The kind a text looks like, of those that are asked for; null for none of them. */
export function kindOfText(text: string, kinds: ReadonlySet<SensitiveKind>): SensitiveKind | null {
  if (kinds.has('e-mail') && mayHoldAddress(text) && E_MAIL.test(text)) return 'e-mail';
  if (text.length < 9) return null;
  if (kinds.has('card-number') && holdsCardNumber(text)) return 'card-number';
  if (kinds.has('social-security-number') && SOCIAL_SECURITY.test(text)) return 'social-security-number';
  return null;
}

/** What costs next to nothing to see, since nearly no text does. */
function mayHoldAddress(text: string): boolean {
  return text.includes('@') || text.includes('%40');
}

/** Whether a property is a password's by its name: `password`, `userPassword`, `new_password`, `Passwort`. */
export function namesPassword(name: string): boolean {
  if (name.length > 64) return false;
  const letters = name.toLowerCase().replace(/[^\p{L}]/gu, '');
  return PASSWORD_NAMES.has(letters) || PASSWORD_WORDS.some((word) => letters.includes(word));
}

function holdsCardNumber(text: string): boolean {
  return (text.match(CARD) ?? []).some(startsWithCardNumber);
}

/** Behind a number in groups others may follow, such as the month it ends in. */
function startsWithCardNumber(found: string): boolean {
  const groups = found.split(/[ -]/);
  return groups.some((_, at) => {
    const digits = groups.slice(0, at + 1).join('');
    return digits.length >= 13 && isPrefixOfCards(digits) && passesLuhn(digits);
  });
}

/** Of numbers that begin with 2 those from 2221 to 2720 alone are cards'. */
function isPrefixOfCards(digits: string): boolean {
  const first = Number(digits.slice(0, 4));
  return first >= 3000 || (first >= 2221 && first <= 2720);
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at -= 1, isDoubled = !isDoubled) {
    const digit = digits.charCodeAt(at) - 48;
    sum += isDoubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
