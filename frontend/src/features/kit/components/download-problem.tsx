import { Reference, referenceOf } from '@/components/layout/reference'
import { Banner, Button } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { type Downloading, FORMAT_NAMES } from '../download'

export function DownloadProblem({ downloading: { error, variables, mutate } }: { downloading: Downloading }) {
  if (!error || !variables) return null
  return (
    <Banner
      tone="error"
      className="mx-auto w-full max-w-[800px] print:hidden"
      action={
        <Button
          variant="quiet"
          size="s"
          className="text-vermilion underline"
          onClick={() => mutate(variables)}
        >
          Try again
        </Button>
      }
    >
      The {FORMAT_NAMES[variables]} could not be made.{' '}
      {/* The server's own words for its failures repeat the reference that stands below. */}
      {referenceOf(error) ? 'Something went wrong on our side.' : sentenceFor(error)}
      <Reference error={error} />
    </Banner>
  )
}
