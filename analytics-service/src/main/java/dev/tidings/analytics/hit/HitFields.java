package dev.tidings.analytics.hit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.event.Timestamps;
import dev.tidings.platform.inbox.PoisonEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a {@link HitData} as they are read: token by token and without a tree, because this
 * is done for every hit. What looks the same in many hits is read once.
 */
final class HitFields {

  private static final String NO_PROPS = "{}";

  private static final Known<String> TEXTS = new Known<>(text -> text);
  private static final Known<Optional<PageUrl>> PAGES = new Known<>(PageUrl::parse);
  private static final Known<Source> SOURCES = objects(Source.class);
  private static final Known<Place> PLACES = objects(Place.class);
  private static final Known<Client> CLIENTS = objects(Client.class);
  private static final Known<Bot> BOTS = objects(Bot.class);
  private static final Known<Revenue> REVENUES = objects(Revenue.class);
  private static final Known<String> PROPS = new Known<>(json -> new String(bytes(json), UTF_8));

  private static final ObjectReader COUNTS =
      Json.mapper().readerFor(new TypeReference<Map<String, Long>>() {});

  private final byte[] json;
  private final JsonParser parser;

  String site;
  String visitor;
  String previousVisitor;
  String userId;
  Instant occurredAt;
  Optional<PageUrl> url;
  String title;
  String name;
  String props = NO_PROPS;
  boolean interactive = true;
  Revenue revenue;
  long engagedMs;
  Integer scrollDepth;
  Source source = Source.DIRECT;
  Place place = Place.UNKNOWN;
  Client client = Client.UNKNOWN;
  Bot bot;
  Map<String, Long> counts;

  private HitFields(byte[] json, JsonParser parser) {
    this.json = json;
    this.parser = parser;
  }

  /**
   * Reads the fields.
   *
   * @throws PoisonEventException if they cannot be read
   */
  static HitFields read(byte[] json) {
    try (JsonParser parser = Json.mapper().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      var fields = new HitFields(json, parser);
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        if (parser.nextToken() != JsonToken.VALUE_NULL) {
          fields.take(name);
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new IOException("the object does not end");
      }
      return fields;
    } catch (IOException | UncheckedIOException | DateTimeException e) {
      throw new PoisonEventException("the data cannot be read", e);
    }
  }

  private void take(String field) throws IOException {
    switch (field) {
      case "site" -> site = known(TEXTS);
      case "visitor" -> visitor = text();
      case "previousVisitor" -> previousVisitor = text();
      case "userId" -> userId = text();
      case "occurredAt" -> occurredAt = Timestamps.parse(text());
      case "url" -> url = known(PAGES);
      case "title" -> title = known(TEXTS);
      case "name" -> name = known(TEXTS);
      case "props" -> props = props();
      case "interactive" -> interactive = parser.getBooleanValue();
      case "revenue" -> revenue = object(REVENUES);
      case "engagedMs" -> engagedMs = parser.getLongValue();
      case "scrollDepth" -> scrollDepth = parser.getIntValue();
      case "source" -> source = object(SOURCES);
      case "place" -> place = object(PLACES);
      case "client" -> client = object(CLIENTS);
      case "bot" -> bot = object(BOTS);
      case "counts" -> counts = COUNTS.readValue(parser);
      default -> parser.skipChildren();
    }
  }

  private String text() throws IOException {
    requireText();
    return parser.getText();
  }

  private <T> T known(Known<T> values) throws IOException {
    requireText();
    return values.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private void requireText() throws IOException {
    if (!parser.currentToken().isScalarValue()) {
      throw new IOException("no text");
    }
  }

  /** As they are written: the database brings them into its own form anyway. */
  private String props() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new PoisonEventException("'props' is no object", null);
    }
    return object(PROPS);
  }

  private <T> T object(Known<T> values) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("no object");
    }
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int to = (int) parser.currentLocation().getByteOffset();
    if (from < 0 || json[from] != '{' || json[to - 1] != '}') {
      throw new IOException("no UTF-8");
    }
    return values.of(json, from, to - from);
  }

  private static <T> Known<T> objects(Class<T> type) {
    ObjectReader reader = Json.mapper().readerFor(type);
    return new Known<>(
        json -> {
          try {
            return reader.readValue(bytes(json));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] bytes(String json) {
    return json.getBytes(ISO_8859_1);
  }
}
