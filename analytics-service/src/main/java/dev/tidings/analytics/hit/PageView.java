package dev.tidings.analytics.hit;

/**
 * A page was opened.
 *
 * @param title the page's title; null if unknown
 * @param props what the site says about it, a JSON object as text
 */
public record PageView(String title, String props) implements Action {}
