package dev.tidings.gateway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against Jackson, which reads what was written. */
class JsonTextTest {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int SEEDS = 500;

  @Test
  void shouldWriteStrings() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      String text = text(random);
      assertThat(read(new JsonText(random.nextInt(8)).string(text)).textValue())
          .as("seed %d", seed)
          .isEqualTo(text);
      assertThat(read(new JsonText(0).string(text, text)).textValue()).isEqualTo(text + ":" + text);
    }
  }

  @Test
  void shouldWriteTrees() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      JsonNode tree = tree(new Random(seed), 3);
      assertThat(read(new JsonText(4).tree(tree))).as("seed %d", seed).isEqualTo(tree);
    }
  }

  @Test
  void shouldSeparateWhatFollows() {
    var text = new JsonText(1);
    text.beginObject().name("a").beginArray().number(1).number(-2).beginArray().endArray();
    text.raw("[ 3 ]".getBytes(UTF_8)).endArray().field("b", true).name("c").raw(new byte[0]);
    text.name("d").beginObject().endObject().field("e", Long.MIN_VALUE).endObject();
    assertThat(new String(text.toBytes(), UTF_8))
        .isEqualTo(
            "{\"a\":[1,-2,[],[ 3 ]],\"b\":true,\"c\":null,\"d\":{},\"e\":-9223372036854775808}");
  }

  @Test
  void shouldKeepAHalfOfAPair() {
    assertThat(new String(new JsonText(0).string("a\ud83db\ude00").toBytes(), UTF_8))
        .isEqualTo("\"a\\uD83Db\\uDE00\"");
  }

  private static JsonNode read(JsonText text) throws IOException {
    return JSON.readTree(text.toBytes());
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(20);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.appendCodePoint(random.nextInt(0x20));
        case 1 -> text.append("\"\\/\u007f\u2028".charAt(random.nextInt(5)));
        case 2 -> text.appendCodePoint(0x1f600 + random.nextInt(50));
        case 3 -> text.appendCodePoint(0x80 + random.nextInt(0x2000));
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }

  private static JsonNode tree(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0:
        return nodes.nullNode();
      case 1:
        return nodes.booleanNode(random.nextBoolean());
      case 2:
        return nodes.numberNode(random.nextLong());
      case 3:
        return nodes.numberNode(BigDecimal.valueOf(random.nextDouble() * 1e12));
      case 4:
        return nodes.numberNode(new BigDecimal("1." + random.nextInt(1000) + "E+5"));
      case 5:
        return nodes.textNode(text(random));
      case 6:
        var array = nodes.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(tree(random, depth - 1));
        }
        return array;
      default:
        var object = nodes.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(text(random), tree(random, depth - 1));
        }
        return object;
    }
  }
}
