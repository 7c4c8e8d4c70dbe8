package dev.tidings.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;

/** What an operator may set. */
@ConfigMapping(prefix = "tidings.chat")
public interface ChatConfig {

  /** How long after a message was sent its author may edit it; zero: for ever. */
  @WithDefault("24h")
  Duration editWindow();

  /**
   * How many messages, or batches of them, are stored at the same time, apart from special ones.
   */
  @WithDefault("1")
  @Min(1)
  int sendLanes();

  /** How often moved read pointers are announced, those of a member at once only once. */
  @WithDefault("500ms")
  String receiptsEvery();

  /** The largest room in which all members are told who reads; in larger ones they ask. */
  @WithDefault("100")
  int receiptsUpToMembers();

  /** How long after the last signal somebody still types. */
  @WithDefault("2s")
  Duration typingExpires();

  /** How often it is told who types, in rooms where it has changed. */
  @WithDefault("250ms")
  String typingEvery();

  /**
   * After how long without a further event a client shall show nobody typing; told twice as often.
   */
  @WithDefault("10s")
  Duration typingForgotten();

  /** How often a sample of the counts is checked against a count by hand. */
  @WithDefault("1m")
  String auditEvery();

  /** How many memberships are in such a sample. */
  @WithDefault("200")
  int auditSample();

  /** For how long a token of {@code /api/chat/sync} is good. */
  @WithDefault("30d")
  Duration syncKept();

  /** How many changes of a kind one room may have until a client is told to load it anew. */
  @WithDefault("100")
  int syncRoomChanges();

  /** The roles of tokens with which one may come into a support room that is there. */
  @WithDefault("EMPLOYEE,ADMIN")
  Set<String> supportRoles();

  /** How long an invitation is good, unless it says otherwise. */
  @WithDefault("14d")
  Duration invitationLife();

  /** How often invitations are looked through for those whose time is over. */
  @WithDefault("1m")
  String invitationsEvery();
}
