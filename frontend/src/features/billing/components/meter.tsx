import { Progress } from '@/components/ui'
import { type Fullness, METER_COLOURS } from '../model'

interface MeterProps {
  label: string
  /** "12 of 50" */
  value: string
  percent: number | null
  fullness: Fullness
  /** When it resets, what it comes to, which plan has more. */
  children?: React.ReactNode
}

const WORDS = { fine: '', near: 'Nearly used up', full: 'Used up' }

/** A figure with its bar; what is unlimited has no bar. */
export const Meter = ({ label, value, percent, fullness, children }: MeterProps) => (
  <div className="grid content-start gap-1.5">
    <div className="flex items-baseline justify-between gap-3 text-[14.5px]">
      <span className="font-[530]">{label}</span>
      <span className="num text-right text-[13.5px] text-ink-2">{value}</span>
    </div>
    {percent === null ? null : (
      <Progress label={`${label} used`} value={percent} colour={METER_COLOURS[fullness]} />
    )}
    <div className="num text-[13px] text-ink-3">
      {fullness === 'fine' ? null : (
        <span className={fullness === 'full' ? 'font-[560] text-vermilion' : 'font-[560] text-amber'}>
          {WORDS[fullness]}.{' '}
        </span>
      )}
      {children}
    </div>
  </div>
)
