/** What users can rely on, one class per promise, each in workspaces of its own. */
package dev.tidings.e2e.scenario;
