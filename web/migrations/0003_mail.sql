-- Mail that waits to be sent, and the links that mails carry.
create table mail_outbox (
  id text primary key,
  -- Encrypted: until it is used, a link in a mail is as good as a password.
  content text not null,
  -- How often a mail server was there and would not take it just then.
  attempts integer not null default 0,
  due_at timestamptz(3) not null default now(),
  -- From here on nobody wants it any more.
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now()
);
create index mail_outbox_due_at_idx on mail_outbox (due_at);

create table mail_link (
  -- SHA-256 of the token: reading this table opens nothing.
  id text primary key,
  purpose text not null,
  user_id text not null references "user" (id) on delete cascade,
  -- The person's address when the link was made.
  email text not null,
  -- The address it is to become.
  new_email text,
  -- Where to go afterwards: a path of ours.
  next text,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now()
);
create index mail_link_user_id_idx on mail_link (user_id);
create index mail_link_expires_at_idx on mail_link (expires_at);
