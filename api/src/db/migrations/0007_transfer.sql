-- What another product calls a task: the same file twice makes nothing twice.
ALTER TABLE tasks
  ADD COLUMN external_id text CHECK (char_length(external_id) BETWEEN 1 AND 255),
  ADD UNIQUE (owner_id, external_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
-- Feeds that can be read without a token, by who has their address. Of what makes it secret only a
-- digest is kept; a row never changes, and deleting it is the end of the address.
CREATE TABLE calendars (
  owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  shows text NOT NULL CHECK (shows IN ('events', 'tasks')),
  -- In the filter language; null: all that is open.
  filter text,
  secret_digest text NOT NULL CHECK (secret_digest ~ '^[A-Za-z0-9_-]{43}$'),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (owner_id, id)
);
--> statement-breakpoint
CREATE INDEX calendars_by_version ON calendars (owner_id, version, id);
--> statement-breakpoint
ALTER TABLE calendars ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE calendars FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY calendars_are_their_owners ON calendars
  USING (owner_id = (SELECT current_setting('app.owner', true)))
  WITH CHECK (owner_id = (SELECT current_setting('app.owner', true)));
--> statement-breakpoint
-- Seals the addresses of feeds, in which an owner is named; every replica has the same one.
CREATE TABLE auth.sealing_keys (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  key text NOT NULL CHECK (char_length(key) = 72)
);
--> statement-breakpoint
INSERT INTO auth.sealing_keys (key) VALUES (gen_random_uuid()::text || gen_random_uuid()::text);
