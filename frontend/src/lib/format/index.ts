export {
  dayInShort,
  dayInWords,
  daysUntil,
  isoDay,
  momentIn,
  relativeDay,
  spanInWords,
  timeOfDay,
} from './dates'
export {
  compact,
  count,
  exactMoney,
  minorDigits,
  money,
  parseCount,
  parseMoney,
  percent,
  percentHundredths,
  plainMoney,
  plural,
  shortMoney,
} from './numbers'
