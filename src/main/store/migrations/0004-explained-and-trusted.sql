-- Refusals that explain themselves, replays, a chained log, and keeping, backing up and erasing.

-- Explain.

-- Of a header that carries a credential only a mask is kept. This tells whether it was one that we know: 16 bytes of HMAC-SHA256 over its
-- value, under a key that the vault keeps. Null: no such header, or no key.
ALTER TABLE delivery_contents ADD COLUMN credential_print BLOB;
-- Secrets that were replaced: they verify nothing any more, and explain who still signs with them. Ciphertext only.
CREATE TABLE retired_secrets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  provider TEXT NOT NULL,
  ciphertext BLOB NOT NULL,
  backend TEXT NOT NULL,
  last_four TEXT NOT NULL,
  set_at_ms INTEGER NOT NULL,
  retired_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX retired_secrets_by_provider ON retired_secrets (provider, id);

-- Replay.

-- Each time a delivery was applied again from its kept bytes. The delivery itself stays as it was.
CREATE TABLE replays (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the history names it
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL, -- as the person said it; empty: nothing
  verdict TEXT NOT NULL,
  sentence TEXT NOT NULL
) STRICT;
CREATE INDEX replays_by_delivery ON replays (delivery_id);
ALTER TABLE appointment_history ADD COLUMN replay_id INTEGER REFERENCES replays (id) ON DELETE SET NULL;
CREATE INDEX appointment_history_by_replay ON appointment_history (replay_id) WHERE replay_id IS NOT NULL;
-- Set: nobody sent it, it was made at this desk by changing the body of another one.
ALTER TABLE deliveries ADD COLUMN edited_from INTEGER REFERENCES deliveries (id) ON DELETE SET NULL;
ALTER TABLE deliveries ADD COLUMN edited_by TEXT;
-- Somebody dealt with a delivery that was quarantined or that we failed on: it is no longer listed as one to look at.
CREATE TABLE delivery_dealings (
  delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('replayed', 'edited', 'set-aside', 'came-again')),
  note TEXT NOT NULL
) STRICT;

-- A log that can be trusted: see store/chain.ts.
CREATE TABLE chain (
  seq INTEGER PRIMARY KEY, -- from 1, without holes
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject_id INTEGER, -- of the row that it is about
  salt BLOB, -- so that nobody finds out by guessing what was erased; null: erased, or nothing to hide
  digest BLOB NOT NULL, -- of the row
  content_digest BLOB, -- of a delivery: of its headers and its body, which are kept for a shorter time
  note TEXT, -- JSON; part of what is chained
  hash BLOB NOT NULL -- of the entry before and of all of this
) STRICT;

-- Who changed what of the settings, and when. Of a secret only its end and its dates.
CREATE TABLE setting_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL, -- of a setting, or such as `secret calendly`, `token cal-com`, `scheme healthcare`
  before TEXT NOT NULL, -- JSON
  after TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX setting_changes_by_name ON setting_changes (name, id);

-- Keep and erase.

-- 0: the bytes as they came; else the number of the dictionary with which they were compressed (store/bodies.ts).
ALTER TABLE delivery_contents ADD COLUMN body_coding INTEGER NOT NULL DEFAULT 0;
-- Why the body is not here any more: `retention`, `erased`; null: it is, or never was.
ALTER TABLE delivery_contents ADD COLUMN body_gone TEXT;
CREATE TABLE body_dictionaries (
  id INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

-- How far retention has come, by what it is about, so that it does not look through what it has done already: an instant.
CREATE TABLE keeping_marks (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Each time that one client's data was erased: who did it, and how much went. No name; nothing by which the client could be found again.
CREATE TABLE erasures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL, -- as the person said it, names taken out
  counts TEXT NOT NULL, -- JSON: see shared/contract/keeping.ts
  finished_at_ms INTEGER, -- null: what was left in indexes and free pages is still being overwritten
  outcome TEXT -- JSON: what was searched for it, and what was found; null: cut off before it was searched
) STRICT;
-- Appointments and forms that were erased: a reading of the provider's API does not bring them back. 16 bytes of HMAC-SHA256 over source and
-- external id, under a random key that the store keeps.
CREATE TABLE erased_externals (
  key BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Guard.

-- From where it came, with the proxies looked through that the admin trusts. Null: nobody sent it, or it came before this was kept.
ALTER TABLE deliveries ADD COLUMN remote_address TEXT;
-- Who still signs with the secret that was replaced.
CREATE INDEX deliveries_by_previous_secret ON deliveries (provider, received_at_ms) WHERE secret_slot = 'previous';

-- Back up.

CREATE TABLE backup_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('backup', 'rehearsal', 'restore')),
  cause TEXT NOT NULL CHECK (cause IN ('scheduled', 'hand')),
  file TEXT NOT NULL, -- its name, without the folder
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER, -- null: it goes on, or its desk died
  outcome TEXT CHECK (outcome IN ('done', 'failed', 'cancelled')),
  failure TEXT, -- why it failed, in a word
  bytes INTEGER, -- of the file
  recorded TEXT -- JSON: what a backup held when it was made; of a restore: what took whose place
) STRICT;
CREATE INDEX backup_runs_by_kind ON backup_runs (kind, id);

-- Replay, further.

CREATE INDEX deliveries_by_edited ON deliveries (edited_from) WHERE edited_from IS NOT NULL;

-- Trust.

-- A stretch of the chain whose rows all went in order, so that its entries could go too. A later entry, `folded`, confirms it.
CREATE TABLE chain_folds (
  from_seq INTEGER PRIMARY KEY,
  to_seq INTEGER NOT NULL,
  before BLOB NOT NULL, -- the hash of the entry before the stretch
  after BLOB NOT NULL -- the hash of its last entry
) STRICT;
-- Where a verification begins.
CREATE INDEX chain_by_begun ON chain (seq) WHERE kind = 'begun';
-- Entries that a signed anchor names: they are never folded.
CREATE TABLE chain_anchors (
  seq INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL
) STRICT;
-- What the last verifications found, and since when there is an anchor. JSON.
CREATE TABLE trust_values (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Explain, further.

-- 1: of a refused delivery. Bodies of those are bounded, all together; this sums them up without a look at each.
ALTER TABLE delivery_contents ADD COLUMN is_refused INTEGER NOT NULL DEFAULT 0;
UPDATE delivery_contents SET is_refused = 1 WHERE delivery_id IN (SELECT id FROM deliveries WHERE verdict = 'rejected');
CREATE INDEX refused_bodies ON delivery_contents (delivery_id, length(body)) WHERE is_refused = 1;
