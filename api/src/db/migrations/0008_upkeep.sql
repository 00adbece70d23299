-- Whose rows may have to be forgotten: since when each owner has what ages. The api's role sees
-- nobody's rows unless it acts for them, so this says for whom to act. Outside `public`, where every
-- table is an owner's: ids and times, and nothing else of anybody's. It goes with its owner.
CREATE SCHEMA upkeep;
--> statement-breakpoint
CREATE TABLE upkeep.owners (
  owner_id text PRIMARY KEY REFERENCES public.owners (owner_id) ON DELETE CASCADE,
  -- No later than the oldest that is there; null: there is none.
  oldest_key timestamptz(3),
  oldest_trash timestamptz(3),
  oldest_tombstone timestamptz(3),
  oldest_change timestamptz(3)
);
--> statement-breakpoint
CREATE INDEX owners_by_key ON upkeep.owners (oldest_key) WHERE oldest_key IS NOT NULL;
--> statement-breakpoint
CREATE INDEX owners_by_trash ON upkeep.owners (oldest_trash) WHERE oldest_trash IS NOT NULL;
--> statement-breakpoint
CREATE INDEX owners_by_tombstone ON upkeep.owners (oldest_tombstone) WHERE oldest_tombstone IS NOT NULL;
--> statement-breakpoint
CREATE INDEX owners_by_change ON upkeep.owners (oldest_change) WHERE oldest_change IS NOT NULL;
--> statement-breakpoint
-- Whoever is there already is looked at once; what they have is entered then.
ALTER TABLE owners NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO upkeep.owners (owner_id, oldest_change) SELECT owner_id, '-infinity' FROM owners;
--> statement-breakpoint
ALTER TABLE owners FORCE ROW LEVEL SECURITY;
