import { access } from './access.ts'
import { subscriptions } from './subscriptions.ts'
import { appointments, hosts } from './appointments.ts'
import { away } from './away.ts'
import { backups } from './backups.ts'
import { clients } from './clients.ts'
import { connections } from './connections.ts'
import { deliveries } from './deliveries.ts'
import { desk } from './desk.ts'
import { desks } from './desks.ts'
import { fileExports } from './exports.ts'
import { explaining } from './explain.ts'
import { feeds } from './feeds.ts'
import { filters } from './filters.ts'
import { find } from './find.ts'
import { google } from './google.ts'
import { guards } from './guards.ts'
import { health } from './health.ts'
import { os } from './implementer.ts'
import { imports } from './imports.ts'
import { keeping } from './keeping.ts'
import { links } from './links.ts'
import { notices } from './notices.ts'
import { overview } from './overview.ts'
import { pipeline } from './pipeline.ts'
import { providers } from './providers.ts'
import { booking } from './booking.ts'
import { guide } from './guide.ts'
import { reach } from './reach.ts'
import { rest } from './rest.ts'
import { replays } from './replays.ts'
import { samples } from './samples.ts'
import { receiver, settings } from './settings.ts'
import { shell } from './shell.ts'
import { team } from './team.ts'
import { trust } from './trust.ts'
import { vault } from './vault.ts'

/** Does not compile while a procedure of the contract is missing. */
export const router = os.router({
  desk,
  find,
  exports: fileExports,
  feeds,
  filters,
  appointments: { ...appointments, ...links },
  hosts,
  clients,
  team,
  deliveries: { ...deliveries, ...replays, ...explaining },
  pipeline,
  overview,
  providers,
  samples,
  settings,
  receiver,
  trust,
  vault,
  access,
  rest,
  subscriptions,
  notices,
  google,
  connections,
  desks,
  away,
  health,
  guards,
  imports,
  keeping,
  booking,
  guide,
  reach,
  backups,
  shell,
})
