import type { filters as english } from '../en/filters.ts'
import type { Like } from '../like.ts'

export const filters: Like<typeof english> = {
  group: 'Gespeicherte Filter',
  button: 'Gespeichert',
  buttonLabel: 'Gespeicherte Filter, gezeigt wird {{name}}',
  open: 'Gespeicherte Filter',
  save: 'Filter unter einem Namen speichern',
  choose: 'Zeigen: {{name}}',
  none: 'Noch keine. Die Liste filtern, einen Namen geben, und sie ist eine Taste entfernt.',
  name: 'Name',
  namePlaceholder: 'Name für das, was jetzt gezeigt wird',
  saveNow: 'Speichern',
  replaceNow: 'Ersetzen',
  nothingToSave: 'Im Augenblick ist nichts gefiltert.',
  rename: '{{name}} umbenennen',
  renameNow: 'Umbenennen',
  cancel: 'Abbrechen',
  remove: '{{name}} entfernen',
  saved: 'Als „{{name}}“ gespeichert.',
  replaced: '„{{name}}“ zeigt jetzt, was hier gefiltert ist.',
  removed: '„{{name}}“ entfernt.',
  notRead: 'Die gespeicherten Filter ließen sich nicht lesen.',
  notSaved: 'Der Filter ließ sich nicht speichern',
  notRemoved: 'Der Filter ließ sich nicht entfernen',
  nameTaken: 'Ein anderer Filter dieser Seite hat diesen Namen.',
  noName: 'Einen Namen geben.',
}
