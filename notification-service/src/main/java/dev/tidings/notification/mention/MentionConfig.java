package dev.tidings.notification.mention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a notification of a mention looks like. */
@ConfigMapping(prefix = "tidings.notification.mention")
public interface MentionConfig {

  /** Where it leads; {@code {roomId}} and {@code {messageId}} are replaced, URL-encoded. */
  @WithDefault("/chat/rooms/{roomId}?message={messageId}")
  String link();

  /** How many characters (Unicode code points) of the message it shows. */
  @WithDefault("200")
  int excerptLength();

  /**
   * The largest room in which a mention of everybody notifies everybody. In a larger one it only
   * counts as a mention there: a storm of notifications helps nobody.
   */
  @WithDefault("500")
  int roomUpToMembers();
}
