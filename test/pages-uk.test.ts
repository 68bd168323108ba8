import { checkEveryPage } from './pages.ts'

checkEveryPage('uk')
