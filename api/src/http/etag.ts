import { createHash } from 'node:crypto'
import type { UserId } from '../auth/user-id.ts'
import type { ExpectedVersion } from '../model/precondition.ts'

const ENTITY_TAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/

/** A task's ETag is its version (strong: the same version is the same bytes). */
export function versionTag(version: number): string {
  return `"${version}"`
}

/**
 * The ETag of what is computed from all of an owner's rows. It names the owner, so that a cache that
 * confuses two people never gets a 304 for the other's body; and with `asOf` the time that the body
 * rests on.
 */
export function sequenceTag(owner: UserId, seq: number, asOf = ''): string {
  // No owner has a blank in their name.
  const named = asOf === '' ? owner : `${owner} ${asOf}`
  return `W/"${seq}-${createHash('sha256').update(named).digest('base64url').slice(0, 10)}"`
}

/** RFC 9110 §13.1.2: weak comparison; `*` matches whatever is there. */
export function isNoneMatch(header: string | undefined, tag: string): boolean {
  if (header === undefined) return true
  if (header.trim() === '*') return false
  const opaque = tag.replace(/^W\//, '')
  return !splitTags(header).some((candidate) => candidate.replace(/^W\//, '') === opaque)
}

/** RFC 9110 §13.1.1: strong comparison, so weak and malformed tags match nothing. */
export function readIfMatch(header: string | undefined): ExpectedVersion {
  if (header === undefined) return undefined
  if (header.trim() === '*') return 'any'
  const versions = splitTags(header).flatMap((tag) => /^"(\d{1,16})"$/.exec(tag)?.[1] ?? [])
  return new Set(versions.map(Number))
}

function splitTags(header: string): string[] {
  return header
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => ENTITY_TAG.test(tag))
}
