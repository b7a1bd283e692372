/** Our own webhooks: who gets what, and what became of what was sent. */
export const subscriptions = {
  title: 'Abonnements',
}
