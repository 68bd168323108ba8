/** Why a backup is not made or not put back; nothing has changed then. */
type UpkeepProblem = 'exists' | 'missing' | 'unsealed' | 'unsound' | 'in_use' | 'not_empty' | 'unwritable'

export class UpkeepRefusal extends Error {
  readonly problem: UpkeepProblem

  constructor(problem: UpkeepProblem, options: ErrorOptions = {}) {
    super(problem, options)
    this.problem = problem
  }
}
