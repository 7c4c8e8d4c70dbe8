/**
 * Errors as clients see them: RFC 9457 problem details with a stable code, and nothing of our
 * inside.
 *
 * <p>Throw {@link dev.tidings.platform.problem.ProblemException} with a {@link
 * dev.tidings.platform.problem.ProblemCode}; everything else becomes an answer in {@link
 * dev.tidings.platform.problem.ProblemMapper}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
package dev.tidings.platform.problem;
