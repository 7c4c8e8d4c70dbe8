/** What a scenario found, and how it is shown: tables for people, JSON lines for programs. */
package dev.tidings.bench.report;
