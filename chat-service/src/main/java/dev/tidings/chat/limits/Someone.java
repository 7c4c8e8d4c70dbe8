package dev.tidings.chat.limits;

/** A person of a workspace, to be counted. */
record Someone(String workspace, String userId) {}
