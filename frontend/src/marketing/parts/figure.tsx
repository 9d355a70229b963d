import { figure } from '../offers/shipped'

/** A figure that ships; the script puts the installation's own in its place (offers/refresh.ts). */
export const Figure = ({ of, as: As = 'span' }: { of: string; as?: 'span' | 'b' | 'p' }) => (
  <As data-figure={of}>{figure(of)}</As>
)
