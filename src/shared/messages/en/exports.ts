/** Files that leave the desk. */
export const fileExports = {
  menu: 'Export',
  what: 'Export what is listed',
  group: 'Export',
  format: {
    csv: 'CSV for spreadsheets',
    json: 'JSON with all details',
    har: 'HAR for developers',
    signed: 'Signed, as evidence',
  },
  deliveries: {
    csv: 'Export the listed deliveries as CSV',
    json: 'Export the listed deliveries as JSON',
    har: 'Export the listed deliveries as HAR',
    signed: 'Export the listed deliveries signed',
  },
  appointments: {
    csv: 'Export the shown appointments as CSV',
    json: 'Export the shown appointments as JSON',
  },
  clients: {
    csv: 'Export the listed clients as CSV',
    json: 'Export the listed clients as JSON',
  },
  team: {
    csv: 'Export the team as CSV',
    json: 'Export the team as JSON',
  },
  pipeline: {
    csv: 'Export the board as CSV',
    json: 'Export the board as JSON',
  },
  changes: {
    csv: 'Export the listed changes as CSV',
    json: 'Export the listed changes as JSON',
  },
  /** What somebody has exported, among the changes. */
  noted: {
    log: 'Export of the log',
    appointments: 'Export of appointments',
    clients: 'Export of clients',
    team: 'Export of the team',
    pipeline: 'Export of the board',
    changes: 'Export of these changes',
    appointment: 'Appointment saved as a file',
  },
  begun: 'Writing the export …',
  written_one: 'Writing the export: {{count, number}} line so far',
  written_other: 'Writing the export: {{count, number}} lines so far',
  cancel: 'Cancel',
  cancelled: 'The export was cancelled. No file was left behind.',
  failed: 'The export could not be written',
  noKey: 'The export was not signed: the signing key is in the vault, and the vault is locked.',
  verify: 'Check a signed export',
  verifyMeans: 'Tells whether a signed export is still, byte for byte, what this desk wrote.',
  verifyFailed: 'The file could not be checked',
  verdict: {
    genuine_one: 'Genuine: {{name}} has {{count, number}} delivery, and not a byte was changed since this desk signed it on {{when}}.',
    genuine_other: 'Genuine: {{name}} has {{count, number}} deliveries, and not a byte was changed since this desk signed it on {{when}}.',
    'other-desk_one':
      'Whole, but signed by another desk: {{name}} has {{count, number}} delivery and names the key {{key}}. Ask that desk for its key.',
    'other-desk_other':
      'Whole, but signed by another desk: {{name}} has {{count, number}} deliveries and names the key {{key}}. Ask that desk for its key.',
    changed: 'Changed: {{name}} is not what was signed on {{when}}. Do not rely on it.',
    incomplete: 'Incomplete: {{name}} has no seal at its end. A part of it is missing.',
    'not-an-export': '{{name}} is not a signed export of Deskbell.',
  },
}
