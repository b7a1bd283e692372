-- Events are kept for whoever asks for them later, and handed on to subscriptions. Without a subscription there is nobody to hand them on
-- to, which is known when they are made: to write them first and mark them afterwards cost a twentieth of a delivery. Whoever is gone has said
-- that they want nothing any more.
DROP TRIGGER appointment_events;
DROP TRIGGER new_client_events;
DROP TRIGGER client_stage_events;
CREATE TRIGGER appointment_events AFTER INSERT ON appointment_history
WHEN (SELECT origin FROM appointments WHERE id = NEW.appointment_id) = 'real' BEGIN
  INSERT INTO events (at_ms, appointment_id, history_id, is_handed_on)
  VALUES (NEW.at_ms, NEW.appointment_id, NEW.id, NOT EXISTS (SELECT 1 FROM subscriptions WHERE state <> 'gone'));
END;
CREATE TRIGGER new_client_events AFTER INSERT ON clients WHEN NEW.origin = 'real' BEGIN
  INSERT INTO events (at_ms, client_id, stage_before, stage, is_handed_on)
  VALUES (NEW.updated_at_ms, NEW.id, NULL, NEW.stage, NOT EXISTS (SELECT 1 FROM subscriptions WHERE state <> 'gone'));
END;
CREATE TRIGGER client_stage_events AFTER UPDATE OF stage ON clients WHEN NEW.origin = 'real' AND NEW.stage <> OLD.stage BEGIN
  INSERT INTO events (at_ms, client_id, stage_before, stage, is_handed_on)
  VALUES (max(NEW.updated_at_ms, NEW.stage_at_ms), NEW.id, OLD.stage, NEW.stage,
    NOT EXISTS (SELECT 1 FROM subscriptions WHERE state <> 'gone'));
END;
