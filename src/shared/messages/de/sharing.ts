/** Was den Platz verlässt, und wer es bekommt. */
export const sharing = {
  tab: { keys: 'API-Schlüssel', booking: 'Buchungsseite', subscriptions: 'Abonnements', desks: 'Andere Arbeitsplätze' },
}
