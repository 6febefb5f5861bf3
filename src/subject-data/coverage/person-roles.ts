import type { Holds } from '../store/store-survey.port.js';

/** What people are called by what they did or are to a row. A name that ends so, or goes on with an id, names one. */
const ROLES: ReadonlySet<string> = new Set([
  ...['user', 'customer', 'member', 'subscriber', 'contact', 'person', 'employee', 'author', 'owner', 'creator'],
  ...['updater', 'uploader', 'sender', 'recipient', 'receiver', 'addressee', 'originator', 'assignee', 'assigner'],
  ...['reporter', 'reviewer', 'editor', 'approver', 'requester', 'requestor', 'submitter', 'responder', 'respondent'],
  ...['invitee', 'inviter', 'participant', 'attendee', 'organizer', 'organiser', 'moderator', 'contributor'],
  ...['maintainer', 'committer', 'commenter', 'follower', 'followee', 'friend', 'voter', 'viewer', 'watcher', 'actor'],
  ...['buyer', 'purchaser', 'shopper', 'seller', 'payer', 'payee', 'bidder', 'donor', 'beneficiary', 'borrower'],
  ...['lender', 'debtor', 'guarantor', 'shareholder', 'policyholder', 'cardholder', 'insured', 'renter', 'lessee'],
  ...['student', 'pupil', 'teacher', 'tutor', 'instructor', 'learner', 'trainee', 'mentor', 'mentee', 'patient'],
  ...['doctor', 'physician', 'nurse', 'applicant', 'candidate', 'volunteer', 'passenger', 'rider', 'traveler'],
  ...['traveller', 'resident', 'citizen', 'spouse', 'guardian', 'caller', 'callee', 'signer', 'signatory', 'witness'],
  ...['salesperson', 'translator', 'visitor', 'referee', 'claimant', 'complainant', 'winner', 'registrant', 'enrollee'],
  // German
  ...['kunde', 'kunden', 'kundin', 'benutzer', 'nutzer', 'anwender', 'mitarbeiter', 'sachbearbeiter', 'ersteller'],
  ...['absender', 'empfaenger', 'empfanger', 'verfasser', 'autor', 'besitzer', 'eigentuemer', 'eigentumer'],
  ...['bearbeiter', 'teilnehmer', 'mitglied', 'ansprechpartner', 'kaeufer', 'kaufer', 'verkaeufer', 'verkaufer'],
  ...['mieter', 'bewerber', 'schueler', 'schuler', 'lehrer', 'besteller', 'auftraggeber', 'abonnent', 'kontoinhaber'],
  // French
  ...['utilisateur', 'auteur', 'expediteur', 'destinataire', 'createur', 'proprietaire', 'membre', 'abonne', 'salarie'],
  ...['employe', 'adherent', 'acheteur', 'vendeur', 'redacteur', 'personne', 'demandeur', 'eleve', 'inscrit'],
  // Spanish and Portuguese
  ...['cliente', 'usuario', 'remitente', 'destinatario', 'creador', 'propietario', 'miembro', 'suscriptor', 'empleado'],
  ...['comprador', 'vendedor', 'persona', 'socio', 'paciente', 'alumno', 'contacto', 'utilizador', 'remetente'],
  ...['criador', 'proprietario', 'membro', 'assinante', 'funcionario', 'pessoa', 'aluno', 'contato'],
  // Italian
  ...['utente', 'autore', 'mittente', 'creatore', 'iscritto', 'abbonato', 'dipendente', 'acquirente', 'paziente'],
  // Dutch
  ...['klant', 'gebruiker', 'afzender', 'ontvanger', 'eigenaar', 'abonnee', 'medewerker', 'werknemer', 'deelnemer'],
  ...['contactpersoon', 'persoon', 'koper', 'verkoper'],
]);

/** Words that other things have for a name as well: alone, or next to what says that it is an id. */
const AMBIGUOUS: ReadonlySet<string> = new Set([
  ...['client', 'account', 'player', 'guest', 'manager', 'supervisor', 'admin', 'coach', 'staff'],
]);

/** What says that a column holds which one it is. */
const ID_WORDS: ReadonlySet<string> = new Set([
  ...['id', 'ids', 'uuid', 'uid', 'guid', 'oid', 'key', 'pk', 'fk', 'no', 'nr', 'num', 'number', 'nummer', 'numero'],
  ...['ref', 'reference', 'code', 'codigo', 'cod', 'login', 'name', 'handle', 'hash', 'token', 'identifier'],
]);
/** The same next to a word that other things have as well: `account_code` and `driver_name` are of things. */
const PLAIN_IDS: ReadonlySet<string> = new Set([
  'id',
  'ids',
  'uuid',
  'uid',
  'guid',
  'number',
  'nummer',
  'numero',
  'nr',
  'no',
]);

/** `created_by`, also in other languages; a word between the two and behind them may say more. */
const BY: ReadonlySet<string> = new Set(['by', 'von', 'par', 'por', 'da', 'door']);
const DEEDS: ReadonlySet<string> = new Set([
  ...['created', 'updated', 'modified', 'changed', 'edited', 'deleted', 'removed', 'approved', 'rejected', 'assigned'],
  ...['reviewed', 'uploaded', 'posted', 'written', 'submitted', 'requested', 'invited', 'added', 'opened', 'closed'],
  ...['resolved', 'reported', 'sent', 'authored', 'published', 'verified', 'signed', 'archived', 'cancelled'],
  ...['canceled', 'completed', 'confirmed', 'entered', 'recorded', 'registered', 'performed', 'placed', 'paid'],
  ...['booked', 'checked', 'moderated', 'banned', 'locked', 'owned', 'issued', 'handled', 'referred', 'accepted'],
  ...['declined', 'liked', 'viewed', 'voted', 'muted', 'revoked', 'granted', 'inserted', 'made', 'done', 'taken'],
  ...['prepared', 'filed', 'triaged', 'answered', 'commented', 'shared', 'starred', 'claimed', 'taught', 'hosted'],
  ...['lifted', 'acknowledged', 'authorized', 'authorised', 'ordered', 'purchased', 'sold', 'received', 'read'],
  ...['erstellt', 'angelegt', 'geaendert', 'geandert', 'bearbeitet', 'geloescht', 'geloscht', 'freigegeben'],
  ...['genehmigt', 'erfasst', 'gesendet', 'cree', 'modifie', 'supprime', 'valide', 'creado', 'modificado', 'eliminado'],
  ...['actualizado', 'aprobado', 'criado', 'alterado', 'atualizado', 'aprovado', 'creato', 'modificato', 'aggiornato'],
  ...['aangemaakt', 'gewijzigd', 'verwijderd', 'goedgekeurd'],
]);
const WHOM: readonly (readonly [string, string])[] = [
  ['assigned', 'to'],
  ['sent', 'to'],
  ['shared', 'with'],
  ['reports', 'to'],
];

/** Words in front that count what is in the plural behind them, and number what is in the singular. */
const NUMBERS: ReadonlySet<string> = new Set(['num', 'no', 'number', 'n', 'nb']);
/** Words in front that make a flag, a count or a login of a machine of it. */
const NOBODY: ReadonlySet<string> = new Set([
  ...['is', 'has', 'had', 'can', 'may', 'should', 'must', 'allow', 'show', 'hide', 'notify', 'require', 'requires'],
  ...['per', 'max', 'min', 'total', 'avg', 'count', 'sum', 'unique', 'distinct', 'every'],
  ...['db', 'database', 'sql', 'smtp', 'ftp', 'sftp', 'ssh', 'proxy', 'system', 'text', 'code', 'rich', 'html'],
  ...['markdown', 'visual', 'block', 'default', 'image', 'video'],
]);

/** Whether the words of a name say who somebody is by their role. A plural that is a number counts them. */
export function namesRole(words: readonly string[], holds: Holds): boolean {
  return isDeed(words) || words.some((word, at) => isRole(word, words.slice(0, at), words.slice(at + 1), holds));
}

/** As `namesRole` for a key of JSON, which must say that it is an id, or whose deed it was. */
export function keyNamesRole(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return isDeed(words) || ((ID_WORDS.has(last) || joinedRole(last) !== null) && namesRole(words, 'number'));
}

function isRole(word: string, before: readonly string[], after: readonly string[], holds: Holds): boolean {
  const joined = joinedRole(word);
  const role = joined?.role ?? word;
  const isPlural = !ROLES.has(role) && !AMBIGUOUS.has(role);
  const single = isPlural && role.endsWith('s') ? role.slice(0, -1) : role;
  const ids = joined === null ? after : [joined.id, ...after];
  if (before.some((each) => NOBODY.has(each) || (isPlural && NUMBERS.has(each)))) return false;
  if (AMBIGUOUS.has(single)) return isAlone(before, ids);
  if (!ROLES.has(single) || !ids.every((each) => ID_WORDS.has(each))) return false;
  return !isPlural || ids.length > 0 || holds !== 'number';
}

function isAlone(before: readonly string[], ids: readonly string[]): boolean {
  if (before.length > 0)
    return ids.length === 0 && before.every((each) => PLAIN_IDS.has(each) || NUMBERS.has(each) || each === 'cod');
  return ids.every((each) => PLAIN_IDS.has(each));
}

/** The two words in `customerid` and `kundennr`, null where it is no such. */
function joinedRole(word: string): { role: string; id: string } | null {
  for (const id of ID_WORDS) {
    const role = word.endsWith(id) ? word.slice(0, -id.length) : '';
    if (ROLES.has(role) || AMBIGUOUS.has(role)) return { role, id };
  }
  return null;
}

function isDeed(words: readonly string[]): boolean {
  if (words.length === 1 && words[0] === 'by') return true;
  return words.some((word, at) => {
    const next = words[at + 1] ?? '';
    const isWhole = words.slice(at + 2).every((each) => ID_WORDS.has(each) || ROLES.has(each));
    return isWhole && ((DEEDS.has(word) && BY.has(next)) || WHOM.some(([deed, to]) => deed === word && to === next));
  });
}
