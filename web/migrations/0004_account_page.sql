-- What the account page shows: settings, where somebody is signed in, and what happened.

-- Null means "as the browser says", and a row is written with the first choice.
create table user_settings (
  user_id text primary key references "user" (id) on delete cascade,
  initials text,
  time_zone text,
  week_start smallint,
  locale text,
  theme text,
  updated_at timestamptz(3) not null default now()
);

alter table session add column last_seen_at timestamptz(3) not null default now();
update session set last_seen_at = updated_at;

-- The session may be gone when its event is read, so it is named and not referred to.
create table security_event (
  id text primary key,
  user_id text not null references "user" (id) on delete cascade,
  kind text not null,
  outcome text not null,
  at timestamptz(3) not null default now(),
  ip_address text,
  user_agent text,
  session_id text
);
create index security_event_user_id_at_idx on security_event (user_id, at desc, id desc);
create index security_event_at_idx on security_event (at);
