-- One row per request that reached an endpoint, in the order in which they were stored. What is long (headers, body) lives in
-- delivery_contents, so that a page of the log reads a few pages of the file and not one per row.
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- told to providers as event_id: never used twice, even after a test was removed
  received_at_ms INTEGER NOT NULL,
  provider TEXT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT,
  http_status INTEGER NOT NULL,
  origin TEXT NOT NULL,
  provider_event TEXT,
  about_name TEXT,
  about_start_ms INTEGER,
  body_size INTEGER NOT NULL,
  duration_us INTEGER NOT NULL,
  -- 16 bytes of SHA-256 over origin, provider and the provider's key; null where there is nothing to recognise a repetition by.
  delivery_key BLOB,
  duplicate_of INTEGER REFERENCES deliveries (id) ON DELETE CASCADE,
  body_sha256 BLOB NOT NULL,
  scheme TEXT,
  secret_slot TEXT,
  skew_seconds REAL,
  failure TEXT,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  sentence TEXT NOT NULL
) STRICT;

-- Not partial, here and where else the hot path looks something up: SQLite compiles a statement anew for every value that it compares
-- with a partial index, which takes longer than the look-up. NULLs do not collide.
CREATE UNIQUE INDEX deliveries_by_key ON deliveries (delivery_key);
CREATE INDEX deliveries_by_time ON deliveries (received_at_ms);
CREATE INDEX deliveries_by_provider ON deliveries (provider, received_at_ms);
-- The common verdict is left out: it costs the hot path nothing, and a list of it finds its rows by time.
CREATE INDEX deliveries_by_verdict ON deliveries (verdict, received_at_ms) WHERE verdict <> 'accepted';
CREATE INDEX deliveries_by_origin ON deliveries (origin) WHERE origin <> 'real';
CREATE INDEX deliveries_by_duplicate ON deliveries (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- No row for a duplicate: its body is that of the delivery it repeats.
CREATE TABLE delivery_contents (
  delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  headers TEXT NOT NULL, -- JSON: [[name, value], …] in the order of arrival, credentials masked
  issues TEXT, -- JSON: [{loc, msg, type}, …]
  body_truncated INTEGER NOT NULL,
  body BLOB -- null: not kept
) STRICT;

-- The words of the bodies. Filled in the background; `delivery_search_progress` says how far.
CREATE VIRTUAL TABLE delivery_search USING fts5 (body, content = '', contentless_delete = 1, detail = none);
CREATE TABLE delivery_search_progress (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  indexed_up_to INTEGER NOT NULL
) STRICT;
INSERT INTO delivery_search_progress VALUES (1, 0);

CREATE TABLE clients (
  id INTEGER PRIMARY KEY,
  email TEXT, -- lower case
  source TEXT, -- with external_id: whose id it is
  external_id TEXT,
  name TEXT,
  phone TEXT,
  time_zone TEXT,
  stage TEXT NOT NULL,
  origin TEXT NOT NULL,
  named_at_ms INTEGER NOT NULL, -- when, by the provider's clock, the name was told: older news does not rename
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX clients_by_email ON clients (email);
CREATE UNIQUE INDEX clients_by_external_id ON clients (source, external_id);

-- A form that was sent without booking.
CREATE TABLE leads (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  external_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  client_id INTEGER NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  delivery_id INTEGER REFERENCES deliveries (id) ON DELETE SET NULL,
  at_ms INTEGER NOT NULL,
  provider_event TEXT,
  name TEXT,
  email TEXT,
  answers TEXT NOT NULL, -- JSON
  metadata TEXT NOT NULL, -- JSON
  UNIQUE (source, external_id, origin)
) STRICT;
CREATE INDEX leads_by_client ON leads (client_id);
CREATE INDEX leads_by_delivery ON leads (delivery_id);

CREATE TABLE hosts (
  id INTEGER PRIMARY KEY,
  email TEXT, -- lower case
  source TEXT, -- with name_key, for a host without e-mail
  name_key TEXT,
  name TEXT,
  role TEXT,
  origin TEXT NOT NULL,
  named_at_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX hosts_by_email ON hosts (email);
CREATE UNIQUE INDEX hosts_by_name ON hosts (source, name_key);

-- What calendar and lists need of an appointment, and nothing long. Each origin is a world of its own: a test or a sample with the id
-- of a real appointment makes another row.
CREATE TABLE appointments (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- windows hold it: never used twice
  source TEXT NOT NULL,
  external_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  key BLOB NOT NULL, -- 16 bytes of SHA-256 over the three: providers' ids are addresses, and an index of them would be a third of the row
  status TEXT NOT NULL,
  type TEXT NOT NULL,
  start_ms INTEGER, -- null: a cancellation that came before its creation, or a provider that does not say
  end_ms INTEGER,
  start_assumed INTEGER NOT NULL,
  time_zone TEXT,
  title TEXT,
  provider_type TEXT,
  provider_type_slug TEXT,
  client_id INTEGER REFERENCES clients (id) ON DELETE SET NULL,
  client_label TEXT,
  attendee_count INTEGER NOT NULL,
  host_ids TEXT NOT NULL, -- JSON: [id, …] in the provider's order
  host_label TEXT,
  location_kind TEXT,
  rescheduled INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  search_text TEXT NOT NULL -- lower case: title, provider's type, names, e-mails
) STRICT;
CREATE UNIQUE INDEX appointments_by_key ON appointments (key);
CREATE INDEX appointments_by_start ON appointments (start_ms) WHERE start_ms IS NOT NULL;
CREATE INDEX appointments_by_client ON appointments (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX appointments_by_origin ON appointments (origin) WHERE origin <> 'real';

CREATE TABLE appointment_states (
  appointment_id INTEGER PRIMARY KEY REFERENCES appointments (id) ON DELETE CASCADE,
  state TEXT NOT NULL -- JSON: the folded state and the facts it was folded from
) STRICT;

CREATE TABLE appointment_history (
  id INTEGER PRIMARY KEY,
  appointment_id INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
  delivery_id INTEGER REFERENCES deliveries (id) ON DELETE SET NULL,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  provider_event TEXT,
  before TEXT NOT NULL, -- JSON
  after TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX appointment_history_by_appointment ON appointment_history (appointment_id);
CREATE INDEX appointment_history_by_delivery ON appointment_history (delivery_id);

-- One row per setting that was ever changed; what is not here has its default.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_settings (
  provider TEXT PRIMARY KEY,
  scheme TEXT, -- null: the provider's first
  older_header INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Ciphertext only. The vault knows how to read it.
CREATE TABLE secrets (
  provider TEXT NOT NULL,
  slot TEXT NOT NULL CHECK (slot IN ('current', 'previous')),
  ciphertext BLOB NOT NULL,
  backend TEXT NOT NULL,
  last_four TEXT NOT NULL,
  set_at_ms INTEGER NOT NULL,
  until_ms INTEGER,
  last_used_at_ms INTEGER,
  PRIMARY KEY (provider, slot)
) STRICT, WITHOUT ROWID;

-- What the vault has to remember beside the secrets: its mode, the salt of the passphrase's key and the like.
CREATE TABLE vault_values (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
