/** One invalid field of a request; `pointer` is a JSON pointer into its body. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

/** An error answer as of RFC 9457 (`application/problem+json`), with Tidings' stable `code`. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly FieldProblem[];
}

/** A REST request that failed. `status` is 0 when no answer came at all. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  /** Whether the same request may succeed later: no answer, overload, or a failure of the server. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static async of(response: Response): Promise<ProblemError> {
    const fallback = { status: response.status, title: response.statusText || `Status ${response.status}` };
    try {
      return new ProblemError({ ...fallback, ...((await response.json()) as Partial<Problem>) });
    } catch {
      return new ProblemError(fallback);
    }
  }

  static unreachable(): ProblemError {
    return new ProblemError({ status: 0, code: 'unreachable', title: 'The server can’t be reached.' });
  }
}
