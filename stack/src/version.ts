// Comparing released version numbers.

/** Whether `version` (`1.2.3`, `1.2.3-beta.4`) is at least `floor` (`1.2.3`). */
export function isAtLeast(version: string, floor: string): boolean {
  const [own, least] = [parse(version), parse(floor)]
  for (const index of [0, 1, 2] as const) {
    if (own.numbers[index] !== least.numbers[index]) {
      return own.numbers[index] > least.numbers[index]
    }
  }
  // A pre-release comes before its release (semver.org §11.3).
  return !own.isPrerelease || least.isPrerelease
}

function parse(version: string): { numbers: [number, number, number]; isPrerelease: boolean } {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(-.+)?/.exec(version)
  if (match === null) throw new TypeError('not a version number')
  return {
    numbers: [Number(match[1]), Number(match[2]), Number(match[3])],
    isPrerelease: match[4] !== undefined,
  }
}
