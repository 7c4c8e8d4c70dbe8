package dev.tidings.analytics.hit;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A page was opened.
 *
 * @param title the page's title; null if unknown
 * @param props what the site says about it, a JSON object as text
 */
@RegisterForReflection
public record PageView(String title, String props) implements Action {}
