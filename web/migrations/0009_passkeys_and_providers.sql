-- Passkeys (WebAuthn credentials), and how recently somebody has proven who they are.

create table passkey (
  id text primary key,
  user_id text not null references "user" (id) on delete cascade,
  -- base64url, as the authenticator made it: of all accounts one has it.
  credential_id text not null unique,
  -- COSE, base64url.
  public_key text not null,
  counter bigint not null,
  transports text not null,
  backed_up boolean not null,
  name text not null,
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3)
);
create index passkey_user_id_idx on passkey (user_id);

-- Challenges that were answered, until they are too old anyway: none is answered twice.
create table answered_challenge (
  id text primary key,
  expires_at timestamptz(3) not null
);
create index answered_challenge_expires_at_idx on answered_challenge (expires_at);

alter table session
  -- The passkey it was begun with: it ends when that is removed.
  add column passkey_id text,
  -- When its owner was last asked to prove who they are.
  add column proven_at timestamptz(3);

-- Who somebody is at a provider is who they are here, once.
drop index account_provider_id_account_id_idx;
create unique index account_provider_id_account_id_idx on account (provider_id, account_id);
