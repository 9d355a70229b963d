import { email, minLength, regex, string, trim } from 'zod/mini'

/** What an address, a password and a code must be wherever they are typed. */

export const MIN_PASSWORD = 8

export const address = string().check(
  trim(),
  email('Please write an e-mail address, such as you@example.com.'),
)

export const newPassword = string().check(
  minLength(MIN_PASSWORD, `Please use at least ${MIN_PASSWORD} characters; a short sentence works well.`),
)

/** Six letters or digits; the server ignores case, spaces and dashes. */
export const code = string().check(
  trim(),
  regex(/^[\s-]*(?:[a-z0-9][\s-]*){6}$/i, 'The code has six letters or digits. Copy it from the e-mail.'),
)

/** The code as it is sent: no spaces, no dashes. */
export const bareCode = (typed: string) => typed.replace(/[\s-]/g, '').toUpperCase()
