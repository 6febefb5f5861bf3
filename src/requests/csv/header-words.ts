/** What the column of the ids is called, with its letter case, blanks and signs left out. */
const ID_NAMES = new Set([
  'distinctid',
  'distinctids',
  'mixpaneldistinctid',
  'mpdistinctid',
  'propertiesdistinctid',
  'userid',
  'userids',
  'mixpaneluserid',
  'propertiesuserid',
]);

/** Names that mean the ids where there is no other column they could be told from. */
const NAMES_OF_AN_ONLY_COLUMN = new Set(['id', 'ids']);

/** Beginnings and middles of words that stand over columns of people, in the languages of spreadsheets. */
const WORDS = [
  'user usuari utilis utent utiliz gebruik benutz nutzer anvandar bruger bruker kayttaj uzytkown uzivat kullanic client',
  'klant klient kunde kund customer asiakas musteri zakazni ident kennung mail correo courriel posta account konto',
  'cuenta compte conto person member mitglied miembro membre subject contact kontakt device gerat anonym distinct unique',
  'uuid guid number nummer numero codigo codice name nombre prenom phone telefon alias login profile visitor пользовател',
  'клиент почт имя идентиф χρηστ πελατ ユーザ 顧客 会員 メール 番号 用户 客户 邮箱 编号 이메일 사용자 고객 회원',
].flatMap((line) => line.split(' '));
const SHORT_WORDS = new Set(['id', 'ids', 'uid', 'nr', 'no', 'num', 'key']);

const MOST_CHARACTERS = 60;

/** Whether a cell is one of the known names of the ids' column, in any spelling. */
export function isIdName(cell: string): boolean {
  return ID_NAMES.has(plainName(cell));
}

/** Whether it is the more exact of the known names, which counts where `user_id` stands beside it. */
export function isDistinctIdName(cell: string): boolean {
  return plainName(cell).includes('distinctid');
}

export function isNameOfAnOnlyColumn(cell: string): boolean {
  return isIdName(cell) || NAMES_OF_AN_ONLY_COLUMN.has(plainName(cell));
}

/** A name as it is compared: in small letters, without blanks, underscores, hyphens, dots and `$`. */
export function plainName(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether a cell is made of words, as names of columns are, and holds nothing an id would be told by. */
export function isWords(cell: string): boolean {
  return cell.length <= MOST_CHARACTERS && /\p{L}/u.test(cell) && !/[\p{N}@]/u.test(cell);
}

/** Whether a cell says what a column holds, in a word that is known for it. */
export function isColumnWord(cell: string): boolean {
  if (!isWords(cell)) return false;
  const parts = cell.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  const withoutAccents = parts.normalize('NFD').replace(/\p{M}/gu, '');
  return [parts.normalize('NFC'), withoutAccents].some(
    (words) =>
      WORDS.some((word) => words.includes(word)) || words.split(/[^\p{L}]+/u).some((word) => SHORT_WORDS.has(word)),
  );
}

/**
 * Whether a cell with a digit in it is a name all the same: `user_id_2`, `Auth0 ID`. Above ids that differ from it in their digits
 * alone it is one of them.
 * @param below may hold blank cells, which say nothing
 */
export function isNumberedName(cell: string, below: readonly string[]): boolean {
  if (cell.length > MOST_CHARACTERS || cell.includes('@') || !/\p{N}/u.test(cell)) return false;
  const bare = withoutDigits(cell);
  if (!ID_NAMES.has(bare) && !/\s(?:ids?|uid|nr|no)\.?$/i.test(cell)) return false;
  const ids = below.filter((each) => each !== '');
  return ids.length === 0 || ids.some((id) => withoutDigits(id) !== bare);
}

function withoutDigits(cell: string): string {
  return plainName(cell).replace(/\p{N}/gu, '');
}

/**
 * Whether a cell differs from all below it as a name differs from ids: they all have a digit, or all an "@", and it is words.
 * @param below may hold blank cells, which say nothing
 */
export function standsOut(cell: string, below: readonly string[]): boolean {
  const ids = below.filter((each) => each !== '');
  if (ids.length === 0 || !isWords(cell)) return false;
  return ids.every((id) => /\p{N}/u.test(id)) || ids.every((id) => id.includes('@'));
}
