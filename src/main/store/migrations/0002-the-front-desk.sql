-- What people at the desk say and set, and what is counted.

-- Who said it at the desk, and the name of what they did in one go; null: a delivery said it.
ALTER TABLE appointment_history ADD COLUMN actor TEXT;
ALTER TABLE appointment_history ADD COLUMN gesture_id TEXT;
CREATE INDEX appointment_history_by_gesture ON appointment_history (gesture_id) WHERE gesture_id IS NOT NULL;

-- When it was booked, by the provider's clock. A reschedule that got a new id keeps the time of the first booking: it is not another one.
-- Null: not booked so far, such as a request that waits, or a cancellation that came before its creation.
ALTER TABLE appointments ADD COLUMN booked_at_ms INTEGER;
-- When it came to the end that its status tells, by whoever told it; null: it has not ended.
ALTER TABLE appointments ADD COLUMN ended_at_ms INTEGER;
-- How far this appointment shows its client to be.
ALTER TABLE appointments ADD COLUMN client_stage TEXT NOT NULL DEFAULT 'lead';
ALTER TABLE appointments ADD COLUMN disagrees INTEGER NOT NULL DEFAULT 0;
UPDATE appointments SET
  booked_at_ms = CASE WHEN status = 'pending' OR start_ms IS NULL THEN NULL ELSE created_at_ms END,
  ended_at_ms = CASE WHEN status IN ('cancelled', 'completed', 'no_show', 'superseded') THEN updated_at_ms END,
  client_stage = CASE WHEN status = 'completed' THEN 'attended' WHEN status = 'pending' THEN 'lead' ELSE 'booked' END;
CREATE INDEX appointments_by_booked ON appointments (booked_at_ms);
CREATE INDEX appointments_by_ended ON appointments (ended_at_ms) WHERE ended_at_ms IS NOT NULL;

-- When the newest thing that a delivery tells happened, by the provider's clock.
ALTER TABLE deliveries ADD COLUMN event_at_ms INTEGER;

-- What was set at the desk wins over what providers say.
ALTER TABLE hosts ADD COLUMN given_name TEXT;
ALTER TABLE hosts ADD COLUMN given_role TEXT;
ALTER TABLE hosts ADD COLUMN tint INTEGER; -- 1 to 8; null: by the id
ALTER TABLE hosts ADD COLUMN working_hours TEXT; -- JSON: [{weekday, from, to}, …]; null: not set
ALTER TABLE hosts ADD COLUMN position INTEGER; -- the office's own order; null: after those that have one, by name
ALTER TABLE hosts ADD COLUMN active INTEGER NOT NULL DEFAULT 1;

ALTER TABLE clients ADD COLUMN given_name TEXT;
ALTER TABLE clients ADD COLUMN given_email TEXT;
ALTER TABLE clients ADD COLUMN given_phone TEXT;
ALTER TABLE clients ADD COLUMN notes TEXT NOT NULL DEFAULT '';
-- The record that this one is shown as; itself perhaps merged into another. Appointments keep the record that they came with, so that
-- taking a merge back needs no more than a null here.
ALTER TABLE clients ADD COLUMN merged_into INTEGER REFERENCES clients (id) ON DELETE SET NULL;
CREATE INDEX clients_by_merged ON clients (merged_into) WHERE merged_into IS NOT NULL;
-- Since when the client is known, by the provider's clock.
ALTER TABLE clients ADD COLUMN known_at_ms INTEGER NOT NULL DEFAULT 0;
-- `stage` is where the client stands; since when; and who set it by hand and why (null: it moved by itself).
ALTER TABLE clients ADD COLUMN stage_at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clients ADD COLUMN stage_by TEXT;
ALTER TABLE clients ADD COLUMN stage_reason TEXT;
UPDATE clients SET known_at_ms = created_at_ms, stage_at_ms = updated_at_ms;
CREATE INDEX clients_by_stage ON clients (stage, stage_at_ms);
CREATE INDEX clients_by_known ON clients (known_at_ms);

-- What was changed at the desk about a client or a team member.
CREATE TABLE desk_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject IN ('client', 'host')),
  subject_id INTEGER NOT NULL,
  kind TEXT NOT NULL, -- edited, merged, unmerged, staged, created, …
  before TEXT NOT NULL, -- JSON
  after TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX desk_history_by_subject ON desk_history (subject, subject_id);

CREATE TABLE saved_filters (
  id INTEGER PRIMARY KEY,
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL, -- JSON: what the page's filter is
  UNIQUE (page, name)
) STRICT;

-- People: what clients are searched and sorted by, and what goes with a client or a team member that goes.

-- For sorting: what is shown, without regard to case, with the commonest marks left out so that Özdemir stands beside Olsen.
ALTER TABLE clients ADD COLUMN sort_name TEXT GENERATED ALWAYS AS (
  replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(
    coalesce(given_name, name, given_email, email, external_id, '')),
    'Ä', 'a'), 'ä', 'a'), 'Ö', 'o'), 'ö', 'o'), 'Ü', 'u'), 'ü', 'u'), 'ß', 'ss'), 'É', 'e'), 'é', 'e')) VIRTUAL;
ALTER TABLE clients ADD COLUMN search_text TEXT GENERATED ALWAYS AS (
  coalesce(given_name, '') || char(10) || coalesce(name, '') || char(10) || coalesce(given_email, '') || char(10) || coalesce(email, '')
  || char(10) || coalesce(external_id, '')) VIRTUAL;
-- The digits of both numbers, however they are written.
ALTER TABLE clients ADD COLUMN phone_digits TEXT GENERATED ALWAYS AS (
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    coalesce(given_phone, '') || char(10) || coalesce(phone, ''),
    ' ', ''), '(0)', ''), '(', ''), ')', ''), '-', ''), '/', ''), '.', ''), '+', ''), char(160), ''), char(8239), '')) VIRTUAL;
CREATE INDEX clients_by_sort_name ON clients (sort_name, id);
-- Which clients a source has brought, without reading its appointments.
CREATE INDEX appointments_by_source ON appointments (source, client_id);

-- Any three letters in a row find a client. Filled in the background from `client_search_pending`, which triggers keep, so that nobody who
-- changes a client has to think of it; what is indexed late is looked through by itself.
CREATE VIRTUAL TABLE client_search USING fts5 (
  text, phone, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
CREATE TABLE client_search_pending (client_id INTEGER PRIMARY KEY) STRICT;
INSERT INTO client_search_pending SELECT id FROM clients;
CREATE TRIGGER client_search_insert AFTER INSERT ON clients BEGIN
  INSERT OR IGNORE INTO client_search_pending VALUES (new.id);
END;
CREATE TRIGGER client_search_update AFTER UPDATE OF name, given_name, email, given_email, phone, given_phone, external_id ON clients
WHEN new.search_text <> old.search_text OR new.phone_digits <> old.phone_digits BEGIN
  INSERT OR IGNORE INTO client_search_pending VALUES (new.id);
END;
-- An id is used again: what was written about the one who had it must not be told of the next one.
CREATE TRIGGER clients_delete AFTER DELETE ON clients BEGIN
  DELETE FROM client_search WHERE rowid = old.id;
  DELETE FROM client_search_pending WHERE client_id = old.id;
  DELETE FROM desk_history WHERE subject = 'client' AND subject_id = old.id;
END;
CREATE TRIGGER hosts_delete AFTER DELETE ON hosts BEGIN
  DELETE FROM desk_history WHERE subject = 'host' AND subject_id = old.id;
END;
-- A test's or a sample's record is merged only with its like. One that turns out to be real stands by itself again.
CREATE TRIGGER clients_origin AFTER UPDATE OF origin ON clients WHEN new.origin <> old.origin BEGIN
  UPDATE clients SET merged_into = NULL WHERE id = new.id OR merged_into = new.id;
END;

-- Pipeline.

-- Since when an appointment shows its client to be so far, and when the newest thing that shows it happened.
ALTER TABLE appointments ADD COLUMN client_stage_since_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN client_stage_news_ms INTEGER NOT NULL DEFAULT 0;
UPDATE appointments SET
  client_stage_since_ms = CASE client_stage WHEN 'attended' THEN updated_at_ms ELSE created_at_ms END,
  client_stage_news_ms = updated_at_ms;
-- What a person said of the stage last. It is kept when a later appointment has moved the client on, so that the stage can be told anew
-- from everything that is known; stage_by and stage_reason are set only while it is this that counts. Null: nobody said anything.
ALTER TABLE clients ADD COLUMN hand_stage TEXT;
ALTER TABLE clients ADD COLUMN hand_at_ms INTEGER;
ALTER TABLE clients ADD COLUMN hand_by TEXT;
ALTER TABLE clients ADD COLUMN hand_reason TEXT;
-- What the board counts, without reading the clients.
CREATE INDEX clients_by_place ON clients (stage, origin, merged_into);

-- Notices are read from appointment_history. Up to which of its rows they were seen in the bell's list (`seen`), and up to which the window
-- was looked at (`looked`). Only rows of real appointments count: those of tests are removed, and their ids used again.
CREATE TABLE notice_marks (
  name TEXT PRIMARY KEY CHECK (name IN ('seen', 'looked')),
  up_to INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO notice_marks (name, up_to)
  SELECT marks.value, coalesce((
    SELECT max(history.id) FROM appointment_history AS history JOIN appointments ON appointments.id = history.appointment_id
    WHERE appointments.origin = 'real'), 0)
  FROM json_each('["seen", "looked"]') AS marks;

-- Finding: any three letters in a row find an appointment. Filled in the background from `appointment_search_pending`, which triggers keep:
-- what is indexed late is looked through by itself, so that nothing is missing from what is found.
CREATE VIRTUAL TABLE appointment_search USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
CREATE TABLE appointment_search_pending (appointment_id INTEGER PRIMARY KEY) STRICT;
INSERT INTO appointment_search_pending SELECT id FROM appointments;
CREATE TRIGGER appointment_search_insert AFTER INSERT ON appointments BEGIN
  INSERT OR IGNORE INTO appointment_search_pending VALUES (new.id);
END;
CREATE TRIGGER appointment_search_update AFTER UPDATE OF search_text ON appointments WHEN new.search_text <> old.search_text BEGIN
  INSERT OR IGNORE INTO appointment_search_pending VALUES (new.id);
END;
CREATE TRIGGER appointment_search_delete AFTER DELETE ON appointments BEGIN
  DELETE FROM appointment_search WHERE rowid = old.id;
  DELETE FROM appointment_search_pending WHERE appointment_id = old.id;
END;

-- Counting: a request that was turned down was never booked.
UPDATE appointments SET booked_at_ms = NULL WHERE status = 'cancelled' AND EXISTS (
  SELECT 1 FROM appointment_states AS s WHERE s.appointment_id = appointments.id AND json_extract(s.state, '$.cancellation.declined') = 1);
