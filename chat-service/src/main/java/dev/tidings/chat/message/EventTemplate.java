package dev.tidings.chat.message;

/**
 * The JSON of a message whose number, time and event number only the database will know: the pieces
 * before, between and after the three, for the statement to put together.
 *
 * <p>A quote inside a JSON text is escaped, so the places cannot be confused with anything that
 * somebody wrote.
 */
record EventTemplate(String head, String middle, String late, String tail) {

  private static final String SEQ = "\"seq\":";
  private static final String CREATED_AT = "\"createdAt\":";
  private static final String EVENT_SEQ = "\"eventSeq\":";

  /** Takes apart the JSON of a message with the numbers 0 and without a time. */
  static EventTemplate of(String json) {
    int seq = json.indexOf(SEQ + "0") + SEQ.length();
    int createdAt = json.indexOf(CREATED_AT + "null") + CREATED_AT.length();
    int eventSeq = json.indexOf(EVENT_SEQ + "0") + EVENT_SEQ.length();
    return new EventTemplate(
        json.substring(0, seq),
        json.substring(seq + "0".length(), createdAt),
        json.substring(createdAt + "null".length(), eventSeq),
        json.substring(eventSeq + "0".length()));
  }
}
