package dev.tidings.bench.chat;

import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.SystemDatabase;
import dev.tidings.bench.tidings.TidingsTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the benchmarks ask and do in the schema of chat. */
final class ChatDatabase implements AutoCloseable {

  static final String SCHEMA = "chat";

  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** The server's processes hear of a changed setting before their next command. */
  private static final long RELOAD_MILLIS = 300;

  private final SystemDatabase database;
  private final Path log;

  private ChatDatabase(SystemDatabase database, Path log) {
    this.database = database;
    this.log = log;
  }

  static ChatDatabase of(TidingsTarget system) throws TargetException {
    return new ChatDatabase(
        SystemDatabase.of(system, SCHEMA), system.home().resolve("logs/postgres.log"));
  }

  /** Another connection. */
  Connection another() throws SQLException {
    return database.another();
  }

  int port() {
    return database.port();
  }

  String password() {
    return database.password();
  }

  /** Bytes of write-ahead log since the cluster was made. */
  long walBytes() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
  }

  /** What comes next doesn't have to write what was changed before. */
  void checkpoint() throws SQLException {
    execute("checkpoint");
  }

  /** Events that chat-service has still to publish. */
  long waitingEvents() throws SQLException {
    return number("select count(*) from outbox");
  }

  /** Waits until chat-service has published everything. */
  void awaitPublished() throws SQLException, InterruptedException {
    database.await("select count(*) = 0 from outbox", POLL, PATIENCE);
  }

  /** Waits until chat-service has indexed what is in a room. */
  void awaitIndexed(String room) throws SQLException, InterruptedException {
    database.await(
        """
        select (select count(*) from message_search where room_id = '%1$s')
               >= (select count(*) from chat_messages where room_id = '%1$s')
        """
            .formatted(room),
        POLL,
        PATIENCE);
  }

  /** Takes away the events that a bare statement has left: they belong to nobody. */
  void dropEvents() throws SQLException {
    execute("delete from outbox");
  }

  /** Fills a room with members that never come, like the one that is there. */
  void fill(String room, int members) throws SQLException {
    execute(
        """
        insert into chat_room_members
        select (jsonb_populate_record(m, jsonb_build_object('user_id', 'm' || i))).*
          from chat_room_members m,
               generate_series(1, %d - (select count(*) from chat_room_members
                                         where room_id = '%s')) i
         where m.room_id = '%s'
           and m.user_id = (select min(user_id) from chat_room_members
                             where room_id = m.room_id and role = 'member')
        """
            .formatted(members, room, room));
    execute("update chat_rooms set member_count = %d where id = '%s'".formatted(members, room));
    execute("vacuum analyze chat_room_members");
  }

  /** Messages that are stored in a room. */
  long messages(String room) throws SQLException {
    return number("select count(*) from chat_messages where room_id = '%s'".formatted(room));
  }

  /** Has the server log every statement from now on, or no longer. */
  void logStatements(boolean all) throws SQLException, InterruptedException {
    set("log_statement", all ? "all" : "none");
  }

  /**
   * Has each page's first change after a checkpoint logged with the whole page, as it is by
   * default, or without: the pages are many or few by chance, and hide what a message costs.
   */
  void logWholePages(boolean whole) throws SQLException, InterruptedException {
    set("full_page_writes", whole ? "on" : "off");
  }

  private void set(String setting, String value) throws SQLException, InterruptedException {
    execute("alter system set " + setting + " = '" + value + "'");
    execute("select pg_reload_conf()");
    TimeUnit.MILLISECONDS.sleep(RELOAD_MILLIS);
  }

  /** What the server has logged so far. */
  StatementLog statements() throws IOException {
    return StatementLog.parse(Files.readAllLines(log));
  }

  private void execute(String sql) throws SQLException {
    database.execute(sql);
  }

  private long number(String sql) throws SQLException {
    return database.number(sql);
  }

  @Override
  public void close() throws TargetException {
    database.close();
  }
}
