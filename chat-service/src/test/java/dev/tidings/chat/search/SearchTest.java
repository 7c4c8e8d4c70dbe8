package dev.tidings.chat.search;

import static dev.tidings.platform.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C10: what is found, by whom, in which languages. Each test has a workspace of its own. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class SearchTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");

  @Inject DataSource database;
  @Inject SearchRebuild rebuild;

  private final String workspace = "search-" + EventIds.uuidV7().next();
  private final ChatApi alice = ChatApi.as("alice", workspace);
  private final ChatApi bob = ChatApi.as("bob", workspace);

  @ParameterizedTest
  @CsvSource({
    "We shipped three packages, shipping",
    "We shipped three packages, package ships",
    "Die Häuser stehen am Fluss, haus",
    "Die Häuser stehen am Fluss, hauser",
    "Straßenfest am Samstag, strassenfest",
    "Мы обсудили новые договоры, договор",
    "Le résumé est prêt, resume",
    "Le resume est pret, Résumé",
    "明日の会議室は三階です, 会議",
    "明日の会議室は三階です, 会議室",
    "我们在北京见面, 北京",
    "서울에서 만나요, 서울",
    "budget 会議 notes, notes 会議",
    "ticket ABC-123 is done, abc-123",
    "see https://shop.example/cart now, shop.example",
    "see https://shop.example/cart now, shop.exa",
    "The invoices are ready, invo",
    "The invoices are ready, INVO* ready",
    "Die Überweisung ist da, uberw",
    "Завтра встречаемся у вокзала, встреч",
    "O'Neill's cat\\dog sleeps, o'nei",
  })
  void shouldFindInEveryLanguage(String message, String query) {
    String room = alice.group("bob");
    alice.say(room, message, "Something else entirely, quite unlike it");
    awaitIndexed(2);

    Response found = search(bob, query);

    CONTRACT.assertBodySatisfiesSchema("search-page", found.asByteArray());
    assertThat(texts(found)).containsExactly(message);
    assertThat(found.jsonPath().getString("items[0].excerpt")).contains("<mark>");
  }

  @Test
  void shouldCombineWords() {
    String room = alice.group("bob");
    alice.say(room, "red apple", "green apple", "red pear", "apple red tree", "会议 议会");
    awaitIndexed(5);

    assertThat(texts(search(bob, "red apple"))).containsExactly("apple red tree", "red apple");
    assertThat(texts(search(bob, "\"red apple\""))).containsExactly("red apple");
    assertThat(texts(search(bob, "apple -red"))).containsExactly("green apple");
    assertThat(texts(search(bob, "pear or green"))).containsExactly("red pear", "green apple");
    assertThat(texts(search(bob, "会议"))).containsExactly("会议 议会");
    assertThat(texts(search(bob, "purple"))).isEmpty();
    assertThat(texts(search(bob, "!!!"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"in", "\"invo\"", "-ready invo", "invo or nothing", "invo ready", "voice"})
  void shouldTakeOnlyTheLastWordForUnfinished(String query) {
    String room = alice.group("bob");
    alice.say(room, "The invoices are ready");
    awaitIndexed(1);

    assertThat(texts(search(bob, query))).isEmpty();
  }

  @Test
  void shouldMarkWhatMatchesAndNothingElse() {
    String room = alice.group("bob");
    alice.say(room, "<b>Ships</b> & \"resumés\" of 東京都 at " + "x".repeat(400));
    awaitIndexed(1);

    assertThat(search(bob, "shipping resumes 東京都").jsonPath().getString("items[0].excerpt"))
        .startsWith(
            "&lt;b&gt;<mark>Ships</mark>&lt;/b&gt; &amp; &quot;<mark>resumés</mark>&quot; of"
                + " <mark>東京都</mark> at xxx")
        .endsWith("x…");
    assertThat(search(bob, "ships résu").jsonPath().getString("items[0].excerpt"))
        .startsWith("&lt;b&gt;<mark>Ships</mark>&lt;/b&gt; &amp; &quot;<mark>resumés</mark>&quot;");
  }

  @Test
  void shouldShowNothingToWhoIsNoMember() {
    String room = alice.group("bob");
    alice.say(room, "the secret plan");
    String others = alice.group("carol");
    alice.say(others, "the secret party");
    awaitIndexed(2);

    assertThat(texts(search(bob, "secret"))).containsExactly("the secret plan");
    assertThat(texts(search(alice, "secret"))).hasSize(2);
    assertThat(texts(search(ChatApi.as("dave", workspace), "secret"))).isEmpty();
    assertThat(texts(search(ChatApi.as("bob", "other-" + workspace), "secret"))).isEmpty();
    bob.get("/api/chat/search?q=secret&roomId=" + others).then().statusCode(404);
    alice.remove(room, "bob").then().statusCode(204);
    assertThat(texts(search(bob, "secret"))).isEmpty();
  }

  @Test
  void shouldNarrowAndPage() {
    String room = alice.group("bob");
    String other = alice.group("bob");
    for (int i = 1; i <= 5; i++) {
      alice.say(room, "report " + i);
    }
    bob.say(room, "report of bob");
    alice.say(other, "report elsewhere");
    awaitIndexed(7);

    Response page = bob.get("/api/chat/search?q=report&from=alice&limit=3&roomId=" + room);
    assertThat(texts(page)).containsExactly("report 5", "report 4", "report 3");
    Response next =
        bob.get(
            "/api/chat/search?q=report&from=alice&limit=3&roomId="
                + room
                + "&cursor="
                + page.path("nextCursor"));
    assertThat(texts(next)).containsExactly("report 2", "report 1");
    assertThat(next.<String>path("nextCursor")).isNull();
    assertThat(texts(bob.get("/api/chat/search?q=report&before=2020-01-01T00:00:00Z"))).isEmpty();
    assertThat(texts(bob.get("/api/chat/search?q=report&after=2020-01-01T00:00:00Z"))).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?q=", "?q=%20", "?q=a&after=yesterday", "?q=a&cursor=%25"})
  void shouldRefuseWhatIsNoSearch(String query) {
    alice.get("/api/chat/search" + query).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'", "\\", "a' | 'b", "((", "&", "<->", ":*", "a:*", "\u0000", "- -", "\""})
  void shouldTakeAnythingForWords(String query) {
    alice
        .request()
        .queryParam("q", "x " + query)
        .get("/api/chat/search")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
  }

  @Test
  void shouldBeMadeAnewFromTheMessages() throws SQLException {
    String room = alice.group("bob");
    alice.say(room, "one lost", "two lost");
    awaitIndexed(2);
    try (var connection = database.getConnection();
        var delete =
            connection.prepareStatement("delete from message_search where room_id = ?::uuid")) {
      delete.setString(1, room);
      delete.executeUpdate();
    }
    assertThat(texts(search(bob, "lost"))).isEmpty();

    alice.post("/api/chat/search/rebuild", "").then().statusCode(403);
    ChatApi.with("root", Tokens.of("root", workspace).roles("ADMIN"))
        .post("/api/chat/search/rebuild", "")
        .then()
        .statusCode(202);

    await().untilAsserted(() -> assertThat(texts(search(bob, "lost"))).hasSize(2));
    assertThat(rebuild.rebuild(workspace)).isEqualTo(2);
  }

  private static Response search(ChatApi who, String query) {
    return who.request().queryParam("q", query).get("/api/chat/search");
  }

  private static List<String> texts(Response page) {
    return page.then().statusCode(200).extract().jsonPath().getList("items.message.message");
  }

  private void awaitIndexed(int count) {
    await()
        .untilAsserted(
            () -> {
              try (var connection = database.getConnection();
                  var select =
                      connection.prepareStatement(
                          """
                          select count(*) from message_search s
                          join chat_rooms r on r.id = s.room_id where r.workspace = ?
                          """)) {
                select.setString(1, workspace);
                try (var row = select.executeQuery()) {
                  row.next();
                  assertThat(row.getInt(1)).isEqualTo(count);
                }
              }
            });
  }
}
