package dev.tidings.bench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BareStatementTest {

  private static final String ROOM = "0199b1c8-65f1-7c52-a7a0-cf57a6c0a3f2";
  private static final String OTHER = "0199b1c8-65f1-7c52-a7a0-000000000000";
  private static final String MESSAGE = "0199b1c8-1111-7c52-a7a0-cf57a6c0a3f2";

  private static final String LOG =
      """
      2026-11-21 15:00:00.000 UTC [7] chat@tidings LOG:  execute <unnamed>: select 1
      2026-11-21 15:00:00.001 UTC [7] postgres@tidings LOG:  statement: select 'of somebody else'
      2026-11-21 15:00:00.002 UTC [8] chat@tidings LOG:  execute S_3: with room as (
      \tupdate r set at = to_char(now(), 'HH24:MI') where id = $1 and n = $2
      \t) insert into m values ($3, $4, $5::jsonb, $6 || 'it''s')
      2026-11-21 15:00:00.002 UTC [8] chat@tidings DETAIL:  Parameters: $1 = '%s', $2 = 'b-1', $3 = '%s', $4 = NULL, $5 = '{"id":"%s","room":"%s","text":"it''s
      \tthis"}', $6 = 'room:%s'
      2026-11-21 15:00:00.003 UTC [7] chat@tidings LOG:  statement: commit
      """
          .formatted(ROOM, MESSAGE, MESSAGE, ROOM, ROOM);

  private final StatementLog log = StatementLog.parse(LOG.lines().toList());

  @Test
  void shouldFindTheServicesStatementsWithTheirParameters() {
    assertThat(log.size()).isEqualTo(3);
    StatementLog.Entry sent = log.lastWith("b-1").orElseThrow();
    assertThat(sent.sql()).startsWith("with room as (\nupdate r").endsWith("'it''s')");
    assertThat(sent.parameters())
        .hasSize(6)
        .startsWith(ROOM, "b-1", MESSAGE, null)
        .endsWith("room:" + ROOM);
    assertThat(sent.parameters().get(4)).endsWith("it's\nthis\"}");
    assertThat(log.lastWith("b-2")).isEmpty();
  }

  @Test
  void shouldTellWhatRunsForEachMessageFromWhatRunsForMany() {
    var send = new StatementLog.Entry("send", List.of());
    var index = new StatementLog.Entry("index", List.of());
    var publish = new StatementLog.Entry("publish", List.of());
    var before = new StatementLog(List.of(send, publish));
    var all = new StatementLog(List.of(send, publish, send, index, send, index, index, publish));

    assertThat(all.since(before).share(2)).isEqualTo(new StatementLog.Share(2.5, 0.5));
  }

  @Test
  void shouldMakeItFitForAnotherRoomAndForNewIdsEachTime() {
    BareStatement bare = BareStatement.of(log.lastWith("b-1").orElseThrow(), ROOM, OTHER, "b-1");

    assertThat(bare.sql())
        .doesNotContain(ROOM, MESSAGE, "$")
        .contains("where id = '" + OTHER + "'", "E'room\\072" + OTHER + "'", "E'HH24\\072MI'")
        .contains("null", "'it''s'", "::uuid", "::jsonb");
    assertThat(bare.numbers()).isEqualTo(3);
    assertThat(bare.forJdbc()).doesNotContain(":k").contains("?::bigint");
    assertThat(bare.script().replace("::", "")).containsPattern(":n \\* 16 \\+ :client_id\\n");
  }

  @Test
  void shouldLeaveNoColonThatPgbenchWouldTakeForAVariable() {
    BareStatement bare = BareStatement.of(log.lastWith("b-1").orElseThrow(), ROOM, OTHER, "b-1");

    assertThat(bare.sql().replace("::", "").replace(":k", "")).doesNotContain(":");
  }

  @Test
  void shouldGiveTheStatementsOfEveryRoom() {
    List<BareStatement> all =
        BareStatement.ofAll(log.lastWith("b-1").orElseThrow(), ROOM, List.of(ROOM, OTHER), "b-1");

    assertThat(all.get(0).sql()).contains(ROOM);
    assertThat(all.get(1).sql()).contains(OTHER).doesNotContain(ROOM);
  }
}
