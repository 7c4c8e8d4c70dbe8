package dev.tidings.notification.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-N1, R-N5, R-N6: random histories of three people, one of whom comes late, against a model that
 * remembers for each person each notification and its state: the same lists, the same counts, and
 * the last count that was pushed to a person is the one after the person's last change.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
@TestProfile(FeedConcurrencyTest.NothingElse.class)
class FeedHistoryTest {

  private static final int OPERATIONS = 120;
  private static final Instant FAR = Instant.parse("2036-01-01T00:00:00Z");

  @Inject FeedService feed;
  @Inject FeedQueries queries;
  @Inject FeedRetention retention;
  @Inject BroadcastService broadcasts;
  @Inject People people;
  @Inject DataSource database;

  /** What a person has done with something; what is deleted is not there. */
  private static final class Item {
    private final boolean broadcast;
    private final String key;
    private NotificationState state = NotificationState.UNREAD;
    private int count = 1;

    Item(boolean broadcast, String key) {
      this.broadcast = broadcast;
      this.key = key;
    }
  }

  private String workspace;
  private RandomGenerator random;
  private final Map<RecipientKey, Map<UUID, Item>> model = new LinkedHashMap<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldAgreeWithTheModel(long seed) throws Exception {
    workspace = "history-" + seed;
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    model.clear();
    join("alice");
    join("bob");
    for (int i = 0; i < OPERATIONS; i++) {
      if (i == OPERATIONS / 2) {
        join("late");
      }
      operate();
      if (i % 10 == 0 || i == OPERATIONS - 1) {
        for (RecipientKey person : model.keySet()) {
          compare(person, "seed %d after %d".formatted(seed, i));
        }
      }
    }
  }

  private void join(String user) {
    var person = new RecipientKey(workspace, user);
    people.met(List.of(person));
    model.put(person, new LinkedHashMap<>());
  }

  private void operate() {
    RecipientKey person = List.copyOf(model.keySet()).get(random.nextInt(model.size()));
    Map<UUID, Item> items = model.get(person);
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> add(person, random.nextInt(3) == 0 ? "key-" + random.nextInt(2) : null);
      case 3 -> broadcast();
      case 4, 5 -> change(person, NotificationState.READ);
      case 6 -> change(person, NotificationState.UNREAD);
      case 7 -> change(person, NotificationState.ARCHIVED);
      case 8 -> change(person, NotificationState.SNOOZED);
      case 9 -> {
        List<UUID> some = some(items);
        int deleted = feed.delete(person, some);
        assertThat(deleted).isEqualTo(some.size());
        some.forEach(items::remove);
      }
      case 10 -> {
        feed.readAll(person);
        items.values().stream()
            .filter(item -> item.state == NotificationState.UNREAD)
            .forEach(item -> item.state = NotificationState.READ);
      }
      default -> {
        // Nobody can tell whether the rows say it themselves by now.
        while (random.nextBoolean() && retention.settle() > 0) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private void add(RecipientKey person, String key) {
    UUID id =
        feed.add(
                List.of(
                    new NewNotification(
                        person,
                        "review",
                        Priority.NORMAL,
                        "Title",
                        "",
                        null,
                        List.of(),
                        null,
                        JsonNodeFactory.instance.objectNode(),
                        null,
                        new Handling(key, null, null))))
            .get(person);
    var added = new Item(false, key);
    Map<UUID, Item> items = model.get(person);
    if (key != null) {
      items.entrySet().stream()
          .filter(
              each ->
                  key.equals(each.getValue().key)
                      && each.getValue().state == NotificationState.UNREAD)
          .reduce((_, later) -> later)
          .ifPresent(
              earlier -> {
                added.count += earlier.getValue().count;
                items.remove(earlier.getKey());
              });
    }
    items.put(id, added);
  }

  private void broadcast() {
    UUID id =
        broadcasts.add(
            new NewBroadcast(
                workspace,
                new Audience.Everybody(),
                "system_alert",
                Priority.HIGH,
                "To all",
                "",
                null,
                List.of(),
                null,
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                null));
    model.values().forEach(items -> items.put(id, new Item(true, null)));
  }

  private void change(RecipientKey person, NotificationState state) {
    Map<UUID, Item> items = model.get(person);
    List<UUID> some = some(items);
    // Of a key, at most one is unread; else the model would have to say which comes last.
    some.removeIf(id -> items.get(id).key != null && state == NotificationState.UNREAD);
    some.removeIf(
        id -> items.get(id).key != null && items.get(id).state == NotificationState.SNOOZED);
    Instant until = state == NotificationState.SNOOZED ? FAR : null;
    List<NotificationView> views = feed.change(person, some, state, until);
    assertThat(views).hasSameSizeAs(some);
    for (UUID id : some) {
      Item item = items.get(id);
      if (item.broadcast && state == NotificationState.SNOOZED) {
        items.remove(id);
        continue;
      }
      item.state = state;
    }
    if (state == NotificationState.SNOOZED) {
      for (NotificationView view : views) {
        UUID id = UUID.fromString(view.id());
        items.computeIfAbsent(id, _ -> new Item(false, null)).state = state;
      }
    }
  }

  private List<UUID> some(Map<UUID, Item> items) {
    var chosen = new ArrayList<UUID>(items.keySet());
    chosen.removeIf(_ -> random.nextInt(4) != 0);
    return chosen;
  }

  private long unread(RecipientKey person) {
    return model.get(person).values().stream()
        .filter(item -> item.state == NotificationState.UNREAD)
        .count();
  }

  private void compare(RecipientKey person, String when) throws SQLException {
    Map<UUID, Item> items = model.get(person);
    var expected = new HashMap<String, String>();
    items.forEach((id, item) -> expected.put(id.toString(), item.state + " " + item.count));
    var found = new HashMap<String, String>();
    for (FeedFilter.Shelf shelf : FeedFilter.Shelf.values()) {
      var filter = new FeedFilter(shelf, false, null, Set.of(), null, null);
      for (NotificationView view : all(person, filter)) {
        assertThat(found.put(view.id(), state(view, shelf) + " " + view.count()))
            .as("%s twice, %s", view.id(), when)
            .isNull();
      }
    }
    assertThat(found).as("%s of %s", when, person).isEqualTo(expected);
    assertThat(all(person, new FeedFilter(true, null)).stream().map(NotificationView::id))
        .as(when)
        .containsExactlyInAnyOrderElementsOf(
            items.entrySet().stream()
                .filter(each -> each.getValue().state == NotificationState.UNREAD)
                .map(each -> each.getKey().toString())
                .toList());
    assertThat(queries.unreadCount(person).count()).as(when).isEqualTo(unread(person));
    lastPushed(person, when);
  }

  private static NotificationState state(NotificationView view, FeedFilter.Shelf shelf) {
    return switch (shelf) {
      case LIST -> view.readAt() == null ? NotificationState.UNREAD : NotificationState.READ;
      case ARCHIVE -> NotificationState.ARCHIVED;
      case SNOOZED -> NotificationState.SNOOZED;
    };
  }

  /** Page by page, in the order of the list. */
  private List<NotificationView> all(RecipientKey person, FeedFilter filter) {
    var views = new ArrayList<NotificationView>();
    String cursor = null;
    do {
      var page = queries.page(person, filter, cursor, 1 + random.nextInt(5));
      views.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return views;
  }

  /** With the broadcasts that came after it, which their own event tells of. */
  private void lastPushed(RecipientKey person, String when) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select (data::jsonb ->> 'count')::bigint
                       + (select count(*) from outbox b
                           where b.record_key = ? || '/workspace'
                             and (b.data::jsonb ->> 'broadcast')::bigint
                                 > (o.data::jsonb ->> 'broadcastsThrough')::bigint)
                  from outbox o
                 where o.record_key = ? || '/user:' || ?
                   and o.headers ->> 'ce_type' = 'UNREAD_COUNT'
                 order by o.id desc limit 1
                """)) {
      select.setString(1, person.workspace());
      select.setString(2, person.workspace());
      select.setString(3, person.userId());
      try (var row = select.executeQuery()) {
        if (row.next()) {
          assertThat(row.getLong(1)).as("pushed, %s of %s", when, person).isEqualTo(unread(person));
        }
      }
    }
  }
}
