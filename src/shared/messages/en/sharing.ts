/** What leaves the desk, and who gets it. */
export const sharing = {
  before: 'The tab before',
  after: 'The next tab',
  tab: {
    keys: 'API keys',
    booking: 'Booking page',
    subscriptions: 'Subscriptions',
    feeds: 'Calendar feeds',
    import: 'Import',
    desks: 'Other desks',
    guide: 'Guide',
  },
}
