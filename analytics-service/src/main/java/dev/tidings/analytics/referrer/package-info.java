/**
 * What led a visitor to a page: the referring page, the campaign that the page's address names, and
 * the kind of way that is. The known sources stand in {@code referrer/sources.txt}.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.referrer;
