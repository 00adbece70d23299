// A Chromium out of the npm registry, for machines that reach nothing else: @sparticuz/chromium is
// packed for a cloud that has none of a desktop's libraries, and brings them.
import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { inRoot } from './paths.ts'

const run = promisify(execFile)
const folder = inRoot('stack/runtimes/chromium')
const unpacked = inRoot('node_modules/.cache/holdfast/chromium')

/** Two candidates, the first with this system's libraries and the second with the packed ones. */
export async function chromiumFromNpm(signal: AbortSignal): Promise<readonly string[]> {
  try {
    const options = { cwd: folder, signal, timeout: 180_000 }
    await run('npm', ['ci', '--no-audit', '--no-fund'], options)
    mkdirSync(unpacked, { recursive: true })
    const script = `const { default: c } = await import('@sparticuz/chromium'); await c.executablePath()`
    await run(process.execPath, ['--input-type=module', '-e', script], {
      ...options,
      // It unpacks into the folder for temporary files, the libraries only where it sees that cloud.
      env: { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
    })
    const wrapper = `${unpacked}/chromium-with-libraries`
    writeFileSync(
      wrapper,
      `#!/bin/sh\nLD_LIBRARY_PATH='${unpacked}/al2023/lib' exec '${unpacked}/chromium' "$@"\n`,
    )
    chmodSync(wrapper, 0o755)
    return [`${unpacked}/chromium`, wrapper]
  } catch {
    return []
  }
}
