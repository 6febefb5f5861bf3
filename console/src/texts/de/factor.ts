import type { factor as english } from '../en/factor';

export const factor: Record<keyof typeof english, string> = {
  'factor.title': 'Zweiter Faktor',
  'factor.about':
    'Ein Code aus einer App auf Ihrem Telefon neben dem Passwort: Wer nur Ihr Passwort erfahren hat, kommt nicht hinein.',
  'factor.code': 'Code',
  'factor.code.hint': 'Die sechs Ziffern, die Ihre App gerade anzeigt.',
  'factor.recoveryCode': 'Wiederherstellungscode',
  'factor.recoveryCode.hint': 'Einer der zehn Codes, die Sie aufbewahrt haben. Er gilt einmal.',
  'factor.useRecoveryCode': 'Wiederherstellungscode verwenden',
  'factor.useCode': 'Code der App verwenden',
  'factor.begin': 'Zweiten Faktor einrichten',
  'factor.begin.password': 'Ihr Passwort, um zu beginnen',
  'factor.scan':
    'Scannen Sie dies mit einer Authenticator-App, oder tippen Sie das Geheimnis dort ein. Geben Sie dann den Code ein, den sie anzeigt.',
  'factor.qr': 'QR-Code für Ihre Authenticator-App',
  'factor.secret': 'Geheimnis',
  'factor.confirm': 'Bestätigen',
  'factor.on': 'Eingeschaltet seit',
  'factor.left':
    '{count, plural, =0 {Kein Wiederherstellungscode ist mehr übrig.} one {Ein Wiederherstellungscode ist noch übrig.} other {# Wiederherstellungscodes sind noch übrig.}}',
  'factor.few': 'Erzeugen Sie neue Wiederherstellungscodes, bevor der letzte verbraucht ist.',
  'factor.renew': 'Neue Wiederherstellungscodes',
  'factor.renew.words': 'Ihre bisherigen Codes verlieren ihre Gültigkeit; zehn neue werden angezeigt, dieses eine Mal.',
  'factor.turnOff': 'Ausschalten',
  'factor.turnOff.title': 'Zweiten Faktor ausschalten',
  'factor.turnOff.words':
    'Danach genügt Ihr Passwort allein. Die Wiederherstellungscodes verlieren ihre Gültigkeit. Für ein neues Telefon schalten Sie hier aus und richten dort neu ein.',
  'factor.turnOff.required':
    'Eine Organisation, der Sie angehören, verlangt einen zweiten Faktor: Sie müssen sofort einen neuen einrichten.',
  'factor.codes.title': 'Ihre Wiederherstellungscodes',
  'factor.codes.words':
    'Sie werden dieses eine Mal angezeigt. Jeder lässt Sie einmal anstelle eines Codes hinein, falls Sie Ihr Telefon verlieren. Bewahren Sie sie dort auf, wo Ihr Telefon nicht ist.',
  'factor.codes.print': 'Drucken',
  'factor.codes.kept': 'Ich habe sie aufbewahrt',
  'factor.first.title': 'Ein zweiter Faktor ist nötig',
  'factor.first.words':
    'Eine Organisation, der Sie angehören, verlangt einen zweiten Faktor. Bis Sie ihn eingerichtet haben, ist nichts anderes zugänglich.',
  'factor.require': 'Jedes Mitglied braucht einen zweiten Faktor',
  'factor.require.words':
    'Wer sich mit einem Passwort anmeldet und keinen hat, kann nur noch einen einrichten. Tokens und Dienstkonten sind nicht betroffen.',
  'factor.require.first':
    'Richten Sie zuerst Ihren eigenen zweiten Faktor ein; dann können Sie ihn von anderen verlangen.',
  'factor.require.title': 'Von allen in {organization} einen zweiten Faktor verlangen?',
  'factor.require.confirm':
    'Mitglieder ohne zweiten Faktor können sofort nur noch einen einrichten, auch in Sitzungen, die jetzt offen sind.',
  'factor.require.yes': 'Von allen verlangen',
};
