/** Was der Empfänger selbst den Browsern anderer Arbeitsplätze sagt. */
export const deskDoor = {
  insecure: {
    title: 'Diese Verbindung ist nicht sicher genug',
    why: 'Deskbell zeigt Namen und Termine nur dort, wo unterwegs niemand mitlesen kann. Diese Seite wurde ohne Verschlüsselung aufgerufen.',
    remedy: 'Was zu tun ist, wenn man Deskbell betreut',
    certificate:
      'Am Rechner mit Deskbell unter Einstellungen › Öffentliche Adresse ein Zertifikat hinterlegen. Danach die Seite mit https öffnen.',
    proxy:
      'Oder Deskbell einen Proxy mit https vorschalten, dessen Adresse unter Einstellungen › Öffentliche Adresse als vertrauenswürdigen Proxy eintragen und ihn X-Forwarded-Proto senden lassen.',
    here: 'Auf dem Rechner mit Deskbell selbst: die Seite unter 127.0.0.1 oder localhost öffnen.',
  },
}
