export interface BenchRow {
  name: string
  value: number
  unit: string
  peer?: string
  peerValue?: number
  ratio?: number
  target: string
  met: boolean
}
