import {
  type ChangeEvent,
  type ComponentProps,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import { Input } from '@/components/ui'
import { count, parseCount } from '@/lib/format'

interface CountInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'ref'> {
  value: string
  ref?: Ref<HTMLInputElement>
  onChange: (text: string) => void
}

const PLAIN = /^[\d,\s]*$/

/** 1234567 → "1,234,567"; anything that is no plain number stays as typed. */
function group(text: string): string {
  const digits = text.replace(/\D/g, '')
  return PLAIN.test(text) && digits && digits.length <= 15 ? count(Number(digits)) : text
}

const digitsBefore = (text: string, caret: number) => text.slice(0, caret).replace(/\D/g, '').length

/** The position in `text` right after its n-th digit. */
function caretAfter(text: string, digits: number): number {
  let seen = 0
  for (let index = 0; index < text.length; index++) {
    if (seen === digits) return index
    if (/\d/.test(text.charAt(index))) seen++
  }
  return text.length
}

/** A whole number, grouped while it is typed, the caret keeping its place among the digits. Takes "50k" too. */
export function CountInput({ value, onChange, onBlur, ref, ...props }: CountInputProps) {
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(ref, () => input.current as HTMLInputElement)
  const digits = useRef<number | null>(null)

  const change = ({ target }: ChangeEvent<HTMLInputElement>) => {
    digits.current = digitsBefore(target.value, target.selectionStart ?? target.value.length)
    onChange(group(target.value))
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the caret is put back after each new value
  useLayoutEffect(() => {
    const element = input.current
    if (element && digits.current !== null && document.activeElement === element) {
      const caret = caretAfter(element.value, digits.current)
      element.setSelectionRange(caret, caret)
    }
    digits.current = null
  }, [value])

  return (
    <Input
      ref={input}
      inputMode="text"
      className="num"
      value={value}
      onChange={change}
      onBlur={(event) => {
        const number = parseCount(value)
        if (!Number.isNaN(number)) onChange(count(number))
        onBlur?.(event)
      }}
      {...props}
    />
  )
}
