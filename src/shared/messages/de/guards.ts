import type { guards as english } from '../en/guards.ts'
import type { Like } from '../like.ts'

export const guards: Like<typeof english> = {
  title: 'Zugangsschutz',
  about:
    'Wer senden darf, und wie viel davon angenommen wird. Eine Signatur wird in jedem Fall verlangt; dies hält fern, was sich nicht zu prüfen lohnt. Der Test-Knopf und der Beispieltag kommen immer herein.',
  saved: 'Gespeichert. Es gilt ab der nächsten Anfrage.',
  addresses: 'Adressen, die senden dürfen',
  addressesMeans: 'Je Zeile eine Adresse oder ein Bereich, etwa 203.0.113.7 oder 203.0.113.0/24. Leer: alle mit richtiger Signatur.',
  badAddress: '„{{line}}“ ist weder eine Adresse noch ein Bereich.',
  tooManyAddresses: 'Höchstens {{count, number}} Zeilen.',
  hosts: 'Namen, unter denen dieser Platz angesprochen wird',
  hostsMeans:
    'Die Namen im Host-Header, auf die geantwortet wird, je Zeile einer, etwa desk.example.com. Die öffentliche Adresse und die eigenen Namen dieses Rechners gelten immer. Leer: jeder Name.',
  badHost: '„{{line}}“ ist kein Name. https:// und den Pfad weglassen.',
  wide: '{{ranges}}: so weit, dass es kaum jemanden fernhält.',
  tunnel:
    'Durch einen Tunnel, oder einen Proxy auf diesem Rechner, der nicht unter „Öffentliche Adresse“ genannt ist, kommen alle von 127.0.0.1. Die Liste lässt dann entweder alle herein oder niemanden.',
  trial: {
    none: 'Es ist noch keine Zustellung gekommen, an der sich das erproben ließe.',
    fine_one: 'Erprobt an der letzten {{count, number}} echten Zustellung: Sie wäre hereingekommen.',
    fine_other: 'Erprobt an den letzten {{count, number}} echten Zustellungen: Alle wären hereingekommen.',
    address: 'Von den letzten {{looked, number}} echten Zustellungen wären {{count, number}} wegen ihrer Adresse abgewiesen worden.',
    host: 'Von den letzten {{looked, number}} echten Zustellungen wären {{count, number}} wegen des angesprochenen Namens abgewiesen worden.',
  },
  more: 'Weitere Grenzen',
  fewer: 'Weniger Grenzen',
  reset: 'Zurück zu den Vorgaben',
  between: 'Eine ganze Zahl von {{min, number}} bis {{max, number}}.',
  usual: 'Vorgabe {{usual, number}}{{suffix}}',
  headBeforeWhole: 'Die ganze Anfrage dauert mindestens so lange wie ihr Kopf.',
  group: {
    refused: 'Abgewiesene Zustellungen eines Anbieters',
    refusedMeans:
      'So viele werden einzeln geprüft, beantwortet und protokolliert; was darüber ist, bekommt 429 und wird nur gezählt. Echte Zustellungen betrifft das nicht. Zum Suchen eines Fehlers erhöhen, um jede Abweisung zu sehen.',
    authentic: 'Echte Zustellungen eines Anbieters',
    authenticMeans:
      'Was darüber ist, bekommt 429 mit der Zeit, nach der es wiederkommen soll, und Anbieter tun das. Nur senken, um einen langsamen Rechner zu schützen; weniger als 600 je Minute geht nicht.',
    sizes: 'Größen',
    sizesMeans: 'Was größer ist, wird ungelesen abgewiesen. Inhalte der Anbieter haben etwa 10 KiB und sieben Ebenen.',
    times: 'Zeiten und Verbindungen',
    timesMeans:
      'Wer länger braucht, oder kommt, wenn so viele Verbindungen offen sind, wird getrennt. Für Absender an langsamen Leitungen erhöhen.',
    clocks: 'Uhren',
    clocksMeans:
      'Um wie viel die Zeit in einer Signatur von der dieses Rechners abweichen darf. Weiter lässt herein, was unterwegs aufgehalten wurde, und auch, wer eine abgefangene Zustellung wiederholt. Leer: wie das Verfahren vorgibt.',
  },
  perSecond: 'Je Sekunde',
  perMinute: 'Je Minute',
  bodyBytes: 'Inhalt',
  headerBytes: 'Kopf',
  nesting: 'Ebenen der Schachtelung',
  headersSeconds: 'Kopf einer Anfrage',
  requestSeconds: 'Ganze Anfrage',
  connections: 'Verbindungen zugleich',
  seconds: ' s',
  asScheme: 'Wie das Verfahren',
  turnedAway: {
    shed_one: '{{count, number}} seit dem Start vertagt, weil zu viel auf einmal lief.',
    shed_other: '{{count, number}} seit dem Start vertagt, weil zu viel auf einmal lief.',
    dropped_one: '{{count, number}} Verbindung seit dem Start getrennt, weil zu viele offen waren.',
    dropped_other: '{{count, number}} Verbindungen seit dem Start getrennt, weil zu viele offen waren.',
    counted_one: '{{provider}}: {{count, number}} Abweisung seit dem Start nur gezählt.',
    counted_other: '{{provider}}: {{count, number}} Abweisungen seit dem Start nur gezählt.',
  },
  requests: {
    title: 'Anfragen, während sie kommen',
    about:
      'Was der Empfang mit jeder Anfrage tut. Nur im Arbeitsspeicher, höchstens 200, und in keiner Datei; Namen der Header ohne ihre Werte.',
    show: 'Mehr Einzelheiten zeigen',
    showMeans: 'Ausgeschaltet wird davon nichts behalten.',
    saveFailed: 'Das ließ sich nicht umschalten',
    empty: 'Noch nichts. Was ab jetzt kommt, steht hier.',
    connecting: 'Warten auf den Empfang …',
    clear: 'Liste leeren',
    time: 'Zeit',
    request: 'Anfrage',
    answer: 'Antwort',
    total: 'Gesamt',
    stages: 'Schutz · Inhalt lesen · Signatur · Inhalt prüfen · Speichern',
    from: 'von {{address}}',
    sizes: 'Kopf {{head}}, Inhalt {{body}}',
    headers: 'Header: {{names}}',
  },
  reminder: {
    label: 'An alte Signaturgeheimnisse erinnern',
    means: 'Eine Warnung je Anbieter, dessen Geheimnis älter ist.',
    days: 'Älter als',
    daysUnit: ' Tage',
    saved: 'Gespeichert.',
  },
}
