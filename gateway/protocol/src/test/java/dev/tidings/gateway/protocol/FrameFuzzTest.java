package dev.tidings.gateway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import dev.tidings.platform.event.Channel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * R-G13: whatever a client sends is a frame or one of the declared answers, and costs no more than
 * its length lets expect. Inputs are mutations of the golden frames; a failing one is printed.
 */
class FrameFuzzTest {

  private static final int INPUTS = 300_000;
  private static final int ENCODED = 20_000;

  /** Jackson's buffers, which are the same for a short frame as for a long one. */
  private static final long FIXED_BYTES = 128 * 1024;

  private static final long BYTES_PER_CHARACTER = 512;
  private static final Set<ErrorCode> DECLARED =
      Set.of(ErrorCode.MALFORMED_FRAME, ErrorCode.FRAME_TOO_LARGE, ErrorCode.VALIDATION_FAILED);
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "\\",
          "\\u",
          "\\ud800",
          "\\udfff",
          "\\u0000",
          "null",
          "true",
          "-0",
          "1e999999999",
          "9".repeat(70),
          "0.1",
          "\u0000",
          "\ud83d\ude00",
          "\ud800",
          "\udc00",
          "\ufeff",
          "\uffff",
          "\u202e",
          "{\"type\":",
          "\"data\":{",
          "\"since\":",
          "//",
          "/*",
          "NaN",
          "'",
          "[".repeat(40),
          "{\"a\":".repeat(40),
          "x".repeat(300),
          " ",
          "\n");
  private static final Instant TIME = Instant.parse("2026-01-31T09:05:00.007Z");

  private final FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
  private final FrameEncoder encoder = new FrameEncoder();

  @Test
  void shouldAnswerAnythingAsDeclared() throws IOException {
    long seed = Long.getLong("tidings.fuzz.seed", 20_260_131);
    var random = new Random(seed);
    List<String> golden = golden();
    var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    golden.forEach(decoder::decode);
    int frames = 0;
    for (int i = 0; i < INPUTS; i++) {
      String input = mutated(random, golden);
      long before = memory.getCurrentThreadAllocatedBytes();
      Decoded decoded;
      try {
        decoded = decoder.decode(input);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ", input " + i + ": " + input, e);
      }
      long cost = memory.getCurrentThreadAllocatedBytes() - before;
      if (cost > FIXED_BYTES + BYTES_PER_CHARACTER * input.length()) {
        fail("seed %d, input %d costs %d bytes: %s", seed, i, cost, input);
      }
      switch (decoded) {
        case Decoded.Valid(ClientFrame frame) -> {
          frames++;
          assertThat(frame.id() == null ? 0 : frame.id().length()).isLessThanOrEqualTo(128);
        }
        case Decoded.Invalid(String id, ErrorCode code, String detail) -> {
          if (!DECLARED.contains(code) || detail.isBlank()) {
            fail("seed %d, input %d is answered by %s: %s", seed, i, code, input);
          }
          // The answer itself must be a frame that can be written, whatever the id is.
          encoder.encode(ServerFrame.Error.of(id, code, detail, TIME));
        }
      }
    }
    assertThat(frames).as("mutations are not all nonsense, seed %d", seed).isGreaterThan(1_000);
  }

  /** What the gateway writes is read back as it was, whatever characters it holds. */
  @Test
  void shouldWriteAnyText() throws JsonProcessingException {
    long seed = Long.getLong("tidings.fuzz.seed", 20_260_131);
    var random = new Random(seed);
    var json = new ObjectMapper();
    for (int i = 0; i < ENCODED; i++) {
      String a = text(random);
      String b = text(random);
      String c = text(random);
      JsonNode error = read(json, new ServerFrame.Error(a, b, c, a, true, 1L, TIME));
      assertThat(error.path("id").textValue()).as("seed %d", seed).isEqualTo(a);
      assertThat(error.at("/data/code").textValue()).as("seed %d", seed).isEqualTo(b);
      assertThat(error.at("/data/title").textValue()).as("seed %d", seed).isEqualTo(c);
      JsonNode event =
          read(
              json,
              new ServerFrame.Event(
                  a,
                  Channel.of("doc", "1"),
                  json.writeValueAsBytes(b),
                  new Position("q", random.nextLong()),
                  c,
                  TIME));
      assertThat(event.path("type").textValue()).as("seed %d", seed).isEqualTo(a);
      assertThat(event.path("data").textValue()).as("seed %d", seed).isEqualTo(b);
      assertThat(event.path("eventId").textValue()).as("seed %d", seed).isEqualTo(c);
      assertThat(read(json, new ServerFrame.Pong(a, TIME)).path("id").textValue()).isEqualTo(a);
    }
  }

  private JsonNode read(ObjectMapper json, ServerFrame frame) throws JsonProcessingException {
    return json.readTree(new String(encoder.encode(frame), UTF_8));
  }

  private static List<String> golden() throws IOException {
    var frames = new ArrayList<String>();
    for (String side : List.of("client", "server")) {
      try (Stream<Path> files =
          Files.list(Path.of("src/main/resources/protocol/v1").resolve(side))) {
        for (Path file : files.sorted().toList()) {
          frames.add(Files.readString(file));
        }
      }
    }
    return frames;
  }

  private static String mutated(Random random, List<String> golden) {
    var text = new StringBuilder(golden.get(random.nextInt(golden.size())));
    for (int i = random.nextInt(5); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), at + random.nextInt(20));
      switch (random.nextInt(7)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, to);
        case 2 -> text.insert(at, text.substring(at, to));
        case 3 -> text.insert(at, (char) random.nextInt(0x10000));
        case 4 -> {
          if (at < text.length()) {
            text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(7))));
          }
        }
        case 5 -> {
          String other = golden.get(random.nextInt(golden.size()));
          text.replace(at, text.length(), other.substring(random.nextInt(other.length())));
        }
        default -> {
          if (random.nextInt(500) == 0) {
            text.insert(at, "[1,".repeat(30_000));
          }
        }
      }
    }
    return text.toString();
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.appendCodePoint(random.nextInt(0x110000));
        case 2 -> text.append((char) random.nextInt(0x80));
        default -> text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }
}
