/**
 * Retention: who comes back (R-A4). Only visitors whom the site itself knows can be followed from
 * day to day; all others have a new id each day.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.retention;
