package dev.tidings.analytics.hit;

/** What a visitor did. */
public sealed interface Action permits PageView, VisitorEvent, Engagement {}
