-- The words of title and notes as search sees them, in their order: ' water the plants  not too much '.
-- The service folds them (accents, case, scripts), so that one place decides when two are the same.
CREATE TABLE task_search (
  owner_id text NOT NULL,
  task_id uuid NOT NULL,
  words text NOT NULL,
  PRIMARY KEY (owner_id, task_id),
  FOREIGN KEY (owner_id, task_id) REFERENCES tasks (owner_id, id) ON DELETE CASCADE
);
--> statement-breakpoint
-- Each of them once, where a prefix is a range. Kept by the triggers below alone: a key to tasks would
-- cost a look-up and a second index entry for every word.
CREATE TABLE task_words (
  owner_id text NOT NULL,
  word text COLLATE "C" NOT NULL,
  task_id uuid NOT NULL,
  PRIMARY KEY (owner_id, word, task_id)
);
--> statement-breakpoint
CREATE FUNCTION keep_task_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  had text[] := '{}';
  has text[] := '{}';
BEGIN
  IF TG_OP <> 'INSERT' THEN had := string_to_array(OLD.words, ' '); END IF;
  IF TG_OP <> 'DELETE' THEN has := string_to_array(NEW.words, ' '); END IF;
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM task_words
      WHERE owner_id = OLD.owner_id AND task_id = OLD.task_id
        AND word IN (SELECT unnest(had) EXCEPT SELECT unnest(has));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO task_words (owner_id, word, task_id)
      SELECT NEW.owner_id, word, NEW.task_id
      FROM (SELECT unnest(has) EXCEPT SELECT unnest(had)) AS fresh (word)
      WHERE word <> ''
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER task_words_of_row AFTER INSERT OR DELETE ON task_search
  FOR EACH ROW EXECUTE FUNCTION keep_task_words();
--> statement-breakpoint
CREATE TRIGGER task_words_of_changed AFTER UPDATE ON task_search
  FOR EACH ROW WHEN (OLD.words IS DISTINCT FROM NEW.words) EXECUTE FUNCTION keep_task_words();
--> statement-breakpoint
-- Filters under a name; the text is as it was typed.
CREATE TABLE filters (
  owner_id text NOT NULL REFERENCES owners (owner_id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  filter text NOT NULL CHECK (char_length(filter) BETWEEN 1 AND 1000),
  position text COLLATE "C" NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (owner_id, id),
  UNIQUE (owner_id, position) DEFERRABLE INITIALLY DEFERRED
);
--> statement-breakpoint
CREATE INDEX filters_by_version ON filters (owner_id, version, id);
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['task_search', 'task_words', 'filters']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY %I ON %I
      USING (owner_id = (SELECT current_setting('app.owner', true)))
      WITH CHECK (owner_id = (SELECT current_setting('app.owner', true)))$policy$,
      name || '_are_their_owners', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- The moment at which the clock in a time zone shows this. A zone that the api knew and this
-- PostgreSQL does not, counts as UTC: a list must not fail for one row.
CREATE FUNCTION moment_of(wall_clock timestamp, zone text) RETURNS timestamptz
  LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN wall_clock AT TIME ZONE zone;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN wall_clock AT TIME ZONE 'UTC';
END $$;
--> statement-breakpoint
-- Without regard to what a row holds PostgreSQL would compute `coalesce` only after row-level security
-- has let the row pass, so no condition on it reached an index; `case` is known to tell nothing.
DROP INDEX tasks_by_due_ascending;
--> statement-breakpoint
DROP INDEX tasks_by_due_descending;
--> statement-breakpoint
CREATE INDEX tasks_by_due_ascending
  ON tasks (owner_id, (CASE WHEN due_at IS NULL THEN 'infinity' ELSE due_at END), id);
--> statement-breakpoint
CREATE INDEX tasks_by_due_descending
  ON tasks (owner_id, (CASE WHEN due_at IS NULL THEN '-infinity' ELSE due_at END), id);
