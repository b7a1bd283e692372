/** What leaves the desk, and who gets it. */
export const sharing = {
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
