/** The tray's menu, and what is said when Deskbell goes on without a window. */
export const tray = {
  open: 'Open Deskbell',
  quit: 'Quit Deskbell',
  quitFailed: 'Deskbell could not be ended',
  receiving: 'Receiving on {{at}}',
  starting: 'Starting to receive',
  notReceiving: 'Not receiving: port {{port}} cannot be used',
  withAlerts_one: '{{line}} · {{count, number}} alert',
  withAlerts_other: '{{line}} · {{count, number}} alerts',
  firstTime: 'Deskbell goes on receiving',
  firstTimeMore: 'It is in the background. Starting it again opens the window; “Quit Deskbell” ends it. Settings decide which it is.',
  settings: {
    title: 'Background',
    about: 'What closing the last window means.',
    stays: 'Go on receiving when the last window is closed',
    staysMore:
      'Deskbell stays in the tray, and bookings keep coming in. Without it, closing the window ends Deskbell, and what comes meanwhile is read at the next start.',
    saved: 'Saved.',
  },
}
