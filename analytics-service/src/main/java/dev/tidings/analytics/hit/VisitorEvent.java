package dev.tidings.analytics.hit;

/**
 * Something that the site has a name for, such as {@code signup}.
 *
 * @param props what the site says about it, a JSON object as text
 * @param interactive whether the visitor meant it; what happens by itself does not end a bounce
 * @param revenue what it brought in; null if nothing
 */
public record VisitorEvent(String name, String props, boolean interactive, Revenue revenue)
    implements Action {}
