package dev.tidings.chat.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator may set about forgetting people. */
@ConfigMapping(prefix = "tidings.chat.erasure")
public interface ErasureConfig {

  /**
   * What becomes of the messages of who is forgotten and says nothing about it: {@code erase} or
   * {@code anonymise}.
   */
  @WithDefault("erase")
  MessagePolicy messages();

  /** Whether users may have themselves forgotten, or only {@code ADMIN}s may. */
  @WithDefault("true")
  boolean byUsers();

  /** How often is looked for people who are to be forgotten. */
  @WithDefault("2s")
  String every();
}
