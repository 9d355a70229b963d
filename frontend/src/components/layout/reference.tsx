import { isApiError } from '@/lib/api'

/** What the server's log has this failure under, or null where no server spoke. */
export const referenceOf = (error: unknown) => (isApiError(error) ? error.reference : null)

/** Names a failure, so that whoever is told about it can find it. */
export const Reference = ({ error, otherwise }: { error: unknown; otherwise?: string }) => {
  const reference = referenceOf(error) ?? otherwise
  if (!reference) return null
  return (
    <p className="mt-2 text-[14px] text-ink-3">
      If it happens again, tell us this reference:{' '}
      <code className="num rounded-[5px] bg-sunk px-1.5 py-0.5 [overflow-wrap:anywhere] inline-block text-ink-2 select-all">
        {reference}
      </code>
    </p>
  )
}
