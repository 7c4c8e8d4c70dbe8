package dev.tidings.gateway.upstream.ingress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tells JSON from what isn't, token by token, without building anything. */
final class JsonValue {

  private static final int MAX_DEPTH = 100;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonValue() {}

  /** Whether the bytes are exactly one JSON value in UTF-8, not nested deeper than 100 levels. */
  static boolean isOne(byte[] bytes) {
    return isUtf8(bytes) && isOneValue(bytes);
  }

  /** Jackson would guess UTF-16 and UTF-32 as well; a frame is UTF-8. */
  private static boolean isUtf8(byte[] bytes) {
    boolean ascii = true;
    for (byte each : bytes) {
      if (each == 0) {
        return false;
      }
      ascii &= each > 0;
    }
    if (ascii) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isOneValue(byte[] bytes) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
