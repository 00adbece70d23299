-- Sessions that have ended while tokens of theirs are unexpired. Outside `public`, where every table
-- is an owner's: each replica reads all of it. A key is a digest and names nobody.
CREATE SCHEMA auth;
--> statement-breakpoint
CREATE TABLE auth.revocations (
  key text PRIMARY KEY CHECK (key ~ '^[A-Za-z0-9_-]{43}$'),
  -- Tokens issued until then are refused; null: all of the session's.
  issued_until double precision,
  expires_at double precision NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
--> statement-breakpoint
CREATE INDEX revocations_by_record ON auth.revocations (recorded_at);
