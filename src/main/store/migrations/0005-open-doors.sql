-- What goes out: events, API keys, subscriptions, feeds, imports, other desks.

-- Events.

-- What others are told, in the order in which it was committed. Only what is real: nobody outside is told of a test or a sample.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  appointment_id INTEGER REFERENCES appointments (id) ON DELETE CASCADE,
  history_id INTEGER REFERENCES appointment_history (id) ON DELETE CASCADE,
  client_id INTEGER REFERENCES clients (id) ON DELETE CASCADE, -- of a change of stage
  stage_before TEXT, -- null: made known by it
  stage TEXT,
  is_handed_on INTEGER NOT NULL DEFAULT 0 CHECK (is_handed_on IN (0, 1)) -- to the subscriptions that want it
) STRICT;
CREATE INDEX events_by_appointment ON events (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX events_by_history ON events (history_id) WHERE history_id IS NOT NULL;
CREATE INDEX events_by_client ON events (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX events_to_hand_on ON events (id) WHERE is_handed_on = 0;

-- Every visible change of an appointment has its line in the history, whoever made it.
CREATE TRIGGER appointment_events AFTER INSERT ON appointment_history
WHEN (SELECT origin FROM appointments WHERE id = NEW.appointment_id) = 'real' BEGIN
  INSERT INTO events (at_ms, appointment_id, history_id) VALUES (NEW.at_ms, NEW.appointment_id, NEW.id);
END;
CREATE TRIGGER new_client_events AFTER INSERT ON clients WHEN NEW.origin = 'real' BEGIN
  INSERT INTO events (at_ms, client_id, stage_before, stage) VALUES (NEW.updated_at_ms, NEW.id, NULL, NEW.stage);
END;
CREATE TRIGGER client_stage_events AFTER UPDATE OF stage ON clients WHEN NEW.origin = 'real' AND NEW.stage <> OLD.stage BEGIN
  INSERT INTO events (at_ms, client_id, stage_before, stage) VALUES (max(NEW.updated_at_ms, NEW.stage_at_ms), NEW.id, OLD.stage, NEW.stage);
END;

-- API keys.

-- A key is shown once, when it is made; this is what recognises it.
CREATE TABLE api_keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- it is named in histories
  name TEXT NOT NULL,
  prefix TEXT NOT NULL UNIQUE, -- its first characters, by which people tell keys apart
  digest BLOB NOT NULL, -- SHA-256: a key has 256 bits of its own, so that nobody finds it by guessing
  scopes TEXT NOT NULL, -- JSON
  created_at_ms INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at_ms INTEGER,
  revoked_at_ms INTEGER,
  revoked_by TEXT,
  last_used_at_ms INTEGER
) STRICT;
-- Of OAuth 2 client credentials; they end within the hour, and with their key.
CREATE TABLE access_tokens (
  digest BLOB PRIMARY KEY,
  key_id INTEGER NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
  scopes TEXT NOT NULL, -- JSON
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_tokens_by_key ON access_tokens (key_id);
CREATE INDEX access_tokens_by_end ON access_tokens (expires_at_ms);
-- So that a request that came twice is done once.
CREATE TABLE idempotency_keys (
  key_id INTEGER NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
  idempotency_key TEXT NOT NULL,
  request_sha256 BLOB NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL, -- names what was made, and tells nothing of anybody
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (key_id, idempotency_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (at_ms);

-- Calendar feeds.

-- Whoever knows the secret in its address reads it.
CREATE TABLE feeds (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- it is named in changes of settings
  name TEXT NOT NULL,
  digest BLOB NOT NULL UNIQUE, -- SHA-256 of the secret
  sealed BLOB, -- the secret as the vault sealed it, so that the address can be shown again; null: there was no place to keep it
  sealed_by TEXT, -- the vault's backend
  detail TEXT NOT NULL,
  filter TEXT NOT NULL, -- JSON
  created_at_ms INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  address_since_ms INTEGER NOT NULL,
  last_fetched_at_ms INTEGER,
  last_program TEXT,
  CHECK ((sealed IS NULL) = (sealed_by IS NULL))
) STRICT;

-- Subscriptions.

-- Somebody else's address, to which our own webhooks are sent. Its signing secret is in the vault.
CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- it is named in histories and in the vault
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT NOT NULL, -- JSON
  sources TEXT NOT NULL, -- JSON, as the next two; empty: all
  types TEXT NOT NULL,
  host_ids TEXT NOT NULL,
  personal INTEGER NOT NULL CHECK (personal IN (0, 1)),
  medical INTEGER NOT NULL CHECK (medical IN (0, 1)),
  metadata INTEGER NOT NULL CHECK (metadata IN (0, 1)),
  private_host TEXT, -- may lie in the office's own network
  plain_host TEXT, -- may be sent to without TLS
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'gone', 'failed')),
  state_at_ms INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  previous_until_ms INTEGER, -- until when the previous secret signs, too
  last_success_at_ms INTEGER,
  failures INTEGER NOT NULL DEFAULT 0, -- in a row
  failing_since_ms INTEGER,
  open_until_ms INTEGER -- the circuit is open: nothing is sent before
) STRICT;

-- What is sent, in the order in which it is sent. The body is made with the change, and every attempt sends the same bytes.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
  webhook_id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  appointment_id INTEGER, -- whom it tells of, for erasing them; they may be gone
  client_id INTEGER,
  body TEXT, -- null: erased
  at_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'given-up', 'cancelled')),
  state_at_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, -- since it was queued, or queued again
  first_attempt_at_ms INTEGER,
  due_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_waiting ON outbox (subscription_id, id) WHERE state = 'waiting';
CREATE INDEX outbox_by_subscription ON outbox (subscription_id, id);
CREATE INDEX outbox_by_age ON outbox (at_ms);
CREATE INDEX outbox_by_appointment ON outbox (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX outbox_by_client ON outbox (client_id) WHERE client_id IS NOT NULL;

CREATE TABLE outbox_attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  by TEXT, -- who asked for it; null: the schedule
  request_headers TEXT NOT NULL, -- JSON, signatures shortened
  failure TEXT, -- null: it was taken
  status INTEGER, -- null: there was no answer
  answer_headers TEXT NOT NULL, -- JSON
  answer TEXT -- its beginning; null: none, or erased
) STRICT;
CREATE INDEX outbox_attempts_by_message ON outbox_attempts (message_id);

-- Imports.

-- Files that somebody brought in. Rows are kept as long as an import can be taken back.
CREATE TABLE imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_name TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('csv', 'ics')),
  kind TEXT NOT NULL CHECK (kind IN ('appointments', 'clients')),
  actor TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL,
  -- preparing: its rows are being noted, and nothing was written of it; running or undoing at start: cut off, and so stopped.
  state TEXT NOT NULL CHECK (state IN ('preparing', 'running', 'stopped', 'done', 'undoing', 'undone')),
  ended_at_ms INTEGER,
  undone_at_ms INTEGER,
  undone_by TEXT,
  counts TEXT NOT NULL, -- JSON: see shared/contract/imports.ts
  host_ids TEXT NOT NULL, -- JSON: team members who were made known by it
  forgotten_at_ms INTEGER -- its rows went; it cannot be taken back any more
) STRICT;
CREATE TABLE import_rows (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  row INTEGER NOT NULL, -- in the file
  payload TEXT, -- JSON; null: it was written, or will not be
  outcome TEXT NOT NULL, -- waiting, created, updated, same, refused; of an import that was taken back: taken-back, kept
  appointment_id INTEGER REFERENCES appointments (id) ON DELETE CASCADE,
  gesture_id TEXT, -- by which it is taken back
  client_id INTEGER REFERENCES clients (id) ON DELETE SET NULL, -- who was made known by it
  desk_entry_id INTEGER -- the newest of the client's history then: what comes later somebody did
) STRICT;
CREATE INDEX import_rows_by_import ON import_rows (import_id, outcome, id);
CREATE INDEX import_rows_by_appointment ON import_rows (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX import_rows_by_client ON import_rows (client_id) WHERE client_id IS NOT NULL;
-- Clients without an e-mail, by what a file told of them: 16 bytes of SHA-256. The same file brings them in once.
CREATE TABLE import_clients (
  key BLOB PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX import_clients_by_client ON import_clients (client_id);

-- Other desks.

-- People who work in browsers elsewhere. Whoever is removed goes with all that is here; what they did stays under their name.
CREATE TABLE desk_people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE, -- the name without regard to case and blanks
  role TEXT NOT NULL CHECK (role IN ('viewer', 'desk', 'admin')),
  handle BLOB NOT NULL UNIQUE, -- by which an authenticator knows them; random, and tells nothing
  password TEXT, -- JSON: scrypt with its cost and salt; null: none
  created_at_ms INTEGER NOT NULL,
  joined_at_ms INTEGER,
  invitation BLOB UNIQUE, -- SHA-256 of what stands in the link; null: none waits
  invited_by TEXT,
  invited_until_ms INTEGER
) STRICT;
CREATE TABLE desk_passkeys (
  id TEXT PRIMARY KEY, -- the credential's, base64url
  person_id INTEGER NOT NULL REFERENCES desk_people (id) ON DELETE CASCADE,
  rp_id TEXT NOT NULL, -- the host name that it was made for
  public_key BLOB NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL, -- JSON
  created_at_ms INTEGER NOT NULL,
  last_used_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_passkeys_by_person ON desk_passkeys (person_id);
CREATE TABLE desk_sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest BLOB NOT NULL UNIQUE, -- SHA-256 of the cookie
  person_id INTEGER NOT NULL REFERENCES desk_people (id) ON DELETE CASCADE,
  way TEXT NOT NULL, -- password, passkey, invitation
  started_at_ms INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  browser TEXT NOT NULL,
  system TEXT NOT NULL,
  address TEXT
) STRICT;
CREATE INDEX desk_sessions_by_person ON desk_sessions (person_id);
-- Browsers in which somebody has signed in before: guesses from elsewhere do not keep them out.
CREATE TABLE desk_browsers (
  digest BLOB PRIMARY KEY, -- SHA-256 of a cookie of its own, which opens nothing
  person_id INTEGER NOT NULL REFERENCES desk_people (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_browsers_by_person ON desk_browsers (person_id, at_ms);

-- Booking page.

-- 16 bytes of SHA-256 over what a provider's redirect names a booking by, where that is not the source's whole id.
ALTER TABLE appointments ADD COLUMN booking_key BLOB;
CREATE INDEX appointments_by_booking_key ON appointments (booking_key) WHERE booking_key IS NOT NULL;
-- Whoever opened the page first after the booking may say once that their step is done.
CREATE TABLE booking_steps (
  appointment_id INTEGER PRIMARY KEY REFERENCES appointments (id) ON DELETE CASCADE,
  digest BLOB NOT NULL, -- SHA-256 of the token that their browser got
  opened_at_ms INTEGER NOT NULL,
  completed_at_ms INTEGER
) STRICT;

-- REST API.

-- For whoever keeps a copy, and asks what was changed.
CREATE INDEX appointments_by_updated ON appointments (updated_at_ms);
-- Where what a request made is gone, the request must not make it again, and nothing is kept by which its body could be guessed.
CREATE INDEX idempotency_keys_by_answer ON idempotency_keys (answer ->> 'id');
CREATE TRIGGER idempotency_keys_of_gone AFTER DELETE ON appointments BEGIN
  UPDATE idempotency_keys SET request_sha256 = zeroblob(32) WHERE answer ->> 'id' = OLD.id;
END;
