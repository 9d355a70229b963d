import type { components } from '@/lib/api/schema.gen'

type Schemas = components['schemas']

export type Package = Schemas['ServicePackageOutput']
export type Question = Package['form'][number]
export type Order = Schemas['ServiceOrderOutput']
export type OrderMove = Order['history'][number]
export type OrderState = Order['state']
export type Quote = NonNullable<Order['quote']>

/** What was typed, by the question's name; numbers too are text until they are sent. */
export type Answers = Record<string, string>
