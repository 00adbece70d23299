import { Unzip, UnzipInflate } from 'fflate'
import { TransferError } from '../transfer-error.ts'

/** Some times what may be sent, as text is packed; a bomb is packed a hundred times better. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024
/** Packed bytes at once: what comes out of them is at most a thousand times as much. */
const STEP_BYTES = 16 * 1024
const MAX_FILES = 10_000

/**
 * One file of a zip archive. Nothing but it is unpacked, and it is counted as it comes out, whatever
 * length the archive tells. TRANSFER_UNREADABLE, TRANSFER_TOO_MUCH.
 */
export function unzipFile(archive: Uint8Array, name: string): Uint8Array {
  const chunks: Uint8Array[] = []
  let [files, length, isFound, isWhole] = [0, 0, false, false]
  const unzip = new Unzip((file) => {
    if (++files > MAX_FILES) throw tooMuch()
    // The same name once more would be unpacked once more.
    if (file.name !== name || isFound) return
    isFound = true
    file.ondata = (error, chunk, isLast) => {
      if (error !== null) throw error
      length += chunk.length
      if (length > MAX_UNPACKED_BYTES) throw tooMuch()
      chunks.push(chunk)
      isWhole = isLast
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < archive.length && !isWhole; at += STEP_BYTES) {
      unzip.push(archive.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= archive.length)
    }
  } catch (cause) {
    if (cause instanceof TransferError) throw cause
    throw new TransferError('TRANSFER_UNREADABLE', 'The file is not a whole zip archive.', {
      cause,
    })
  }
  if (!isWhole) {
    throw new TransferError('TRANSFER_UNREADABLE', `The archive must hold a file ${name}.`)
  }
  return Buffer.concat(chunks, length)
}

function tooMuch(): TransferError {
  return new TransferError('TRANSFER_TOO_MUCH', 'The archive holds more than can be unpacked.')
}
