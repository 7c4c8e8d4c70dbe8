package dev.tidings.chat.message;

/**
 * The JSON of a message whose number and time only the database will know: the pieces before,
 * between and after the two, for the statement to put together.
 *
 * <p>A quote inside a JSON text is escaped, so the two places cannot be confused with anything that
 * somebody wrote.
 */
record EventTemplate(String head, String middle, String tail) {

  private static final String SEQ = "\"seq\":";
  private static final String CREATED_AT = "\"createdAt\":";

  /** Takes apart the JSON of a message with the number 0 and without a time. */
  static EventTemplate of(String json) {
    int seq = json.indexOf(SEQ + "0") + SEQ.length();
    int createdAt = json.indexOf(CREATED_AT + "null") + CREATED_AT.length();
    return new EventTemplate(
        json.substring(0, seq),
        json.substring(seq + "0".length(), createdAt),
        json.substring(createdAt + "null".length()));
  }
}
