// A device as its owner would call it, from what its browser says about itself.
import Bowser from 'bowser'

export interface Device {
  kind: 'desktop' | 'phone' | 'tablet' | 'program' | 'unknown'
  /** "Chrome on Windows", "curl", "Unknown device". */
  name: string
}

const kinds = new Map<string | undefined, Device['kind']>([
  ['desktop', 'desktop'],
  ['mobile', 'phone'],
  ['tablet', 'tablet'],
  ['tv', 'desktop'],
])

/** Without versions: they say nothing to people, and today's browsers freeze most of them. */
export function deviceOf(userAgent: string | null): Device {
  if (userAgent === null || userAgent === '') return { kind: 'unknown', name: 'Unknown device' }
  // Every browser says Mozilla first; what does not is a program, and names itself.
  if (!userAgent.startsWith('Mozilla/')) {
    const [name = ''] = /^[\w.-]{1,40}/.exec(userAgent) ?? []
    return name === '' ? { kind: 'unknown', name: 'Unknown device' } : { kind: 'program', name }
  }
  const { browser, os, platform } = Bowser.parse(userAgent)
  const system = platform.model === 'iPhone' || platform.model === 'iPad' ? platform.model : os.name
  const name = [browser.name, system].filter((part) => part !== undefined && part !== '')
  return {
    kind: kinds.get(platform.type) ?? 'unknown',
    name: name.length === 0 ? 'Unknown browser' : name.join(' on '),
  }
}
