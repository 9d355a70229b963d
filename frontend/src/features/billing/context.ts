import { createContext, useContext } from 'react'
import type { Subscription } from '@/lib/api'
import type { Of } from './api'

export interface Billing {
  workspace: Of
  subscription: Subscription
  /** Owners and admins spend; accountants read. */
  manages: boolean
  seesMoney: boolean
}

export const BillingContext = createContext<Billing | null>(null)

export function useBilling(): Billing {
  const billing = useContext(BillingContext)
  if (!billing) throw new Error('useBilling needs a BillingContext around it.')
  return billing
}
