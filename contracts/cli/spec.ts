/** The contract's text: a file, or an address of the very host that is under test. */
import { readFile } from 'node:fs/promises'
import { readContract, ContractError } from '../check/contract.ts'
import type { Contract } from '../check/contract.ts'
import { openWire } from '../check/wire.ts'
import { OptionError } from './options.ts'
import type { Options } from './options.ts'

/** @throws OptionError */
export async function loadSpec(options: Options, signal: AbortSignal): Promise<Contract> {
  const { spec } = options
  const text = /^https?:\/\//i.test(spec) ? await fetched(options, signal) : await read(spec)
  try {
    return readContract(text)
  } catch (error) {
    if (error instanceof ContractError) throw new OptionError(`--spec: ${spec} ${error.message}`)
    throw error
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new OptionError(`--spec: ${file} can't be read (${code ?? 'unknown'})`)
  }
}

async function fetched(
  { spec, baseUrl, timeoutMs }: Options,
  signal: AbortSignal,
): Promise<string> {
  const url = URL.canParse(spec) ? new URL(spec) : undefined
  if (url?.origin !== baseUrl.origin) {
    throw new OptionError(`--spec: ${spec} is not on the host of --base-url; give a local file`)
  }
  const wire = openWire(url, { timeoutMs, delayMs: 0, signal })
  try {
    const { status, text } = await wire.send({ method: 'GET', target: url.pathname + url.search })
    if (status === 200) return text
    throw new OptionError(`--spec: ${spec} answered ${status}`)
  } catch (error) {
    if (error instanceof OptionError) throw error
    throw new OptionError(
      `--spec: ${spec}: ${error instanceof Error ? error.message : String(error)}`,
    )
  } finally {
    wire.close()
  }
}
