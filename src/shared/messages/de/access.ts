/** Schlüssel, mit denen andere Programme hier lesen und schreiben. */
export const access = {
  title: 'API-Schlüssel',
  about:
    'Andere Programme der Praxis lesen und schreiben Termine mit einem Schlüssel. Jedes bekommt seinen eigenen, damit sich einer widerrufen lässt, ohne die anderen zu stören.',
  unreadable: 'Die Schlüssel konnten nicht gelesen werden',
  new: 'Neuer Schlüssel',
  empty: {
    title: 'Noch keine Schlüssel',
    about: 'Mit einem Schlüssel kann die eigene Website, ein CRM oder ein Skript hier Termine lesen und, wenn erlaubt, schreiben.',
  },
  column: { name: 'Name', key: 'Schlüssel', scopes: 'Darf', used: 'Zuletzt benutzt', ends: 'Endet', deeds: 'Was sich tun lässt' },
  madeBy: 'angelegt von {{by}}',
  never: 'nie',
  untilRevoked: 'mit dem Widerruf',
  ended: 'beendet',
  revoke: 'Widerrufen',
  revokeQuestion:
    '„{{name}}“ wird ab dann abgelehnt, sofort. Das lässt sich nicht zurücknehmen: Das Programm braucht einen neuen Schlüssel.',
  revoked: '„{{name}}“ ist widerrufen',
  notRevoked: 'Der Schlüssel konnte nicht widerrufen werden',
  revokedBy: 'widerrufen von {{by}}',
  name: 'Name',
  nameAbout: 'Das Programm, das ihn benutzen wird. Was es hier tut, steht unter diesem Namen im Verlauf.',
  nameMissing: 'Ein Name, etwa Website',
  scopes: 'Der Schlüssel darf',
  scopeMissing: 'Mindestens eines wählen',
  scope: {
    read: { name: 'Lesen', about: 'Termine mit Namen und Kontaktdaten, Kunden, Team und was sich ändert' },
    write: {
      name: 'Schreiben',
      about: 'Eigene Termine anlegen und ändern, jeden als eingetroffen, erledigt, nicht erschienen oder abgesagt vermerken',
    },
    setup: { name: 'Einrichten', about: 'Googles Kanäle anmelden' },
  },
  lastDay: 'Letzter Tag',
  lastDayAbout: 'Leer: bis er widerrufen wird',
  cancel: 'Abbrechen',
  make: 'Schlüssel anlegen',
  notMade: 'Der Schlüssel konnte nicht angelegt werden',
  made: {
    title: 'Der Schlüssel ist angelegt',
    once: 'Er wird nur dieses eine Mal gezeigt und nirgends aufbewahrt. Jetzt dorthin kopieren, wo das Programm seine Geheimnisse hält.',
    header: 'Authorization: Bearer {{key}}…',
    copy: 'Schlüssel kopieren',
    use: 'Das Programm schickt ihn mit jeder Anfrage:',
    kept: 'Er ist verwahrt',
  },
}
