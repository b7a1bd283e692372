/** The program around the page: its windows and files. */
export const shell = {
  newWindow: 'Open another window',
  newWindowFailed: 'Another window could not be opened',
  saved: 'Saved in Downloads: {{name}}',
  showFile: 'Show',
  showFailed: 'The file could not be shown',
  refusal: {
    diskFull: 'The disk is full. Make room on it and try again.',
    notWritable: 'The folder for downloads may not be written to. Ask whoever looks after this computer.',
    gone: 'The file is not there any more.',
    failed: 'The system refused it. Try again.',
  },
}
