import type { profile as english } from '../en/profile';

export const profile: Record<keyof typeof english, string> = {
  'profile.about':
    'Ihr Konto, Ihre Tokens und worüber Sie per E-Mail benachrichtigt werden. Niemand sonst sieht diese Seite.',
  'profile.account': 'Konto',
  'profile.name': 'Name',
  'profile.confirmed': 'Bestätigt',
  'profile.unconfirmed': 'Nicht bestätigt',
  'profile.confirm.why':
    'Noch ist nicht nachgewiesen, dass diese Adresse Ihre ist. Bis dahin erhalten Sie keine Mitteilungen per E-Mail und können keiner weiteren Organisation beitreten.',
  'profile.confirm': 'Link zur Bestätigung zusenden',
  'profile.confirm.sent':
    'Ein Link ist unterwegs an Ihre Adresse. Er gilt eine Stunde; mit ihm wählen Sie ein neues Passwort, das Ihre Sitzungen und Tokens beendet, ebenso Dienstkonten, die Sie angelegt haben.',
  'profile.password': 'Passwort',
  'profile.password.about':
    'Ein neues Passwort beendet alle Ihre Sitzungen, auch diese, und alle Ihre GDPR-OAuth-Tokens.',
  'profile.password.current': 'Bisheriges Passwort',
  'profile.password.new': 'Neues Passwort',
  'profile.password.rule':
    'Mindestens 12 Zeichen; am besten mehrere Wörter, die weder mit Ihnen noch miteinander zu tun haben.',
  'profile.password.change': 'Passwort ändern',
  'profile.password.changed': 'Ihr Passwort wurde geändert. Melden Sie sich mit dem neuen an.',
  'profile.tokens': 'Daten & Datenschutz: GDPR-OAuth-Tokens',
  'profile.tokens.about':
    'Mit einem Token stellt und verfolgt ein Programm Anträge in Ihrem Namen, in den Projekten, deren Inhaber oder Admin Sie sind. Es gilt ein Jahr.',
  'profile.tokens.none': 'Sie haben noch kein Token. Wenn Sie eines erzeugen, steht es hier, ohne sein Geheimnis.',
  'profile.tokens.name': 'Name',
  'profile.tokens.name.about': 'Wofür es ist, damit Sie es wiedererkennen.',
  'profile.tokens.make': 'Token erzeugen',
  'profile.tokens.prefix': 'Beginnt mit',
  'profile.tokens.state': 'Zustand',
  'profile.tokens.createdAt': 'Erzeugt',
  'profile.tokens.lastUsedAt': 'Zuletzt benutzt',
  'profile.tokens.expiresAt': 'Endet',
  'profile.tokens.actions': 'Aktionen',
  'profile.tokens.state.good': 'Gültig',
  'profile.tokens.state.replaced': 'Ersetzt, noch gültig',
  'profile.tokens.state.revoked': 'Widerrufen',
  'profile.tokens.state.over': 'Abgelaufen',
  'profile.tokens.state.ended': 'Von einem Inhaber beendet',
  'profile.tokens.endedIn': 'Ein Inhaber von {organization} hat es dort endgültig beendet:',
  'profile.tokens.left': '{days, plural, one {noch # Tag} other {noch # Tage}}',
  'profile.tokens.made': 'Ihr neues GDPR-OAuth-Token',
  'profile.tokens.once':
    'Es wird nur dieses eine Mal angezeigt. Kopieren Sie es jetzt und bewahren Sie es auf wie ein Passwort.',
  'profile.tokens.token': 'GDPR-OAuth-Token',
  'profile.tokens.kept': 'Ich habe es kopiert',
  'profile.tokens.noProject':
    'Sie sind noch in keinem Projekt Inhaber oder Admin. Mit dem Token lassen sich Anträge stellen, sobald Sie diese Rolle haben.',
  'profile.tokens.try':
    'Dieser Aufruf in einem Terminal beantragt eine Auskunft über niemanden und zeigt, dass das Token gilt. Setzen Sie die Kennung einer Person an die Stelle von example-subject, um Auskunft über sie zu erhalten.',
  'profile.tokens.call': 'Aufruf, der eine Auskunft beantragt',
  'profile.tokens.rotate': 'Erneuern',
  'profile.tokens.rotate.which': '{name} ({prefix}…) erneuern',
  'profile.tokens.rotate.about':
    'Sie erhalten ein neues Token gleichen Namens, das ein Jahr gilt. Das alte gilt so lange weiter, wie Sie wählen, damit das neue überall eingesetzt werden kann.',
  'profile.tokens.overlap': 'Das alte endet',
  'profile.tokens.overlap.days': '{days, plural, =0 {sofort} one {nach einem Tag} other {nach # Tagen}}',
  'profile.tokens.revoke': 'Widerrufen',
  'profile.tokens.revoke.which': '{name} ({prefix}…) widerrufen',
  'profile.tokens.revoke.about':
    'Es gilt ab sofort nicht mehr und lässt sich nicht wiederherstellen. Anträge, die damit gestellt wurden, laufen weiter. Was es benutzt, arbeitet nicht mehr, bis es ein anderes hat.',
  'profile.objection': 'Daten & Datenschutz: Widerspruchsrecht',
  'profile.objection.of': 'Widersprüche bei {organization}',
  'profile.notices': 'Mitteilungen',
  'profile.notices.about':
    'Worüber Sie per E-Mail benachrichtigt werden. Eine E-Mail nennt einen Antrag mit dem Anfang seiner Kennung und keine betroffene Person.',
  'profile.notices.none':
    'Diese Installation versendet keine E-Mails: Fragen Sie den Betreiber nach SMTP_URL. Ihre Auswahl bleibt gespeichert.',
  'profile.notices.unconfirmed':
    'Es wird nichts versandt, bevor Sie oben Ihre Adresse bestätigt haben. Ihre Auswahl bleibt gespeichert.',
  'profile.notices.finished': 'Ein Antrag, den ich gestellt habe, ist abgeschlossen',
  'profile.notices.finishedByOthers': 'Ein Antrag, den jemand anderes gestellt hat, ist abgeschlossen',
  'profile.notices.failed': 'Ein Antrag ist fehlgeschlagen oder wartet darauf, dass jemand etwas in Ordnung bringt',
  'profile.notices.atRisk': 'Eine Frist läuft in fünf Tagen ab oder ist abgelaufen',
  'profile.notices.approval': 'Eine Löschung wartet auf einen zweiten Inhaber oder Admin',
  'profile.notices.token': 'Eines meiner Tokens endet in 30, 7 oder 1 Tagen',
  'profile.notices.sweep': 'Ein Löschlauf ist ausgeblieben',
  'profile.notices.retention':
    'Ein Aufbewahrungslauf ist ausgeblieben oder hat etwas übrig gelassen, oder ein beendetes Projekt ist zum genannten Tag nicht gelöscht',
  'profile.notices.duty': 'Was geschuldet ist, ist seit einem Tag fällig und wird nicht gelöscht',
  'profile.notices.language': 'E-Mails sind auf {language}, in der Sprache, die Sie für diese Konsole gewählt haben.',
  'profile.data': 'Meine Daten',
  'profile.data.about':
    'Was Habeas über Sie speichert: Konto, Mitgliedschaften, Sitzungen, Tokens, Mitteilungen und was Sie getan haben.',
  'profile.data.kept':
    'Das Protokoll und die Anträge müssen als Nachweis aufbewahrt werden. Nach dem Ende Ihres Kontos nennen sie es mit einer Nummer, ohne Ihren Namen und Ihre Adresse; ein Erledigungsnachweis bleibt, wie er signiert wurde.',
  'profile.data.download': 'Meine Daten herunterladen',
  'profile.end': 'Mein Konto löschen',
  'profile.end.about': 'Das lässt sich nicht rückgängig machen.',
  'profile.end.goes':
    'Ihr Name und Ihre Adresse, Sitzungen, Tokens, Ihre Auswahl und Ihre Mitgliedschaften werden sofort gelöscht. Dienstkonten, die Sie angelegt haben, und Ihre Einladungen enden.',
  'profile.end.owners':
    'Der letzte Inhaber einer Organisation kann nicht gehen: Machen Sie zuvor jemand anderen zum Inhaber.',
  'profile.end.done': 'Ihr Konto wurde gelöscht.',
};
