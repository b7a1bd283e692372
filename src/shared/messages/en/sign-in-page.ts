/** What the browser shows when a sign-in to Google is over. */
export const signInPage = {
  done: 'Signed in',
  doneMeans: 'Deskbell may read the calendars now. You can close this window.',
  notDone: 'Not signed in',
  notDoneMeans: 'Nothing was changed. You can close this window; Deskbell says why, and what to do.',
  notOurs: 'This sign-in is not the one that Deskbell waits for',
  notOursMeans: 'Nothing was changed. Close this window, and begin the sign-in again in Deskbell.',
}
