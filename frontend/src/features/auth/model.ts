import { type infer as Infer, maxLength, minLength, object, optional, string, trim } from 'zod/mini'
import { address, code, newPassword } from '@/lib/auth/rules'

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
