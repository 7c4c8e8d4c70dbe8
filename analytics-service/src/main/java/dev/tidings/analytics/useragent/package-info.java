/**
 * What visitors look at a site with, by the {@code User-Agent} header: browser, operating system,
 * kind of device, and whether it is a person at all.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.useragent;
