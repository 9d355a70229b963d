export { RefusalNotice, UpgradeNotice } from './upgrade-notice'
