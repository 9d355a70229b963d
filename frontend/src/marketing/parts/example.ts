/** The example on the page, worked out by the rule the product uses: whole people, halves up, line by line. */
export const SUBSCRIBERS = 50_000
const ENGAGED_PERCENT = 6.5
const PRICE = 19

const listeners = Math.round((SUBSCRIBERS * ENGAGED_PERCENT) / 100)
const few = Math.round(listeners / 100)
const many = Math.round((listeners * 3) / 100)

const number = (value: number) => value.toLocaleString('en-US')
const dollars = (value: number) => `$${number(value)}`

export interface Line {
  sum: string
  result: string
}

export const ARITHMETIC: Line[] = [
  {
    sum: `${number(SUBSCRIBERS)} subscribers × ${ENGAGED_PERCENT}% engaged`,
    result: `${number(listeners)} people who really listen`,
  },
  { sum: '1 to 3% of them join in the first month', result: `${few} to ${many} members` },
  {
    sum: `at ${dollars(PRICE)} a month`,
    result: `${dollars(few * PRICE)} to ${dollars(many * PRICE)} a month`,
  },
]

export const DECISIONS = [
  { term: 'Place', value: 'Discord', said: 'Discord works, half my viewers live there already.' },
  { term: 'Price', value: `${dollars(PRICE)} a month`, said: 'Nineteen for founding members feels right.' },
  { term: 'Content', value: 'Weekly build-alongs', said: 'Weekly build-alongs are the heart of it.' },
]
