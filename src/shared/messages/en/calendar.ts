export const calendar = {
  noHost: 'No host',
  hostNumber: 'Host {{id}}',
  free: 'free',
  appointments_one: '{{count}} appointment',
  appointments_other: '{{count}} appointments',
  membersBefore: 'Members before',
  membersAfter: 'Members after',
  membersPage: '{{first}} to {{last}}, page {{page}} of {{pages}}',
}
