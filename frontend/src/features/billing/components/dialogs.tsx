import { type ComponentProps, lazy, Suspense } from 'react'

const Change = lazy(() => import('./change-dialog'))
const Cancel = lazy(() => import('./cancel-dialog'))
const Checkout = lazy(() => import('./checkout-dialog'))

/** Fetched when first opened. */
export const ChangeDialog = (props: ComponentProps<typeof Change>) => (
  <Suspense>
    <Change {...props} />
  </Suspense>
)

export const CancelDialog = (props: ComponentProps<typeof Cancel>) => (
  <Suspense>
    <Cancel {...props} />
  </Suspense>
)

export const CheckoutDialog = (props: ComponentProps<typeof Checkout>) => (
  <Suspense>
    <Checkout {...props} />
  </Suspense>
)
