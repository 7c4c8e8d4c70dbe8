package dev.tidings.bench.chat;

import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.TargetException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** The service is measured as it is after a while. Nothing of this is reported. */
public record ChatWarmUp(int rooms, Duration duration) {

  /** Sends messages; everything is published on return. */
  public void run(ChatTarget chat, Workbench bench) throws TargetException, InterruptedException {
    try (var database = ChatDatabase.of(chat.system())) {
      new MessageLoad(
              chat.service(),
              chat.senderTokens(),
              chat.rooms().make(Workbench.newName(), rooms, chat.otherSenders()),
              bench.payloadBytes())
          .run(duration, Long.MAX_VALUE);
      database.awaitPublished();
    } catch (IOException | SQLException e) {
      throw new TargetException("chat can't be warmed up: " + e.getMessage(), e);
    }
  }
}
