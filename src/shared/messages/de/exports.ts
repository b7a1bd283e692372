import type { fileExports as english } from '../en/exports.ts'
import type { Like } from '../like.ts'

export const fileExports: Like<typeof english> = {
  menu: 'Exportieren',
  what: 'Exportieren, was aufgeführt ist',
  group: 'Exportieren',
  format: {
    csv: 'CSV für Tabellen',
    json: 'JSON mit allen Einzelheiten',
    har: 'HAR für die Entwicklung',
    signed: 'Signiert, als Nachweis',
  },
  deliveries: {
    csv: 'Aufgeführte Zustellungen als CSV exportieren',
    json: 'Aufgeführte Zustellungen als JSON exportieren',
    har: 'Aufgeführte Zustellungen als HAR exportieren',
    signed: 'Aufgeführte Zustellungen signiert exportieren',
  },
  appointments: {
    csv: 'Gezeigte Termine als CSV exportieren',
    json: 'Gezeigte Termine als JSON exportieren',
  },
  clients: {
    csv: 'Aufgeführte Klienten als CSV exportieren',
    json: 'Aufgeführte Klienten als JSON exportieren',
  },
  team: {
    csv: 'Das Team als CSV exportieren',
    json: 'Das Team als JSON exportieren',
  },
  pipeline: {
    csv: 'Die Pipeline als CSV exportieren',
    json: 'Die Pipeline als JSON exportieren',
  },
  changes: {
    csv: 'Aufgeführte Änderungen als CSV exportieren',
    json: 'Aufgeführte Änderungen als JSON exportieren',
  },
  noted: {
    log: 'Export des Protokolls',
    appointments: 'Export von Terminen',
    clients: 'Export von Klienten',
    team: 'Export des Teams',
    pipeline: 'Export der Pipeline',
    changes: 'Export dieser Änderungen',
    appointment: 'Termin als Datei gesichert',
  },
  begun: 'Der Export wird geschrieben …',
  written_one: 'Der Export wird geschrieben: bisher {{count, number}} Zeile',
  written_other: 'Der Export wird geschrieben: bisher {{count, number}} Zeilen',
  cancel: 'Abbrechen',
  cancelled: 'Der Export wurde abgebrochen. Keine Datei ist übrig.',
  failed: 'Der Export konnte nicht geschrieben werden',
  noKey: 'Der Export wurde nicht signiert: Der Schlüssel dafür liegt im Tresor, und der Tresor ist verschlossen.',
  verify: 'Signierten Export prüfen',
  verifyMeans: 'Sagt, ob ein signierter Export noch Byte für Byte so ist, wie er hier geschrieben wurde.',
  verifyFailed: 'Die Datei konnte nicht geprüft werden',
  verdict: {
    genuine_one: 'Echt: {{name}} hat {{count, number}} Zustellung, und seit der Signatur vom {{when}} wurde kein Byte verändert.',
    genuine_other: 'Echt: {{name}} hat {{count, number}} Zustellungen, und seit der Signatur vom {{when}} wurde kein Byte verändert.',
    'other-desk_one':
      'Vollständig, aber anderswo signiert: {{name}} hat {{count, number}} Zustellung und nennt den Schlüssel {{key}}. Dort nach dem Schlüssel fragen.',
    'other-desk_other':
      'Vollständig, aber anderswo signiert: {{name}} hat {{count, number}} Zustellungen und nennt den Schlüssel {{key}}. Dort nach dem Schlüssel fragen.',
    changed: 'Verändert: {{name}} ist nicht, was am {{when}} signiert wurde. Darauf ist kein Verlass.',
    incomplete: 'Unvollständig: {{name}} hat am Ende kein Siegel. Ein Teil fehlt.',
    'not-an-export': '{{name}} ist kein signierter Export von Deskbell.',
  },
}
