/** The guide that a developer elsewhere gets, and what the office says in it. */
export const guide = {
  title: 'Guide for developers',
  about: 'One link for whoever lets a program post, read or be told: it says how, with samples in four languages, and lets them try calls.',
  unreadable: 'The settings could not be read',
  open: 'Open the guide',
  notOpened: 'The guide could not be opened',
  saved: 'The guide is saved',
  link: {
    title: 'The link',
    about: 'Send it to the developer, and the secret or the API key by another way.',
    copy: 'Copy the link',
    local: 'This address works on this machine only. Set a public address in Settings, so that others can read the guide.',
    reference: 'Every call as a file for code generators',
    copyReference: 'Copy the file’s address',
  },
  words: 'What the office says in it',
  field: { supportContact: 'Support', changeLog: 'Change log' },
  means: {
    supportContact: 'Who helps: an e-mail address, a web address, or a line of text. Whoever has the link can read it.',
    changeLog: 'What changed for those who post or read here, newest first. Empty: nothing so far.',
  },
}
