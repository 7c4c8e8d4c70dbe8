/**
 * Visits (R-A2): a visitor's hits on a site with never more than half an hour between two of them.
 * Nothing else ends a visit: no hour, no midnight, no length. What comes late joins the visit, or
 * makes one of two.
 *
 * <p>Owns the table {@code visitor_sessions} and the view {@code v_visitor_analytics}; no topic.
 */
package dev.tidings.analytics.session;
