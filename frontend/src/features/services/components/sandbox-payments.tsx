import { Tag } from '@/components/ui'

/** Said wherever an order's money is simulated. */
export const SandboxPayments = () => (
  <Tag tone="wait" title="Payments are simulated here: no card is charged and no money moves.">
    Sandbox payment
  </Tag>
)
