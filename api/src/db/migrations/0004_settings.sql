-- What an owner says once for everything of theirs; one row at the most.
CREATE TABLE settings (
  owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,
  id uuid NOT NULL,
  time_zone text NOT NULL CHECK (char_length(time_zone) BETWEEN 1 AND 64),
  week_start text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (owner_id, id)
);
--> statement-breakpoint
ALTER TABLE settings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE settings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY settings_are_their_owners ON settings
  USING (owner_id = (SELECT current_setting('app.owner', true)))
  WITH CHECK (owner_id = (SELECT current_setting('app.owner', true)));
