package dev.tidings.platform.testkit.architecture.broken.util;

/** Breaks: names say something. */
public final class OrderUtils {}
