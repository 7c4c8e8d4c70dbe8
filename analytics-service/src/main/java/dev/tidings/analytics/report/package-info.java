/**
 * Reports (R-A4): overview, series, breakdowns, for any time in any time zone, filtered by any
 * dimension, compared with a time before, as JSON or CSV.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.report;
