import { access } from './access.ts'
import { subscriptions } from './subscriptions.ts'
import { alerts } from './alerts.ts'
import { app } from './app.ts'
import { appointment } from './appointment.ts'
import { away } from './away.ts'
import { backup } from './backup.ts'
import { booking } from './booking.ts'
import { calendar } from './calendar.ts'
import { clients } from './clients.ts'
import { connections } from './connections.ts'
import { desks } from './desks.ts'
import { deskDoor } from './desk-door.ts'
import { editor } from './editor.ts'
import { fileExports } from './exports.ts'
import { explain } from './explain.ts'
import { feeds } from './feeds.ts'
import { guide } from './guide.ts'
import { filters } from './filters.ts'
import { gestures } from './gestures.ts'
import { google } from './google.ts'
import { guards } from './guards.ts'
import { imports } from './imports.ts'
import { keeping } from './keeping.ts'
import { log } from './log.ts'
import { notices } from './notices.ts'
import { overview } from './overview.ts'
import { pipeline } from './pipeline.ts'
import { print } from './print.ts'
import { privacy } from './privacy.ts'
import { providers } from './providers.ts'
import { reach } from './reach.ts'
import { replay } from './replay.ts'
import { settings } from './settings.ts'
import { sharing } from './sharing.ts'
import { shell } from './shell.ts'
import { signInPage } from './sign-in-page.ts'
import { team } from './team.ts'
import { today } from './today.ts'
import { tray } from './tray.ts'
import { trust } from './trust.ts'
import { ui } from './ui.ts'
import { vault } from './vault.ts'
import { words } from './words.ts'

/** English: what the other languages are checked against. One file an area of the window. */
export const en = {
  access,
  subscriptions,
  alerts,
  app,
  appointment,
  away,
  backup,
  booking,
  calendar,
  clients,
  connections,
  desks,
  deskDoor,
  editor,
  fileExports,
  explain,
  feeds,
  guide,
  filters,
  gestures,
  google,
  guards,
  imports,
  keeping,
  log,
  notices,
  overview,
  pipeline,
  print,
  privacy,
  providers,
  reach,
  replay,
  settings,
  sharing,
  shell,
  signInPage,
  team,
  today,
  tray,
  trust,
  ui,
  vault,
  words,
}
