/** UNREADABLE: not a file of that format. TOO_MUCH: more than one import may hold. */
export type TransferErrorCode = 'TRANSFER_UNREADABLE' | 'TRANSFER_TOO_MUCH'

/** The file as a whole can't be taken; the message is a sentence that quotes nothing of it. */
export class TransferError extends Error {
  override name = 'TransferError'
  readonly code: TransferErrorCode

  constructor(code: TransferErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
