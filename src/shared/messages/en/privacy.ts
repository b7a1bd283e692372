/** The privacy switch. */
export const privacy = {
  /** In place of a name where names are left out. */
  someone: 'A client',
  hide: 'Hide names and contact data',
  show: 'Show names and contact data',
  /** The button's name: pressed, they are hidden. */
  switch: 'Hide names and contact data',
  failed: 'The privacy switch could not be changed',
}
