/**
 * What users can rely on while processes are killed. The victims die by SIGKILL, and the launcher
 * brings them back as it would for a developer. Runs after the scenarios.
 */
package dev.tidings.e2e.fault;
