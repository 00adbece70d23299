-- A second factor beside the password: the secret of an authenticator app, and recovery codes.

alter table "user" add column two_factor_enabled boolean default false;

-- Secret and codes are encrypted. A row that is not verified is being set up and counts for nothing.
create table two_factor (
  id text primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null references "user" (id) on delete cascade,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz(3),
  -- The 30 seconds that the last accepted code was for: no code counts twice.
  last_used_step integer
);
create index two_factor_secret_idx on two_factor (secret);
create unique index two_factor_user_id_idx on two_factor (user_id);
