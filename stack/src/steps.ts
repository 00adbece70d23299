// Running independent steps two at a time, each a sentence that is true or not.
import { spawn } from 'node:child_process'
import { root } from './paths.ts'
import { seconds } from './report.ts'

export interface Step {
  /** What holds when the step passes. */
  readonly sentence: string
  readonly run: () => Promise<Outcome>
}

export interface Outcome {
  readonly passed: boolean
  /** Shown when it did not pass. */
  readonly output: string
}

export interface Tally {
  readonly passed: number
  readonly failed: number
}

const atOnce = 2

/** Runs every step, also after one has failed, and prints a line for each as it ends. */
export async function runSteps(steps: readonly Step[]): Promise<Tally> {
  const waiting = [...steps]
  let failed = 0
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const started = performance.now()
      const { passed, output } = await step.run()
      const took = seconds(performance.now() - started)
      console.log(`  ${passed ? '✓' : '✗'} ${step.sentence}  ${took}`)
      if (passed) continue
      failed += 1
      console.log(output.trim().replace(/^/gm, '      '))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { passed: steps.length - failed, failed }
}

/** A step that is a program of node_modules: it passes with exit code 0. */
export function program(sentence: string, file: string, args: readonly string[]): Step {
  return { sentence, run: () => runNode([file, ...args], root) }
}

/** The same for several programs in a row in one folder, up to the first that does not pass. */
export function programs(
  sentence: string,
  commands: readonly (readonly string[])[],
  cwd: string,
): Step {
  return {
    sentence,
    async run() {
      for (const command of commands) {
        const outcome = await runNode(command, cwd)
        if (!outcome.passed) return outcome
      }
      return { passed: true, output: '' }
    },
  }
}

/** A step that is a function: it passes when it finds nothing to say. */
export function finding(sentence: string, find: () => readonly string[]): Step {
  return {
    sentence,
    run: () => {
      try {
        const lines = find()
        return Promise.resolve({ passed: lines.length === 0, output: lines.join('\n') })
      } catch (error) {
        return Promise.resolve({ passed: false, output: String(error) })
      }
    },
  }
}

function runNode(args: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => {
      resolve({ passed: false, output: error.message })
    })
    child.once('close', (code) => {
      resolve({ passed: code === 0, output })
    })
  })
}
