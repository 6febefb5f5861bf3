import type { signIn as english } from '../en/sign-in';

export const signIn: Record<keyof typeof english, string> = {
  'signIn.or': 'oder',
  'signIn.with': 'Mit {name} anmelden',
  'signIn.inNewTab': 'Melden Sie sich in einem neuen Tab mit {name} an, und kommen Sie hierher zurück.',
  'signIn.failed': 'Sie sind nicht angemeldet',
  'signIn.proof.with': 'Stattdessen noch einmal mit {name} anmelden',
  'signIn.proof.given': 'Sie haben sich eben mit {name} angemeldet. Das gilt anstelle Ihres Passworts bis',
  'signIn.proof.title': 'Sind Sie es?',
  'signIn.proof.failed': 'Das hat nicht gezeigt, dass Sie es sind',
  'signIn.proof.back': 'Zurück, wo Sie waren',
  'signIn.confirm.with': 'Mit {name} bestätigen',
  'signIn.confirm.about':
    'Auch {name} kann sie bestätigen. Ihr Passwort, ein zweiter Faktor, alle Sitzungen und Tokens und die Dienstkonten, die Sie angelegt haben, enden dann, und Sie kommen mit {name} herein.',
  'signIn.error.provider-not-set':
    'Hier ist kein Identitätsanbieter eingerichtet. Melden Sie sich mit Ihrem Passwort an.',
  'signIn.error.provider-denied':
    'Der Identitätsanbieter hat Sie nicht hereingelassen, oder Sie haben dort abgebrochen.',
  'signIn.error.provider-unavailable':
    'Der Identitätsanbieter antwortet nicht, wie er sollte. Versuchen Sie es später noch einmal, oder melden Sie sich mit Ihrem Passwort an.',
  'signIn.error.sign-in-state-over':
    'Die Anmeldung hat länger als zehn Minuten gedauert oder wurde in einem anderen Fenster begonnen. Beginnen Sie noch einmal.',
  'signIn.error.sign-in-code-refused':
    'Der Identitätsanbieter kennt diese Anmeldung nicht mehr. Beginnen Sie noch einmal.',
  'signIn.error.email-unconfirmed':
    'Der Identitätsanbieter sagt nicht, dass Ihre E-Mail-Adresse bestätigt ist. Bestätigen Sie sie dort, oder fragen Sie, wer ihn betreibt.',
  'signIn.error.account-unconfirmed':
    'Niemand hat bestätigt, dass das Konto Ihrer Adresse Ihnen gehört. Melden Sie sich mit seinem Passwort an, und bestätigen Sie die Adresse in Ihrem Profil, wo es auch hiermit geht.',
  'signIn.error.account-of-another':
    'Das Konto Ihrer Adresse gehört beim Identitätsanbieter jemand anderem. Fragen Sie, wer Habeas betreibt.',
  'signIn.error.another-person':
    'Sie haben sich beim Identitätsanbieter als jemand anderes angemeldet, als Sie hier sind.',
  'signIn.error.sign-in-not-fresh':
    'Der Identitätsanbieter sagt nicht, dass Sie sich eben dort angemeldet haben. Geben Sie stattdessen Ihr Passwort ein; um eines zu wählen, melden Sie sich ab und drücken „Passwort vergessen?“.',
  'signIn.error.owner-by-link':
    'Sie sind als Inhaber eingeladen. Öffnen Sie den Link der Einladung, um sie anzunehmen.',
  'signIn.error.several-invitations':
    'Mehrere Organisationen haben Sie eingeladen. Öffnen Sie den Link der Einladung, die Sie annehmen möchten.',
  'signIn.error.nobody-invited':
    'Niemand hat Ihre Adresse eingeladen. Fragen Sie einen Inhaber oder Admin Ihrer Organisation.',
  'signIn.error.too-many-sign-ins':
    'Von Ihrem Anschluss kamen zu viele Versuche. Versuchen Sie es in einer Viertelstunde noch einmal.',
  'signIn.error.sign-in-failed':
    'In Habeas ist etwas schiefgegangen. Versuchen Sie es noch einmal; bleibt es dabei, fragen Sie, wer Habeas betreibt.',
  'signIn.domains': 'Anmeldung',
  'signIn.domains.about':
    'Wer eine bestätigte Adresse dieser Domains hat, kommt ohne Einladung über Ihren Identitätsanbieter herein.',
  'signIn.domains.owners': 'Die Inhaber der Organisation entscheiden, wessen Domain hereinlässt.',
  'signIn.domains.noProvider':
    'Es ist kein Identitätsanbieter eingerichtet, sodass niemand über eine Domain hereinkommt. Einrichten kann ihn, wer Habeas betreibt.',
  'signIn.domains.empty': 'Keine Domain ist zugelassen. Wer zur Organisation gehört, wurde eingeladen.',
  'signIn.domains.domain': 'Domain',
  'signIn.domains.domain.about': 'Was hinter dem @ Ihrer eigenen bestätigten Adresse steht, etwa example.com.',
  'signIn.domains.role': 'Rolle',
  'signIn.domains.role.about': 'Für alle, die darüber hereinkommen. Inhaber werden eingeladen.',
  'signIn.domains.role.admin': 'Admin',
  'signIn.domains.role.member': 'Mitglied',
  'signIn.domains.allowedBy': 'Zugelassen von',
  'signIn.domains.since': 'Seit',
  'signIn.domains.state': 'Stand',
  'signIn.domains.inEffect': 'gilt',
  'signIn.domains.notInEffect': 'beendet: Wer sie zugelassen hat, ist nicht mehr Inhaber',
  'signIn.domains.allow': 'Zulassen',
  'signIn.domains.remove': 'Entfernen',
  'signIn.domains.removeOf': '{domain} entfernen',
  'signIn.domains.remove.title': '{domain} entfernen?',
  'signIn.domains.remove.words':
    'Über diese Domain kommt niemand mehr herein. Wer schon da ist, bleibt Mitglied; entfernen können Sie sie unter „Mitglieder“.',
  'account.signIn': 'Anmelden',
  'account.email': 'E-Mail',
  'account.password': 'Passwort',
  'account.forgotten': 'Passwort vergessen?',
  'account.whichOrganization': 'Diese Adresse hat mehrere Konten: Welche Organisation ist gemeint?',
};
