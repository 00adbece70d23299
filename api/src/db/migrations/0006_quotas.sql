-- What an owner has, kept by the same transaction that changes it, so that a limit costs no count.
ALTER TABLE owners
  ADD COLUMN task_count bigint NOT NULL DEFAULT 0,
  ADD COLUMN list_count bigint NOT NULL DEFAULT 0,
  ADD COLUMN section_count bigint NOT NULL DEFAULT 0,
  ADD COLUMN label_count bigint NOT NULL DEFAULT 0,
  -- Bytes of text in UTF-8: titles, notes and names.
  ADD COLUMN text_bytes bigint NOT NULL DEFAULT 0;
--> statement-breakpoint
-- Migrations run as the owner of the tables, whom the policies bind as well.
ALTER TABLE owners NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE tasks NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE owners SET
  task_count = counted.tasks,
  text_bytes = counted.bytes
FROM (
  SELECT owner_id, count(*) AS tasks, sum(octet_length(title) + octet_length(notes)) AS bytes
  FROM tasks GROUP BY owner_id
) AS counted
WHERE owners.owner_id = counted.owner_id;
--> statement-breakpoint
ALTER TABLE owners FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE tasks FORCE ROW LEVEL SECURITY;
