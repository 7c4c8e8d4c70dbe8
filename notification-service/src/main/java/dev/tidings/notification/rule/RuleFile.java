package dev.tidings.notification.rule;

/**
 * A file of rules.
 *
 * @param name what it is called in errors
 * @param text what is in it
 */
record RuleFile(String name, String text) {}
