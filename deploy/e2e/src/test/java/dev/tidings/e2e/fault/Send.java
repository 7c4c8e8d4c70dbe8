package dev.tidings.e2e.fault;

/**
 * A message to be sent, however often that is tried.
 *
 * @param clientMessageId makes a repetition recognisable
 */
record Send(String roomId, String clientMessageId, String text) {}
