import type { shell as english } from '../en/shell.ts'
import type { Like } from '../like.ts'

export const shell: Like<typeof english> = {
  newWindow: 'Weiteres Fenster öffnen',
  newWindowFailed: 'Ein weiteres Fenster konnte nicht geöffnet werden',
  saved: 'Unter Downloads gespeichert: {{name}}',
  showFile: 'Anzeigen',
  showFailed: 'Die Datei konnte nicht angezeigt werden',
  refusal: {
    diskFull: 'Der Datenträger ist voll. Platz schaffen und noch einmal versuchen.',
    notWritable: 'In den Ordner für Downloads darf nicht geschrieben werden. Hier hilft, wer diesen Computer betreut.',
    gone: 'Die Datei ist nicht mehr da.',
    failed: 'Das System hat es abgelehnt. Noch einmal versuchen.',
  },
}
