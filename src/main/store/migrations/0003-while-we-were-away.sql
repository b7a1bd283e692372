-- What is read from providers' APIs, one booking in two sources, and the times at which nothing could reach us.

-- One reading of a provider's API. What it changed is in appointment_history.
CREATE TABLE readings (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the history names it
  provider TEXT NOT NULL,
  cause TEXT NOT NULL,
  -- Of Google: which calendar; null: the whole provider.
  calendar_id INTEGER,
  -- The notification that asked for it.
  delivery_id INTEGER REFERENCES deliveries (id) ON DELETE SET NULL,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER, -- null: under way, or cut off by the end of the app
  outcome TEXT, -- null: under way
  -- Appointments of which something became different by it.
  changed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX readings_by_provider ON readings (provider, id);
CREATE INDEX readings_by_delivery ON readings (delivery_id) WHERE delivery_id IS NOT NULL;

-- Null: a delivery or the desk said it.
ALTER TABLE appointment_history ADD COLUMN reading_id INTEGER REFERENCES readings (id) ON DELETE SET NULL;
CREATE INDEX appointment_history_by_reading ON appointment_history (reading_id) WHERE reading_id IS NOT NULL;

-- Tokens, API keys and refresh tokens: ciphertext only, by a name such as `calendly token` or `google account 3`. The vault knows how to read it.
CREATE TABLE credentials (
  name TEXT PRIMARY KEY,
  ciphertext BLOB NOT NULL,
  backend TEXT NOT NULL,
  last_four TEXT NOT NULL,
  set_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How each provider is connected by its token. JSON: see shared/contract/connections.ts; no secrets in it.
CREATE TABLE connections (
  provider TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Google's accounts, calendars and watch channels.
CREATE TABLE google_accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL UNIQUE, -- lower case
  signed_in_at_ms INTEGER NOT NULL,
  -- Set: Google refused the refresh token then, and somebody has to sign in again.
  refused_at_ms INTEGER
) STRICT;

CREATE TABLE google_calendars (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES google_accounts (id) ON DELETE CASCADE,
  calendar_id TEXT NOT NULL, -- Google's
  name TEXT NOT NULL,
  time_zone TEXT,
  is_primary INTEGER NOT NULL DEFAULT 0,
  followed INTEGER NOT NULL DEFAULT 0,
  -- Whose calendar it is; null: the organiser of each event.
  host_id INTEGER REFERENCES hosts (id) ON DELETE SET NULL,
  sync_token TEXT, -- null: the next sync is a full one
  synced_at_ms INTEGER, -- the last sync that ended well
  failed_at_ms INTEGER, -- since then none has ended well; null: the last one did
  outcome TEXT,
  UNIQUE (account_id, calendar_id)
) STRICT;

-- Written before `watch` is called: Google's first notification can be faster than its answer.
CREATE TABLE google_channels (
  id TEXT PRIMARY KEY, -- ours, told to Google
  calendar_id INTEGER NOT NULL REFERENCES google_calendars (id) ON DELETE CASCADE,
  token_sha256 BLOB NOT NULL, -- the token itself is only told to Google
  address TEXT NOT NULL,
  resource_id TEXT, -- null: `watch` has not returned yet
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER, -- null: `watch` has not returned yet
  last_number INTEGER NOT NULL DEFAULT 0, -- of the newest notification
  last_notified_at_ms INTEGER,
  -- Set: replaced or not wanted any more; it is kept until Google has confirmed the stop, or it has expired.
  retired_at_ms INTEGER
) STRICT;
CREATE INDEX google_channels_by_calendar ON google_channels (calendar_id);

-- One booking that two sources tell of: `led_by` is the appointment that is shown. Null: it stands for itself.
ALTER TABLE appointments ADD COLUMN led_by INTEGER REFERENCES appointments (id) ON DELETE SET NULL;
ALTER TABLE appointments ADD COLUMN led_because TEXT;
CREATE INDEX appointments_by_leader ON appointments (led_by) WHERE led_by IS NOT NULL;
-- How many sources tell of it, itself included, and whether they say different things.
ALTER TABLE appointments ADD COLUMN seen_in INTEGER NOT NULL DEFAULT 1;
ALTER TABLE appointments ADD COLUMN sources_differ INTEGER NOT NULL DEFAULT 0;
-- By what the same booking is recognised in another source.
ALTER TABLE appointments ADD COLUMN ical_uid TEXT;
ALTER TABLE appointments ADD COLUMN calendar_event_id TEXT; -- the id that the provider says the event has in Google
UPDATE appointments SET ical_uid = (
  SELECT json_extract(s.state, '$.details.iCalUid') FROM appointment_states AS s WHERE s.appointment_id = appointments.id);
CREATE INDEX appointments_by_ical_uid ON appointments (ical_uid) WHERE ical_uid IS NOT NULL;
CREATE INDEX appointments_by_calendar_event ON appointments (calendar_event_id) WHERE calendar_event_id IS NOT NULL;
-- What a person decided of two rows; the smaller id first. It outweighs everything that is recognised.
CREATE TABLE link_decisions (
  first_id INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
  second_id INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
  decision TEXT NOT NULL CHECK (decision IN ('joined', 'split')),
  actor TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (first_id, second_id),
  CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_decisions_by_second ON link_decisions (second_id);

-- When the receiver was last known to be reachable, told every half minute.
CREATE TABLE heartbeat (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  alive_at_ms INTEGER NOT NULL,
  -- 0: the app ended in order, so that the gap is `off` and not `crashed`.
  is_running INTEGER NOT NULL
) STRICT;

CREATE TABLE gaps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reason TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER, -- null: it goes on
  dismissed_at_ms INTEGER
) STRICT;
CREATE INDEX gaps_by_time ON gaps (from_ms);

-- What was done about a gap, by provider. JSON: see shared/contract/away.ts.
CREATE TABLE gap_recoveries (
  gap_id INTEGER NOT NULL REFERENCES gaps (id) ON DELETE CASCADE,
  provider TEXT NOT NULL,
  reading_id INTEGER REFERENCES readings (id) ON DELETE SET NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (gap_id, provider)
) STRICT, WITHOUT ROWID;

-- One row for each time that something was the matter; `key` names the condition, and at most one of a key is open.
CREATE TABLE alerts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  provider TEXT,
  raised_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER,
  told_at_ms INTEGER, -- by a native notification
  dismissed_at_ms INTEGER,
  detail TEXT NOT NULL -- JSON: numbers, instants and addresses; no personal data, no secrets
) STRICT;
CREATE UNIQUE INDEX alerts_open ON alerts (key) WHERE ended_at_ms IS NULL;

-- A no-show that is to be told to the provider, and what became of it.
CREATE TABLE write_backs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  appointment_id INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
  provider TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('no_show', 'no_show_undone')),
  gesture_id TEXT,
  actor TEXT NOT NULL,
  asked_at_ms INTEGER NOT NULL,
  due_at_ms INTEGER NOT NULL, -- when it is tried next
  attempts INTEGER NOT NULL DEFAULT 0,
  ended_at_ms INTEGER,
  outcome TEXT, -- done, refused, taken-back, given-up; null: under way
  detail TEXT -- the provider's status code and its word for it; no personal data
) STRICT;
CREATE INDEX write_backs_due ON write_backs (due_at_ms) WHERE ended_at_ms IS NULL;
CREATE INDEX write_backs_by_appointment ON write_backs (appointment_id);

-- The readings by which a gap was made up for; the history knows what each of them changed.
CREATE TABLE gap_readings (
  gap_id INTEGER NOT NULL REFERENCES gaps (id) ON DELETE CASCADE,
  reading_id INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
  PRIMARY KEY (gap_id, reading_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX gap_readings_by_reading ON gap_readings (reading_id);

-- Google's accounts stay when they are signed out, for what was read names their calendars. Null: signed in.
ALTER TABLE google_accounts ADD COLUMN signed_out_at_ms INTEGER;
-- Asked after a full sync: which appointments of a calendar were not listed any more.
CREATE INDEX appointments_of_google ON appointments (external_id) WHERE source = 'google-calendar';

-- Who takes part in a calendar's event, at each time that was ever told of it: by this a booking finds the event that repeats it.
CREATE TABLE calendar_meetings (
  email TEXT NOT NULL, -- lower case
  start_ms INTEGER NOT NULL,
  appointment_id INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
  PRIMARY KEY (email, start_ms, appointment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX calendar_meetings_by_appointment ON calendar_meetings (appointment_id);

-- Up to where the history was looked through for no-shows to be told to their provider.
CREATE TABLE write_back_mark (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  history_id INTEGER NOT NULL
) STRICT;
INSERT INTO write_back_mark (one, history_id) SELECT 1, coalesce(max(id), 0) FROM appointment_history;

-- Every address under which a check from outside has reached this desk: what points to one of them was meant for us.
CREATE TABLE public_addresses (
  url TEXT PRIMARY KEY,
  reached_at_ms INTEGER NOT NULL -- the last time
) STRICT, WITHOUT ROWID;

-- When all of a calendar was read last: series without an end are read up to a horizon, which moves along with it.
ALTER TABLE google_calendars ADD COLUMN full_at_ms INTEGER;
