import type { Slot } from './slot.ts'

/** The role of DATABASE_URL could step over row-level security, or the schema is not there. */
export class DatabaseRoleError extends Error {
  override name = 'DatabaseRoleError'
  readonly code = 'DATABASE_ROLE_UNSAFE'
}

/**
 * Start-up self-test: isolation does not rest on our queries alone, so the service refuses to run
 * as a role that the policies don't bind, or on tables without them.
 */
export async function checkRole(slot: Slot): Promise<void> {
  const [role] = await slot.query<{ privileged: boolean }>(
    'select rolsuper or rolbypassrls as privileged from pg_roles where rolname = current_user',
  )
  if (role === undefined || role.privileged) {
    throw new DatabaseRoleError('its role is a superuser or may bypass row-level security')
  }
  const tables = await slot.query<{ name: string; owned: boolean; guarded: boolean }>(OWNED_TABLES)
  if (tables.length === 0) throw new DatabaseRoleError('it has no tables: run the migrations first')
  for (const { name, owned, guarded } of tables) {
    if (owned) throw new DatabaseRoleError(`its role owns the table ${name}`)
    if (!guarded) throw new DatabaseRoleError(`the table ${name} has no row-level security`)
  }
  const visible = await slot.query('select 1 from owners limit 1')
  if (visible.length > 0) throw new DatabaseRoleError('it sees rows without an owner being set')
}

const OWNED_TABLES = `
  select relname as name,
         pg_has_role(current_user, relowner, 'member') as owned,
         relrowsecurity and relforcerowsecurity as guarded
  from pg_class
  where relkind in ('r', 'p') and relnamespace = to_regnamespace('public')`
