// What the form for a new access token says: judged field by field, with what was typed for the answer.
import { acceptableName } from '#lib/account-rules.ts'
import {
  lifetimeFrom,
  programNameLength,
  scopesFrom,
  type LifetimeDays,
  type ProgramScope,
} from '#lib/account/programs.ts'
import type { ProofErrors } from '../../proof.ts'

interface Wanted {
  name: string
  scopes: readonly ProgramScope[]
  days: LifetimeDays
}

export interface ProgramErrors extends ProofErrors {
  name?: string
  scopes?: string
  days?: string
}

export interface ProgramForm {
  typed: { name: string; scopes: string[]; days: string }
  /** Null when something is wrong with it. */
  wanted: Wanted | null
  errors: ProgramErrors
}

export function programOf(form: FormData): ProgramForm {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const scopes = form.getAll('scopes').filter((value) => typeof value === 'string')
  const typed = { name: text('name').trim().slice(0, 200), scopes, days: text('days') }
  const name = acceptableName(typed.name)
  const granted = scopesFrom(scopes)
  const days = lifetimeFrom(typed.days)
  const errors: ProgramErrors = {}
  if (typed.name === '') errors.name = 'Give it a name that you will know it by.'
  else if (name === null || name.length > programNameLength.max) {
    errors.name = `Use at most ${programNameLength.max} characters, and only letters and signs.`
  }
  if (granted === null) errors.scopes = 'Choose what it may do.'
  if (days === null) errors.days = 'Choose how long it may.'
  const isWhole = name !== null && granted !== null && days !== null
  if (!isWhole || errors.name !== undefined) return { typed, wanted: null, errors }
  return { typed, wanted: { name, scopes: granted, days }, errors }
}
