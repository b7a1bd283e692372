/** Was den Platz verlässt, und wer es bekommt. */
export const sharing = {
  before: 'Der Reiter davor',
  after: 'Der nächste Reiter',
  tab: {
    keys: 'API-Schlüssel',
    booking: 'Buchungsseite',
    subscriptions: 'Abonnements',
    feeds: 'Kalender-Abos',
    import: 'Import',
    desks: 'Andere Arbeitsplätze',
    guide: 'Anleitung',
  },
}
