import type { Like } from '../like.ts'
import type { signInPage as english } from '../en/sign-in-page.ts'

export const signInPage: Like<typeof english> = {
  done: 'Angemeldet',
  doneMeans: 'Deskbell darf die Kalender jetzt lesen. Dieses Fenster kann geschlossen werden.',
  notDone: 'Nicht angemeldet',
  notDoneMeans: 'Es wurde nichts geändert. Dieses Fenster kann geschlossen werden; Deskbell sagt, woran es lag und was zu tun ist.',
  notOurs: 'Auf diese Anmeldung wartet Deskbell nicht',
  notOursMeans: 'Es wurde nichts geändert. Bitte dieses Fenster schließen und die Anmeldung in Deskbell neu beginnen.',
}
