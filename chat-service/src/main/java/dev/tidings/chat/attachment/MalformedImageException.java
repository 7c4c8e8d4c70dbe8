package dev.tidings.chat.attachment;

import java.io.IOException;

/** A file is no image of the format that it begins like. */
final class MalformedImageException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedImageException(String message) {
    super(message);
  }
}
