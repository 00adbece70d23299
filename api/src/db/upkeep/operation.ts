/** How changes by upkeep are named in the history: nobody has asked for them. */
export const UPKEEP_OPERATION = 'upkeep'
