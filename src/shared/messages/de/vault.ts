import type { vault as english } from '../en/vault.ts'
import type { Like } from '../like.ts'

export const vault: Like<typeof english> = {
  title: 'Wo Signaturgeheimnisse liegen',
  tooShort: 'Eine Passphrase hat mindestens {{count, number}} Zeichen.',
  notTheSame: 'Die beiden sind nicht gleich.',
  chosen: 'Gewählt. Signaturgeheimnisse können jetzt gesetzt werden.',
  inDatabase: 'In der Datenbank, unter einer Passphrase',
  inDatabaseMeans: 'Verschlüsselt (scrypt, AES-256-GCM). Deskbell fragt bei jedem Start danach und empfängt vorher nichts.',
  inMemory: 'Nur im Arbeitsspeicher',
  inMemoryMeans: 'Fort, wenn Deskbell beendet wird: Die Geheimnisse werden nach jedem Start neu gesetzt.',
  passphrase: 'Passphrase',
  passphraseMeans: 'Sie lässt sich nicht wiederherstellen. Geht sie verloren, werden die Geheimnisse neu gesetzt.',
  repeated: 'Noch einmal dieselbe',
  show: 'Passphrase zeigen',
  showRepeated: 'Wiederholte Passphrase zeigen',
  notKept: 'Es ließ sich nicht aufbewahren',
  usePassphrase: 'Diese Passphrase benutzen',
  useMemory: 'Im Arbeitsspeicher behalten',
  unlocked: 'Die Signaturgeheimnisse sind entsperrt. Die Endpunkte sind offen.',
  wrong: 'Das ist nicht die Passphrase.',
  unlock: 'Entsperren',
  locked: '<strong>Die Signaturgeheimnisse sind gesperrt.</strong> Bis die Passphrase eingegeben ist, ist jeder Endpunkt geschlossen.',
  changed:
    '<strong>Die Signaturgeheimnisse lagen in einem anderen Schlüsselbund als dem, der jetzt da ist.</strong> Jeder Endpunkt ist geschlossen, gelöscht wurde nichts. Nach einer Anmeldung wie zuvor sind sie wieder da; sonst werden die Geheimnisse neu gesetzt.',
  chooseNew: 'Ort für neue wählen',
  setAnew: 'Geheimnisse neu setzen',
  noKeyring:
    '<strong>Dieses System hat keinen Schlüsselbund.</strong> Bevor das erste gesetzt wird, ist zu wählen, wo Signaturgeheimnisse liegen.',
  choose: 'Wählen',
}
