-- Every key starts with the owner (D3): a row cannot point at, collide with or be found beside
-- another owner's row.
CREATE TABLE owners (
  owner_id text PRIMARY KEY CHECK (owner_id ~ '^[A-Za-z0-9_-]{1,255}$'),
  -- Advanced by every change of this owner's rows; versions and list ETags come from it.
  seq bigint NOT NULL DEFAULT 1,
  -- Signs this owner's list cursors.
  cursor_key uuid NOT NULL DEFAULT gen_random_uuid()
);
--> statement-breakpoint
CREATE TABLE tasks (
  owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,
  id uuid NOT NULL,
  title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 500),
  notes text NOT NULL CHECK (char_length(notes) <= 20000),
  priority smallint NOT NULL CHECK (priority BETWEEN 0 AND 3),
  completed_at timestamptz(3),
  due_kind text CHECK (due_kind IN ('date', 'floating', 'zoned')),
  due_at timestamp(0),
  due_time_zone text,
  position text COLLATE "C" NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (owner_id, id),
  UNIQUE (owner_id, position),
  CHECK ((due_kind IS NULL) = (due_at IS NULL)),
  CHECK ((due_kind IS NOT DISTINCT FROM 'zoned') = (due_time_zone IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX tasks_by_created ON tasks (owner_id, created_at, id);
--> statement-breakpoint
CREATE INDEX tasks_by_due_ascending ON tasks (owner_id, coalesce(due_at, 'infinity'), id);
--> statement-breakpoint
CREATE INDEX tasks_by_due_descending ON tasks (owner_id, coalesce(due_at, '-infinity'), id);
--> statement-breakpoint
CREATE INDEX tasks_by_priority ON tasks (owner_id, priority, id);
--> statement-breakpoint
CREATE INDEX tasks_open ON tasks (owner_id, completed_at);
--> statement-breakpoint
-- The second wall: without app.owner set for the transaction no row is visible and none can be
-- written. The sub-select makes it one look-up a query instead of one a row.
ALTER TABLE owners ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE owners FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY owners_are_their_own ON owners
  USING (owner_id = (SELECT current_setting('app.owner', true)))
  WITH CHECK (owner_id = (SELECT current_setting('app.owner', true)));
--> statement-breakpoint
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE tasks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tasks_are_their_owners ON tasks
  USING (owner_id = (SELECT current_setting('app.owner', true)))
  WITH CHECK (owner_id = (SELECT current_setting('app.owner', true)));
