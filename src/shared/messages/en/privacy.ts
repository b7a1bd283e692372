/** The privacy switch. */
export const privacy = {
  /** In place of a name where names are left out. */
  someone: 'A client',
  on: 'Names are hidden',
  off: 'Names are shown',
  hide: 'Hide names and contact data',
  show: 'Show names and contact data',
  toggle: 'Hide or show names and contact data',
  failed: 'The privacy switch could not be changed',
}
