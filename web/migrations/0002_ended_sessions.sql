-- Whatever ends a session, by whichever statement, leaves word of it in the same transaction: the api
-- must hear of it. A session that has run out by itself is no news, its tokens have, too.
CREATE TABLE ended_session (
  -- The jti of the logout token, the same however often it is sent.
  id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
  user_id text NOT NULL,
  -- Null: everything the person has.
  session_id text,
  ended_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX ended_session_next_attempt_at_idx ON ended_session (next_attempt_at);

CREATE FUNCTION note_ended_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ended_session (user_id, session_id) VALUES (OLD.user_id, OLD.id);
  RETURN NULL;
END $$;

CREATE TRIGGER session_has_ended AFTER DELETE ON session
  FOR EACH ROW WHEN (OLD.expires_at > now()) EXECUTE FUNCTION note_ended_session();

CREATE FUNCTION note_ended_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ended_session (user_id) VALUES (OLD.id);
  RETURN NULL;
END $$;

CREATE TRIGGER user_is_gone AFTER DELETE ON "user"
  FOR EACH ROW EXECUTE FUNCTION note_ended_user();
