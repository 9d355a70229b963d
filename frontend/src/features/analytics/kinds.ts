/** What the log can be narrowed to: the beginning of an event's name, and what it is about. */
export const KINDS = [
  ['', 'Everything'],
  ['accounts.user_signed_up', 'Sign-ups'],
  ['billing.subscription', 'Subscriptions'],
  ['billing.payment', 'Payments'],
  ['accounts', 'People and workspaces'],
  ['projects', 'Launches'],
  ['agents', 'Conversations'],
  ['billing', 'Billing'],
  ['treasury', 'Books and budgets'],
  ['ai', 'Models'],
] as const

export type Kind = (typeof KINDS)[number][0]
