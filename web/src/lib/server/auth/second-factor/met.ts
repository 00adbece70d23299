// Who has shown two factors by other means, in the context of one call. Only what has checked both
// may say so: a passkey whose owner was verified (possession of it, and a fingerprint, face or PIN).
import type { GenericEndpointContext } from '@better-auth/core'

const MET = 'holdfastSecondFactorMetBy'

export function meetsSecondFactor(ctx: GenericEndpointContext, userId: string): void {
  Reflect.set(ctx.context, MET, userId)
}

export function hasMetSecondFactor(
  ctx: GenericEndpointContext | null | undefined,
  userId: string,
): boolean {
  return ctx ? Reflect.get(ctx.context, MET) === userId : false
}
