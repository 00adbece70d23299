-- Accounts that are being deleted: asked for here, then the tasks go, then the account with this row.
create table account_deletion (
  user_id text primary key references "user" (id) on delete cascade,
  asked_at timestamptz(3) not null default clock_timestamp(),
  -- When the api had erased everything; null before.
  tasks_erased_at timestamptz(3),
  attempts integer not null default 0,
  next_attempt_at timestamptz(3) not null default clock_timestamp()
);
create index account_deletion_next_attempt_at_idx on account_deletion (next_attempt_at);

-- No session begins meanwhile, by whatever statement. After the insert, and so behind the foreign
-- key's wait for the person's row: what was asked for in between is seen.
create function refuse_session_of_leaver() returns trigger language plpgsql as $$
begin
  if exists (select from account_deletion where user_id = new.user_id) then
    raise exception 'the account is being deleted' using errcode = 'HF001';
  end if;
  return null;
end $$;
create trigger session_of_leaver after insert on session
  for each row execute function refuse_session_of_leaver();
