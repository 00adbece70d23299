// What an account must look like: one place for the form, which says so, and the server's refusal.
export const nameLength = { max: 100 }
export const passwordLength = { min: 10, max: 128 }
