-- Whose changes somebody follows just now, and on which instance: only these are told. Outside
-- `public`, where every table is an owner's: a key is a digest and names nobody. Unlogged: after a
-- crash each instance enters its own again.
CREATE SCHEMA live;
--> statement-breakpoint
CREATE UNLOGGED TABLE live.watches (
  key text NOT NULL CHECK (key ~ '^[A-Za-z0-9_-]{43}$'),
  replica uuid NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (key, replica)
);
