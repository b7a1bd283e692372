import type { privacy as english } from '../en/privacy.ts'
import type { Like } from '../like.ts'

export const privacy: Like<typeof english> = {
  someone: 'Kundin oder Kunde',
  on: 'Namen sind verborgen',
  off: 'Namen sind sichtbar',
  hide: 'Namen und Kontaktdaten verbergen',
  show: 'Namen und Kontaktdaten zeigen',
  toggle: 'Namen und Kontaktdaten verbergen oder zeigen',
  failed: 'Der Sichtschutz konnte nicht umgeschaltet werden',
}
