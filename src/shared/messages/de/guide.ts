/** Die Anleitung, die Entwickler andernorts bekommen, und was das Büro darin sagt. */
export const guide = {
  title: 'Anleitung für Entwickler',
  about:
    'Ein Link für alle, deren Programm hierher sendet, hier liest oder benachrichtigt wird: mit Erklärungen, Beispielen in vier Sprachen und einer Seite zum Ausprobieren.',
  unreadable: 'Die Einstellungen ließen sich nicht lesen',
  open: 'Anleitung öffnen',
  notOpened: 'Die Anleitung ließ sich nicht öffnen',
  saved: 'Die Anleitung ist gespeichert',
  link: {
    title: 'Der Link',
    about: 'Diesen Link weitergeben, das Secret oder den API-Schlüssel auf einem anderen Weg.',
    copy: 'Link kopieren',
    local:
      'Diese Adresse gilt nur auf diesem Rechner. Mit einer öffentlichen Adresse in den Einstellungen können auch andere die Anleitung lesen.',
    reference: 'Alle Aufrufe als Datei, für Codegeneratoren',
    copyReference: 'Adresse der Datei kopieren',
  },
  words: 'Was das Büro darin sagt',
  field: { supportContact: 'Hilfe', changeLog: 'Änderungen' },
  means: {
    supportContact: 'Wer hilft: eine E-Mail-Adresse, eine Webadresse oder eine Zeile Text. Lesbar für alle, die den Link haben.',
    changeLog: 'Was sich für alle geändert hat, die hierher senden oder hier lesen, das Neueste zuerst. Leer: bisher nichts.',
  },
}
