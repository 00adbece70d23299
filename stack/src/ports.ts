// Ports: is one free, and which one is.
import { createServer } from 'node:net'

/** Whether a server could listen there now. A host that is not ours also counts as not free. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => {
      resolve(false)
    })
    probe.listen({ host, port, exclusive: true }, () => {
      probe.close(() => {
        resolve(true)
      })
    })
  })
}

/** Ports of 127.0.0.1 that were free a moment ago, all different: each is held until all are known. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(Array.from({ length: count }, listenAnywhere))
  await Promise.all(probes.map((probe) => probe.close()))
  return probes.map((probe) => probe.port)
}

async function listenAnywhere(): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve({
        port,
        close: () =>
          new Promise((done) =>
            probe.close(() => {
              done()
            }),
          ),
      })
    })
  })
}
