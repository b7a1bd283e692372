import { app } from 'electron'

// A browser's windows come and go; it ends when the tests say so.
app.on('window-all-closed', () => undefined)
