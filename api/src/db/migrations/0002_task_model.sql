-- Lists, sections, labels and subtasks; the trash; what changed, by whom, and how to take it back.
-- Constraints that several rows of one change can meet only together are judged at commit.
CREATE TABLE lists (
  owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  color text NOT NULL,
  archived boolean NOT NULL,
  position text COLLATE "C" NOT NULL,
  -- In the trash since then, by the change of that number: what went together comes back together.
  deleted_at timestamptz(3),
  deleted_by bigint,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (owner_id, id),
  UNIQUE (owner_id, position) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((deleted_at IS NULL) = (deleted_by IS NULL))
);
--> statement-breakpoint
CREATE TABLE sections (
  owner_id text NOT NULL,
  id uuid NOT NULL,
  list_id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  position text COLLATE "C" NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (owner_id, id),
  UNIQUE (owner_id, list_id, id),
  UNIQUE (owner_id, list_id, position) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (owner_id, list_id) REFERENCES lists (owner_id, id) DEFERRABLE INITIALLY DEFERRED
);
--> statement-breakpoint
CREATE TABLE labels (
  owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  -- The name without regard to case: there is one of each.
  name_key text COLLATE "C" NOT NULL,
  color text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (owner_id, id),
  UNIQUE (owner_id, name_key) DEFERRABLE INITIALLY DEFERRED
);
--> statement-breakpoint
ALTER TABLE tasks
  ADD COLUMN list_id uuid,
  ADD COLUMN section_id uuid,
  ADD COLUMN parent_id uuid,
  ADD COLUMN label_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN start_on date,
  ADD COLUMN reminders jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN recurrence jsonb,
  ADD COLUMN deleted_at timestamptz(3),
  ADD COLUMN deleted_by bigint,
  DROP CONSTRAINT tasks_owner_id_position_key,
  ADD UNIQUE NULLS NOT DISTINCT (owner_id, list_id, position) DEFERRABLE INITIALLY DEFERRED,
  ADD FOREIGN KEY (owner_id, list_id) REFERENCES lists (owner_id, id) DEFERRABLE INITIALLY DEFERRED,
  -- A section of that very list.
  ADD FOREIGN KEY (owner_id, list_id, section_id) REFERENCES sections (owner_id, list_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  ADD FOREIGN KEY (owner_id, parent_id) REFERENCES tasks (owner_id, id) ON DELETE CASCADE
    DEFERRABLE INITIALLY DEFERRED,
  ADD CHECK (section_id IS NULL OR list_id IS NOT NULL),
  ADD CHECK (parent_id IS NULL OR parent_id <> id),
  ADD CHECK ((deleted_at IS NULL) = (deleted_by IS NULL));
--> statement-breakpoint
CREATE INDEX tasks_by_parent ON tasks (owner_id, parent_id) WHERE parent_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX tasks_by_section ON tasks (owner_id, section_id) WHERE section_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX tasks_by_trash ON tasks (owner_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX tasks_by_version ON tasks (owner_id, version, id);
--> statement-breakpoint
CREATE INDEX lists_by_version ON lists (owner_id, version, id);
--> statement-breakpoint
CREATE INDEX sections_by_version ON sections (owner_id, version, id);
--> statement-breakpoint
CREATE INDEX labels_by_version ON labels (owner_id, version, id);
--> statement-breakpoint
-- What a task's label_ids say, where a foreign key can hold them and an index find them.
CREATE TABLE task_labels (
  owner_id text NOT NULL,
  label_id uuid NOT NULL,
  task_id uuid NOT NULL,
  PRIMARY KEY (owner_id, label_id, task_id),
  FOREIGN KEY (owner_id, label_id) REFERENCES labels (owner_id, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (owner_id, task_id) REFERENCES tasks (owner_id, id) ON DELETE CASCADE
);
--> statement-breakpoint
CREATE INDEX task_labels_by_task ON task_labels (owner_id, task_id);
--> statement-breakpoint
CREATE FUNCTION keep_task_labels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM task_labels
    WHERE owner_id = NEW.owner_id AND task_id = NEW.id AND label_id <> ALL (NEW.label_ids);
  INSERT INTO task_labels (owner_id, label_id, task_id)
    SELECT NEW.owner_id, label_id, NEW.id FROM unnest(NEW.label_ids) AS label_id
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER task_labels_of_new AFTER INSERT ON tasks
  FOR EACH ROW WHEN (NEW.label_ids <> '{}') EXECUTE FUNCTION keep_task_labels();
--> statement-breakpoint
CREATE TRIGGER task_labels_of_changed AFTER UPDATE OF label_ids ON tasks
  FOR EACH ROW WHEN (OLD.label_ids IS DISTINCT FROM NEW.label_ids)
  EXECUTE FUNCTION keep_task_labels();
--> statement-breakpoint
-- Each change by its number, the owner's seq: who, when, by which operation.
CREATE TABLE changes (
  owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,
  seq bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  operation text NOT NULL,
  -- A digest of the session's id; null when the token names none.
  session text,
  undoes bigint,
  undone_by bigint,
  PRIMARY KEY (owner_id, seq)
);
--> statement-breakpoint
CREATE INDEX changes_to_undo ON changes (owner_id, seq) WHERE undoes IS NULL AND undone_by IS NULL;
--> statement-breakpoint
CREATE INDEX changes_by_time ON changes (owner_id, at);
--> statement-breakpoint
-- Each row that it touched, before and after; null where there was or is none.
CREATE TABLE change_rows (
  owner_id text NOT NULL,
  seq bigint NOT NULL,
  ordinal int NOT NULL,
  kind text NOT NULL,
  id uuid NOT NULL,
  before jsonb,
  after jsonb,
  PRIMARY KEY (owner_id, seq, ordinal),
  FOREIGN KEY (owner_id, seq) REFERENCES changes (owner_id, seq) ON DELETE CASCADE
);
--> statement-breakpoint
CREATE INDEX change_rows_by_row ON change_rows (owner_id, kind, id, seq);
--> statement-breakpoint
-- What is gone for good, for those who follow the changes.
CREATE TABLE tombstones (
  owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,
  kind text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (owner_id, kind, id)
);
--> statement-breakpoint
CREATE INDEX tombstones_by_version ON tombstones (owner_id, version, kind, id);
--> statement-breakpoint
-- The answers to requests that carried an Idempotency-Key, for a day.
CREATE TABLE idempotency_keys (
  owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,
  -- Digests: what clients choose as a key is theirs.
  key text NOT NULL,
  fingerprint text NOT NULL,
  -- As it was written: the same answer is the same bytes, the order of headers included.
  answer json NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (owner_id, key)
);
--> statement-breakpoint
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (owner_id, created_at);
--> statement-breakpoint
-- The feed is whole from this number on: what was forgotten before it is in no tombstone any more.
ALTER TABLE owners ADD COLUMN feed_from bigint NOT NULL DEFAULT 0;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['lists', 'sections', 'labels', 'task_labels', 'changes', 'change_rows',
    'tombstones', 'idempotency_keys']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY %I ON %I
      USING (owner_id = (SELECT current_setting('app.owner', true)))
      WITH CHECK (owner_id = (SELECT current_setting('app.owner', true)))$policy$,
      name || '_are_their_owners', name);
  END LOOP;
END $$;
