import type { tray as english } from '../en/tray.ts'
import type { Like } from '../like.ts'

export const tray: Like<typeof english> = {
  open: 'Deskbell öffnen',
  quit: 'Deskbell beenden',
  quitFailed: 'Deskbell konnte nicht beendet werden',
  receiving: 'Empfängt auf {{at}}',
  starting: 'Der Empfang beginnt',
  notReceiving: 'Kein Empfang: Port {{port}} kann nicht benutzt werden',
  withAlerts_one: '{{line}} · {{count, number}} Warnung',
  withAlerts_other: '{{line}} · {{count, number}} Warnungen',
  firstTime: 'Deskbell empfängt weiter',
  firstTimeMore:
    'Es läuft im Hintergrund. Ein neuer Start öffnet das Fenster, „Deskbell beenden“ beendet es. In den Einstellungen lässt sich das ändern.',
  settings: {
    title: 'Hintergrund',
    about: 'Was das Schließen des letzten Fensters bedeutet.',
    stays: 'Weiter empfangen, wenn das letzte Fenster geschlossen wird',
    staysMore:
      'Deskbell bleibt im Infobereich, und Buchungen kommen weiter an. Sonst endet Deskbell mit dem Fenster; was bis zum nächsten Start kommt, wird dann gelesen.',
    saved: 'Gespeichert.',
  },
}
