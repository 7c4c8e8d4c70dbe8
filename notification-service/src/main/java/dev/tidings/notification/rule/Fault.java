package dev.tidings.notification.rule;

/**
 * Something that is wrong with a rule.
 *
 * @param file where the rule is
 * @param rule its name, or its place where it has none; null if the file as a whole is wrong
 * @param at what of the rule, as a JSON Pointer; empty for all of it
 * @param problem what is wrong there
 */
record Fault(String file, String rule, String at, String problem) {

  @Override
  public String toString() {
    return file
        + (rule == null ? "" : ", rule " + rule)
        + (at.isEmpty() ? "" : ", " + at)
        + ": "
        + problem;
  }
}
