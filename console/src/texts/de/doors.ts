import type { doors as english } from '../en/doors';

export const doors: Record<keyof typeof english, string> = {
  'doors.toSignIn': 'Zur Anmeldung',
  'doors.newPassword': 'Neues Passwort',
  'doors.newPassword.hint': 'Mindestens 12 Zeichen. Gut sind mehrere Wörter, die nichts miteinander zu tun haben.',
  'doors.forgotten.title': 'Passwort vergessen?',
  'doors.forgotten.words':
    'Nennen Sie die E-Mail-Adresse, mit der Sie sich anmelden. Sie erhalten dort einen Link, mit dem Sie ein neues Passwort wählen.',
  'doors.forgotten.send': 'Link zusenden',
  'doors.forgotten.sent':
    'Wenn ein bestätigtes Konto diese Adresse hat und diese Installation E-Mails versendet, ist ein Link unterwegs. Er gilt eine Stunde. Andernfalls wenden Sie sich an die Person, die Habeas betreibt.',
  'doors.reset.title': 'Neues Passwort wählen',
  'doors.reset.words': 'Mit dem neuen Passwort enden alle Sitzungen und alle GDPR-OAuth-Tokens Ihres Kontos.',
  'doors.reset.save': 'Passwort setzen',
  'doors.reset.done': 'Das neue Passwort gilt. Melden Sie sich damit an.',
  'doors.reset.again': 'Neuen Link anfordern',
  'doors.verify.title': 'Adresse bestätigen',
  'doors.verify.signIn': 'Melden Sie sich bei dem Konto an, dessen Adresse Sie bestätigen.',
  'doors.verify.words':
    'Ihr Konto {email} erhält ein neues Passwort, und alle seine Sitzungen und GDPR-OAuth-Tokens enden: Jemand anderes könnte es angelegt haben.',
  'doors.verify.save': 'Adresse bestätigen',
  'doors.verify.done': 'Ihre Adresse ist bestätigt. Melden Sie sich mit dem neuen Passwort an.',
  'doors.invitation.title': 'Einladung',
  'doors.invitation.words':
    '{inviter} lädt {email} zu „{organization}“ in Habeas ein, {role, select, owner {als Inhaber} admin {als Admin} other {als Mitglied}}.',
  'doors.invitation.until': 'Die Einladung gilt bis',
  'doors.invitation.name': 'Ihr Name',
  'doors.invitation.password.known':
    'Mit dieser Adresse melden Sie sich bereits an: Geben Sie Ihr bisheriges Passwort ein.',
  'doors.invitation.accept': 'Annehmen',
  'doors.invitation.join': 'Als {email} beitreten',
  'doors.invitation.join.words': 'Sie sind angemeldet. Die Organisation kommt zu Ihrem Konto hinzu.',
  'doors.invitation.separate': 'Oder legen Sie ein Konto für diese Organisation allein an:',
  'doors.invitation.other':
    'Sie sind als {signedIn} angemeldet, die Einladung ist aber für {email}. Melden Sie sich ab, um sie mit dieser Adresse anzunehmen.',
};
