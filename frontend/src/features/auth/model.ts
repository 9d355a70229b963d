import {
  email,
  type infer as Infer,
  maxLength,
  minLength,
  object,
  optional,
  regex,
  string,
  trim,
} from 'zod/mini'

export const MIN_PASSWORD = 8

const address = string().check(trim(), email('Please write an e-mail address, such as you@example.com.'))

const newPassword = string().check(
  minLength(MIN_PASSWORD, `Please use at least ${MIN_PASSWORD} characters; a short sentence works well.`),
)

/** Six letters or digits; the server ignores case, spaces and dashes. */
const code = string().check(
  trim(),
  regex(/^[\s-]*(?:[a-z0-9][\s-]*){6}$/i, 'The code has six letters or digits. Copy it from the e-mail.'),
)

export const signUpSchema = object({
  name: string().check(trim(), maxLength(150, 'Please shorten this to 150 characters.')),
  email: address,
  password: newPassword,
})

export const logInSchema = object({
  email: address,
  password: string().check(minLength(1, 'Please write your password.')),
})

export const codeSchema = object({ key: code })
export const forgotSchema = object({ email: address })
export const resetSchema = object({ key: code, password: newPassword, email: optional(string()) })

export type SignUpValues = Infer<typeof signUpSchema>
export type LogInValues = Infer<typeof logInSchema>
export type CodeValues = Infer<typeof codeSchema>
export type ForgotValues = Infer<typeof forgotSchema>
export type ResetValues = Infer<typeof resetSchema>

/** The code as it is sent: no spaces, no dashes. */
export const bareCode = (typed: string) => typed.replace(/[\s-]/g, '').toUpperCase()
