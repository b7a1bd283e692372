-- The lines of history that are removed last leave their ids to the next ones. A mark "looked through up to here" has to go back with them,
-- or what gets these ids counts as seen: a no-show would not be told to its provider, and news would be none.
CREATE TRIGGER marks_follow_removed_history AFTER DELETE ON appointment_history
WHEN OLD.id > (SELECT coalesce(max(id), 0) FROM appointment_history) BEGIN
  UPDATE write_back_mark SET history_id = min(history_id, (SELECT coalesce(max(id), 0) FROM appointment_history));
  UPDATE notice_marks SET up_to = min(up_to, (SELECT coalesce(max(id), 0) FROM appointment_history));
END;
-- What was removed before this version.
UPDATE write_back_mark SET history_id = min(history_id, (SELECT coalesce(max(id), 0) FROM appointment_history));
UPDATE notice_marks SET up_to = min(up_to, (SELECT coalesce(max(id), 0) FROM appointment_history));
