import type { accountRefusals as english } from '../../en/refusals/accounts';

export const accountRefusals: Record<keyof typeof english, string> = {
  'refusals.sign-in-refused':
    'E-Mail oder Passwort ist falsch. Wenn Sie Ihr Passwort eben geändert haben, nehmen Sie das neue.',
  'refusals.credentials-invalid': 'Ihre Sitzung ist beendet. Melden Sie sich noch einmal an.',
  'refusals.credentials-missing': 'Sie sind nicht angemeldet. Melden Sie sich noch einmal an.',
  'refusals.several-accounts':
    'Mehrere Konten haben diese E-Mail-Adresse und dieses Passwort. Wählen Sie, welche Organisation Sie meinen.',
  'refusals.too-many-sign-ins':
    'Es waren zu viele Versuche. Versuchen Sie es in {minutes, plural, one {einer Minute} other {# Minuten}} noch einmal.',
  'refusals.cross-site':
    'Der Browser sagt, dass dies nicht von dieser Seite kam. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'refusals.password-wrong': 'Das Passwort ist falsch. Geben Sie das Passwort ein, mit dem Sie sich anmelden.',
  'refusals.password-unfit': 'Dieses Passwort ist nicht gut genug. Wählen Sie ein anderes.',
  'refusals.password-unfit.length': 'Ein Passwort hat {least} bis {most} Zeichen. Wählen Sie ein anderes.',
  'refusals.password-unfit.pattern':
    'Tasten in einer Reihe, Folgen und Wiederholungen werden zuerst erraten. Wählen Sie mehrere Wörter, die nichts miteinander zu tun haben.',
  'refusals.password-unfit.date':
    'Daten und Jahreszahlen werden zuerst erraten. Wählen Sie mehrere Wörter, die nichts miteinander zu tun haben.',
  'refusals.password-unfit.personal':
    'Ihr Name, Ihre Adresse oder der Name der Organisation steht darin. Wählen Sie Wörter, die nichts mit Ihnen zu tun haben.',
  'refusals.password-unfit.common':
    'Viele haben dieses Passwort oder ein ähnliches. Wählen Sie mehrere Wörter, die nichts miteinander zu tun haben.',
  'refusals.password-unfit.words':
    'Es besteht aus Wörtern und Namen, die zuerst erraten werden. Wählen Sie mehrere, die nichts miteinander zu tun haben, oder lassen Sie eines von einem Passwortmanager machen.',
  'refusals.proof-missing':
    'Zeigen Sie, dass Sie es sind: Geben Sie Ihr Passwort ein, oder melden Sie sich noch einmal beim Identitätsanbieter an. Das gilt fünf Minuten.',
  'refusals.second-factor-required':
    'Dieses Konto hat einen zweiten Faktor. Geben Sie den Code Ihrer App oder einen Wiederherstellungscode ein.',
  'refusals.second-factor-required-here':
    'Eine Organisation, der Sie angehören, verlangt einen zweiten Faktor. Richten Sie ihn in Ihrem Profil ein; bis dahin ist nichts anderes zugänglich.',
  'refusals.second-factor-refused':
    'Dieser Code ist falsch, wurde schon benutzt oder ist zu alt. Warten Sie auf den nächsten, und sehen Sie nach, ob die Uhr Ihres Telefons richtig geht.',
  'refusals.second-factor-not-set':
    'Ihr Konto hat keinen zweiten Faktor. Richten Sie zuerst in Ihrem Profil einen ein.',
  'refusals.second-factor-not-begun':
    'Das hat zu lange gedauert. Beginnen Sie noch einmal, den zweiten Faktor einzurichten.',
  'refusals.second-factor-set':
    'Ihr Konto hat schon einen zweiten Faktor. Schalten Sie ihn aus, bevor Sie einen anderen einrichten.',
  'refusals.link-over':
    'Dieser Link gilt nicht oder nicht mehr: Er wurde benutzt, durch einen anderen ersetzt oder ist zu alt. Fordern Sie einen neuen an.',
  'refusals.invitation-over':
    'Diese Einladung gilt nicht oder nicht mehr: Sie wurde benutzt, zurückgezogen oder ist zu alt. Bitten Sie, wer Sie eingeladen hat, um eine neue.',
  'refusals.invitation-not-found': 'Diese Einladung gibt es nicht mehr. Laden Sie die Seite neu.',
  'refusals.already-verified': 'Ihre Adresse ist schon bestätigt. Es ist nichts weiter zu tun.',
  'refusals.already-member': 'Jemand mit dieser Adresse gehört schon zur Organisation.',
  'refusals.mail-not-sent-here':
    'Von hier werden keine E-Mails verschickt. Einrichten kann das, wer Habeas betreibt (SMTP_URL).',
  'refusals.mail-not-sent':
    'Der Mailserver hat die E-Mail nicht angenommen. Versuchen Sie es noch einmal, oder fragen Sie, wer ihn betreut.',
  'refusals.address-taken':
    'Ein anderes Konto hat diese Adresse und hat nachgewiesen, dass sie seine ist. Ihres gilt in seiner eigenen Organisation weiter.',
  'refusals.other-account': 'Dieser Link ist für ein anderes Konto. Melden Sie sich ab und mit jenem an.',
  'refusals.account-unverified':
    'Niemand hat die Adresse Ihres Kontos bestätigt, darum gilt es dort, wo es ist, und nirgends sonst. Bestätigen Sie sie zuerst in Ihrem Profil.',
  'refusals.account-made-meanwhile':
    'In diesem Augenblick wurde ein Konto mit dieser Adresse angelegt. Nehmen Sie noch einmal an, mit dessen Passwort.',
  'refusals.email-malformed': 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@example.com.',
  'refusals.too-many-invitations':
    'Es waren zu viele Einladungen, an diese Adresse oder überhaupt. Versuchen Sie es in {minutes, plural, one {einer Minute} other {# Minuten}} noch einmal.',
  'refusals.last-owner': 'Eine Organisation braucht einen Inhaber. Machen Sie zuvor jemand anderen zum Inhaber.',
  'refusals.last-owner.own':
    'Sie sind der letzte Inhaber von {organizations}. Machen Sie dort zuvor jemand anderen zum Inhaber.',
  'refusals.member-not-found': 'Diese Person gehört nicht mehr zur Organisation. Laden Sie die Seite neu.',
  'refusals.person-not-found':
    'Mit dieser Adresse meldet sich niemand an. Sehen Sie nach, ob sie richtig geschrieben ist.',
  'refusals.role-too-low':
    'Ihre Rolle erlaubt das nicht. Bitten Sie einen Inhaber der Organisation, es zu tun, oder um die Rolle.',
  'refusals.organization-not-found':
    'Sie gehören dieser Organisation nicht oder nicht mehr an. Laden Sie die Seite neu.',
  'refusals.name-missing': 'Es fehlt ein Name. Geben Sie einen ein.',
  'refusals.name-unfit': 'Der Name eines Dienstkontos hat 1 bis 64 Buchstaben, Ziffern, Binde- und Unterstriche.',
  'refusals.expiry-unfit': 'Wählen Sie 1 bis 365 ganze Tage, bis es endet.',
  'refusals.service-account-not-found': 'Dieses Dienstkonto gibt es nicht mehr. Laden Sie die Seite neu.',
  'refusals.token-not-found': 'Dieses Token gibt es nicht mehr. Laden Sie die Seite neu.',
  'refusals.token-over': 'Dieses Token ist abgelaufen. Erzeugen Sie ein neues.',
  'refusals.token-replaced': 'An die Stelle dieses Tokens ist schon ein anderes getreten. Nehmen Sie jenes.',
  'refusals.review-changed':
    'Wer was tun könnte, hat sich geändert, seit Sie nachgesehen haben. Sehen Sie es noch einmal durch, dann kennzeichnen Sie es.',
  'refusals.credential-unfit': 'Ein API-Geheimnis spricht für niemanden. Melden Sie sich an und tun Sie es selbst.',
  'refusals.too-many-domains':
    'Die Organisation lässt schon so viele Domains zu, wie sie darf. Entfernen Sie eine, die Sie nicht mehr brauchen.',
  'refusals.sign-in-domain-not-found': 'Diese Domain wurde inzwischen entfernt. Laden Sie die Seite neu.',
  'refusals.domain-malformed': 'Das ist keine Domain von E-Mail-Adressen. Schreiben Sie sie wie example.com.',
  'refusals.domain-public':
    'Eine Adresse dieser Domain kann jeder haben. Laden Sie Ihre Kolleginnen und Kollegen einzeln ein.',
  'refusals.domain-not-yours':
    'Sie können die Domain Ihrer eigenen bestätigten Adresse zulassen und keine andere. Bitten Sie einen Inhaber, der dort eine bestätigte Adresse hat.',
};
