import { StrictJsonError, decodeUtf8, parseStrictJson } from '../json/strict-json.ts'
import { TransferError } from './transfer-error.ts'

const MAX_DEPTH = 32
const MARK = '\ufeff'

/** A text of UTF-8, with or without a byte order mark. TRANSFER_UNREADABLE. */
export function readUtf8(bytes: Uint8Array): string {
  try {
    return withoutMark(decodeUtf8(bytes))
  } catch (cause) {
    throw new TransferError('TRANSFER_UNREADABLE', 'The file is not valid UTF-8.', { cause })
  }
}

/**
 * A text as spreadsheets of one product or another write it: UTF-8, UTF-16 with its mark, or else
 * the Windows code page of Western Europe.
 */
export function readOfficeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be')
  try {
    return readUtf8(bytes)
  } catch {
    return decode(bytes, 'windows-1252')
  }
}

function decode(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be' | 'windows-1252'): string {
  return withoutMark(new TextDecoder(encoding).decode(bytes))
}

function withoutMark(text: string): string {
  return text.startsWith(MARK) ? text.slice(MARK.length) : text
}

/** JSON of at most 32 levels, in which no object names a member twice. TRANSFER_UNREADABLE. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(readUtf8(bytes), MAX_DEPTH)
  } catch (cause) {
    if (!(cause instanceof StrictJsonError)) throw cause
    throw new TransferError('TRANSFER_UNREADABLE', `The file is ${cause.message}.`, { cause })
  }
}
