import type { alerts as english } from '../en/alerts.ts'
import type { Like } from '../like.ts'

export const alerts: Like<typeof english> = {
  title: 'Warnungen',
  open: 'Warnungen öffnen',
  none: 'Warnungen: keine',
  some_one: '{{count, number}} Warnung dauert an',
  some_other: '{{count, number}} Warnungen dauern an',
  count_one: '{{count, number}} Warnung',
  count_other: '{{count, number}} Warnungen',
  listFailed: 'Die Warnungen konnten nicht gelesen werden',
  empty: 'Alles in Ordnung',
  emptyMore: 'Hier steht, was Anbieter daran hindert, Deskbell zu erreichen, oder Deskbell daran, bei ihnen zu lesen.',
  since: 'seit <time/>',
  ended: 'beendet <time/>',
  hide: 'Ausblenden',
  hideFailed: 'Die Warnung konnte nicht ausgeblendet werden',
  check: 'Erneut nachsehen',
  checkFailed: 'Das Nachsehen ist fehlgeschlagen',
  manyNative_one: '{{count, number}} Warnung',
  manyNative_other: '{{count, number}} Warnungen',
  remedy: {
    'renew-subscription': 'Erneuern',
    'renew-channel': 'Erneuern',
    'give-token': 'Token angeben',
    'sign-in': 'Anmelden',
    'open-log': 'Protokoll öffnen',
    'open-provider': 'Anbieter öffnen',
    'replace-secret': 'Ersetzen',
    'check-address': 'Adresse prüfen',
    'restart-tunnel': 'Tunnel neu starten',
    'restart-receiver': 'Erneut versuchen',
    'free-disk': 'Erneut nachsehen',
    'open-backups': 'Sicherungen öffnen',
    'open-trust': 'Befund ansehen',
    'open-subscriptions': 'Abonnements öffnen',
    'open-desks': 'Andere Arbeitsplätze öffnen',
  },
  remedyFailed: 'Das hat nicht geklappt',
  renewed: 'Das Abonnement bei {{provider}} ist wieder in Ordnung.',
  notRenewed: 'Das Abonnement bei {{provider}} konnte nicht erneuert werden. Mehr dazu unter „Anbieter“.',
  channelsRenewed_one: '{{count, number}} Kanal wurde eingerichtet.',
  channelsRenewed_other: '{{count, number}} Kanäle wurden eingerichtet.',
  addressReached: 'Die öffentliche Adresse führt hierher.',
  addressNotReached: 'Die öffentliche Adresse führt noch nicht hierher.',
  lookedAgain: 'Es wurde erneut nachgesehen.',
  name: {
    'channel-expiring': '{{provider}}: Ein Kanal läuft bald ab',
    'subscription-disabled': '{{provider}}: Das Abonnement ist abgeschaltet',
    'subscription-elsewhere': '{{provider}}: Das Abonnement zeigt auf eine andere Adresse',
    'token-refused': '{{provider}} lehnt das Token ab',
    'sign-in-ended': '{{provider}}: Die Anmeldung gilt nicht mehr',
    silence: '{{provider}} ist ruhiger als sonst',
    refusals: '{{provider}}: Zustellungen werden abgewiesen',
    'clock-skew': 'Die Uhren gehen auseinander',
    'disk-full': 'Der Speicherplatz ist fast aufgebraucht',
    'tunnel-dead': 'Der Tunnel ist unterbrochen',
    'address-unreachable': 'Die öffentliche Adresse führt nicht hierher',
    'address-changed': 'Die öffentliche Adresse hat sich geändert',
    'port-lost': 'Deskbell empfängt nichts',
    'write-back-failed': '{{provider}} hat ein Nichterscheinen nicht übernommen',
    'secret-ending': '{{provider}} signiert noch mit dem vorigen Geheimnis',
    'secret-old': '{{provider}}: Das Signaturgeheimnis ist alt',
    'backup-failed': 'Eine Sicherung ist fehlgeschlagen',
    'read-only': 'Die Datenbank ist schreibgeschützt',
    'store-failing': 'In die Datenbank lässt sich nicht schreiben',
    'store-damaged': 'Die Datenbank ist beschädigt',
    'clock-jumped': 'Die Uhr dieses Computers wurde verstellt',
    'desk-crashed': 'Deskbell musste intern neu starten',
    'log-tampered': 'Das Protokoll ist nicht mehr, wie es geschrieben wurde',
    'outbound-failing': '„{{name}}“ nimmt keine Webhooks an',
    'outbound-ended': 'An „{{name}}“ wird nichts mehr gesendet',
    'desk-guesses': 'An anderen Arbeitsplätzen wird geraten',
  },
  text: {
    'channel-expiring': 'Er endet {{when}} und konnte bisher nicht erneuert werden. Danach wird alle paar Minuten nach Änderungen gesehen.',
    'subscription-disabled': 'Es kommen keine Zustellungen mehr. Beim Erneuern wird auch gelesen, was verpasst wurde.',
    'subscription-elsewhere': 'Zustellungen gehen an eine Adresse, die nicht mehr die von Deskbell ist.',
    'token-refused':
      'Es wurde widerrufen, ist abgelaufen oder reicht nicht aus. Zustellungen kommen weiter an; alles andere wird erst mit einem neuen Token wieder gelesen.',
    'sign-in-ended': 'Google nimmt sie nicht mehr an. Was gelesen wurde, bleibt; Neues wird nach erneutem Anmelden gelesen.',
    silence_one: 'Bisher {{count, number}} Zustellung; an einem {{weekday}} sind es um diese Zeit sonst etwa {{usual, number}}.',
    silence_other: 'Bisher {{count, number}} Zustellungen; an einem {{weekday}} sind es um diese Zeit sonst etwa {{usual, number}}.',
    refusals_one: '{{count, number}} in zehn Minuten, mehr als angenommen wurden. Das Protokoll nennt die Gründe.',
    refusals_other: '{{count, number}} in zehn Minuten, mehr als angenommen wurden. Das Protokoll nennt die Gründe.',
    'clock-skew':
      'Die Uhr dieses Computers und die von {{provider}} liegen {{seconds, number}} Sekunden auseinander. Eine Signatur, die Minuten alt erscheint, wird abgewiesen: Das System sollte die Uhr selbst stellen.',
    'disk-full':
      'Wo die Datenbank liegt, sind noch {{free, number}} MB frei. Ohne Platz werden Zustellungen vertagt, bis wieder welcher da ist.',
    diskFails: 'In die Datenbank konnte nicht geschrieben werden. Zustellungen werden vertagt, bis wieder Platz ist.',
    'tunnel-dead': 'Seit {{when}} hat kein Anbieter Deskbell darüber erreicht. Was verpasst wird, wird gelesen, sobald er wieder steht.',
    'address-unreachable':
      'Seit {{when}} ist keine Anfrage an sie bei Deskbell angekommen. Was verpasst wird, wird gelesen, sobald das wieder geht.',
    'address-changed': 'Abonnements zeigen noch auf die alte; was dorthin geht, ist verloren, bis sie umgestellt sind.',
    'port-lost': 'Port {{port}} kann nicht benutzt werden. Vielleicht hat ihn ein anderes Programm.',
    'secret-ending':
      'Es gilt nur noch bis {{when}}; was damit signiert ist, wird danach abgewiesen. Das neue Geheimnis bei {{provider}} eintragen oder das vorige länger gelten lassen.',
    'secret-old_one': 'Es wurde vor {{count, number}} Tag gesetzt. Ein neues macht wertlos, was jemand vom alten weiß.',
    'secret-old_other': 'Es wurde vor {{count, number}} Tagen gesetzt. Ein neues macht wertlos, was jemand vom alten weiß.',
    'write-back-failed': 'Es ist hier vermerkt und dort nicht. Der Verlauf des Termins nennt den Grund.',
    'read-only':
      'Datei oder Ordner dürfen nur gelesen werden. Zustellungen werden vertagt, bis Deskbell dort wieder schreiben darf; versucht wird es jede Sekunde.',
    'store-failing':
      'Der Datenträger oder ein anderes Programm verhindert es. Zustellungen werden vertagt, bis es wieder geht; versucht wird es jede Sekunde.',
    'store-damaged':
      'Teile davon sind nicht lesbar. Die Datei bleibt, wie sie ist; Zustellungen werden vertagt, bis eine Sicherung an ihre Stelle kommt.',
    'clock-jumped':
      'Sie wurde um {{hours, number}} Std. {{minutes, number}} Min. vorgestellt. Zustellungen werden nach der neuen Zeit beurteilt: Das System sollte die Uhr selbst stellen.',
    clockBack:
      'Sie wurde um {{hours, number}} Std. {{minutes, number}} Min. zurückgestellt. Zustellungen werden nach der neuen Zeit beurteilt: Das System sollte die Uhr selbst stellen.',
    'log-tampered':
      'Es wurde verändert, oder eine ältere Datei liegt an seiner Stelle. Die Einstellungen nennen den ersten falschen Eintrag und wonach es aussieht.',
    'outbound-failing':
      'Seit {{when}} ist jeder Versuch gescheitert. Was zu senden ist, wartet in seiner Reihenfolge und wird weiter versucht.',
    'outbound-ended':
      'Fünf Tage lang ist jeder Versuch gescheitert, zuletzt {{when}}. Was zu senden ist, wartet hier, bis das Abonnement wieder eingeschaltet wird.',
    outboundGone:
      'Die Gegenstelle hat {{when}} geantwortet, dass sie nichts mehr will (410). Was da noch wartete, bleibt hier, bis das Abonnement wieder eingeschaltet wird.',
    'desk-guesses':
      'Seit {{when}} waren mehr Passwörter oder Namen falsch, als in einer Viertelstunde geprüft werden; weitere werden ungeprüft abgewiesen. Wer schon angemeldet ist, merkt davon nichts.',
    'desk-crashed_one':
      'Ein Fehler hat den Empfang beendet ({{when}}); er läuft wieder. Zustellungen wurden solange vertagt, verloren ging keine.',
    'desk-crashed_other':
      'Ein Fehler hat den Empfang {{count, number}}-mal beendet (zuletzt {{when}}); er läuft wieder. Zustellungen wurden solange vertagt, verloren ging keine.',
  },
}
