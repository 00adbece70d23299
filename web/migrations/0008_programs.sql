-- Programs that act for a person: what each may do, until when, and the hash of its secret.

create table program (
  -- The sid of its access tokens.
  id text primary key,
  user_id text not null references "user" (id) on delete cascade,
  name text not null,
  -- token: made on the account page. device: let in by a code.
  kind text not null,
  scopes text not null,
  secret_hash text not null unique,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  last_used_address text
);
create index program_user_id_created_at_idx on program (user_id, created_at desc);
create index program_expires_at_idx on program (expires_at);

-- Whatever ends it, by whichever statement, the api hears of it like of a session. No access token
-- outlives its program, so one that has run out by itself is no news.
create trigger program_has_ended after delete on program
  for each row when (old.expires_at > now()) execute function note_ended_session();

-- Nor does one begin for an account that is being deleted (0007).
create trigger program_of_leaver after insert on program
  for each row execute function refuse_session_of_leaver();

-- Programs that wait for somebody's word (RFC 8628). Both codes are kept as hashes.
create table device_request (
  id text primary key,
  user_code_hash text not null unique,
  client_id text not null,
  scopes text not null,
  -- pending, approved, denied
  status text not null default 'pending',
  user_id text references "user" (id) on delete cascade,
  -- How long the program may stay, as the person has chosen.
  days integer,
  ip_address text,
  user_agent text,
  interval_seconds integer not null,
  last_polled_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index device_request_user_id_idx on device_request (user_id);
create index device_request_expires_at_idx on device_request (expires_at);
