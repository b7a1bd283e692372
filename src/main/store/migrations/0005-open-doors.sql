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
