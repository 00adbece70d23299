/** Other spellings of a path: what some servers, proxies and routers would read as the path itself. */

/** Request targets made from a path, without those that are the path. */
export function oddTargets(path: string, publicPaths: readonly string[], origin: string): string[] {
  const slashes = [...path].flatMap((character, index) => (character === '/' ? [index] : []))
  const at = (index: number, length: number, text: string): string =>
    path.slice(0, index) + text + path.slice(index + length)
  const letters = [...path].flatMap((character, index) =>
    /[a-z]/i.test(character) && !/[a-z0-9]/i.test(path[index - 1] ?? '') ? [index] : [],
  )
  const encoded = (index: number): string => `%${path.charCodeAt(index).toString(16)}`
  const inner = slashes.slice(1)
  const odd = [
    path.toUpperCase(),
    ...letters.map((index) => at(index, 1, path.charAt(index).toUpperCase())),
    ...slashes.flatMap((index) =>
      ['//', '/./', '/x/../', '/%2e/', '/x/%2e%2e/', '/.;/', '/;x/'].map((text) =>
        at(index, 1, text),
      ),
    ),
    ...inner.flatMap((index) =>
      ['%2f', '%2F', '%5c', '\\', '%252f', '/%2f'].map((text) => at(index, 1, text)),
    ),
    ...letters.flatMap((index) => [
      at(index, 1, encoded(index)),
      at(index, 1, encoded(index).replace('%', '%25')),
    ]),
    ...['/', '//', '/.', '/..', ';x', ';/healthz', '.json', '.', '%20', '%00', '%0a', '%3f'].map(
      (end) => path + end,
    ),
    ...['%23', '#', '#x', '?#/healthz', '%2e', '%2f', '%', '%ff', '%c0%af', '*', ','].map(
      (end) => path + end,
    ),
    ...publicPaths.flatMap((open) => [
      ...['/..', '/%2e%2e', '/.%2e', '%2f..', '/x/../..', '\\..'].map((up) => open + up + path),
      `${path}#${open}`,
      `${path}${open}`,
      `${path}/..${open}`.replace(/\/\.\.\//, '/%2e%2e/'),
    ]),
    path.slice(1),
    `\\${path.slice(1)}`,
    ...[origin, origin.toUpperCase(), origin.replace('http:', 'https:'), 'http://evil.example'].map(
      (before) => before + path,
    ),
    `${origin.replace('//', '//x@')}${path}`,
    `${origin}/x/..${path}`,
  ]
  return [...new Set(odd)].filter((target) => target !== path)
}
