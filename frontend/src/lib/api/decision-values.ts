export interface Pricing {
  /** In the currency's minor unit: 1900 is $19, and for yen ¥1,900. */
  amount_minor: number
  currency: string
  period: 'week' | 'month' | 'quarter' | 'year' | 'once'
}

export interface Structure {
  tiers: { name: string; amount_minor: number | null }[]
}

export interface ContentPlan {
  formats: string[]
  cadence: 'daily' | 'twice_weekly' | 'weekly' | 'biweekly' | 'monthly' | 'quarterly' | null
}

/** Canonical, by category. Platform: a slug. Timeline: an ISO date or duration. */
export type DecisionValue = string | Pricing | Structure | ContentPlan

/**
 * The schema says of a decision's value that it is some JSON; the contract knows its five shapes.
 * Gives every such `value` in `Wire`, however deep, its type.
 */
export type WithDecisionValues<Wire> = Wire extends (infer Row)[]
  ? WithDecisionValues<Row>[]
  : Wire extends object
    ? {
        [Key in keyof Wire]: Key extends 'value'
          ? unknown extends Wire[Key]
            ? DecisionValue
            : Wire[Key]
          : WithDecisionValues<Wire[Key]>
      }
    : Wire
