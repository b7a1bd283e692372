import type { privacy as english } from '../en/privacy.ts'
import type { Like } from '../like.ts'

export const privacy: Like<typeof english> = {
  someone: 'Klientin oder Klient',
  hide: 'Namen und Kontaktdaten verbergen',
  show: 'Namen und Kontaktdaten zeigen',
  switch: 'Namen und Kontaktdaten verbergen',
  failed: 'Der Sichtschutz konnte nicht umgeschaltet werden',
}
