// Launches the generated clients against the whole stack.
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadConfig } from '../config.ts'
import { findJdk } from '../jdk.ts'
import { findOpenapiGenerator } from '../openapi-generator.ts'
import { freePorts } from '../ports.ts'
import { waitForLock } from '../process/lock.ts'
import { quietReport } from '../report.ts'
import { startStack } from '../stack.ts'
import { ClientWalk } from './client-walk.ts'
import type { Client, Programs } from './client-walk.ts'
import type { TestRun } from './run.ts'
import { add, none } from './tally.ts'
import type { Tally } from './tally.ts'

const typescript = { file: 'wrong/mistakes.ts', command: 'npx tsc -p wrong' }
const clients: readonly Client[] = [
  { name: 'typescript-openapi-fetch', given: [], mistakes: typescript },
  { name: 'typescript-hey-api', given: [], mistakes: typescript },
  {
    name: 'java',
    given: ['openapi-3.0.ts', 'templates'],
    prepare: prepareJava,
    mistakes: {
      file: 'wrong/Mistakes.java',
      command: 'javac -cp openapi-generator-cli.jar:built -d built wrong/Mistakes.java',
    },
  },
]

export async function runClients(run: TestRun): Promise<Tally> {
  const release = await waitForLock('clients')
  try {
    return await walkAll(run)
  } finally {
    release()
  }
}

async function walkAll(run: TestRun): Promise<Tally> {
  const [webPort, apiPort, postgresPort] = await freePorts(3)
  const env = {
    ...run.env,
    HOLDFAST_DATA_DIR: join(run.folder, 'data'),
    WEB_PORT: String(webPort),
    API_PORT: String(apiPort),
    POSTGRES_PORT: String(postgresPort),
    AUTH_ATTEMPTS_PER_MINUTE: '1000',
  }
  const config = loadConfig(env)
  const stack = await startStack({
    ...{ env, config, report: quietReport(), watch: false, durable: false },
    signal: run.signal,
  })
  try {
    let total = none
    for (const client of clients) {
      total = add(total, await new ClientWalk(client, config.publicUrl, run).walk())
    }
    return total
  } finally {
    await stack.stop()
  }
}

async function prepareJava(folder: string, { env, signal }: TestRun): Promise<Programs> {
  const jdk = await findJdk(env, signal)
  await copyFile(await findOpenapiGenerator(signal), join(folder, 'openapi-generator-cli.jar'))
  return new Map(Object.entries(jdk))
}
