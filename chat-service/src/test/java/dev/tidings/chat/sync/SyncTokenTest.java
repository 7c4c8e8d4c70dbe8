package dev.tidings.chat.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SyncTokenTest {

  private static final Caller ALICE =
      new Caller("acme", new Person("alice", null, null, null), Set.of());
  private static final Caller BOB =
      new Caller("acme", new Person("bob", null, null, null), Set.of());
  private static final SyncToken TOKEN =
      new SyncToken(-7, 812, 1_000, new UUID(1, 2), Instant.parse("2026-01-31T09:05:07.120Z"));

  @Test
  void shouldReadWhatItWrote() {
    assertThat(SyncToken.decode(ALICE, TOKEN.encode(ALICE))).contains(TOKEN);
    var between = new SyncToken(1, 2, 0, null, TOKEN.at());
    assertThat(SyncToken.decode(ALICE, between.encode(ALICE))).contains(between);
  }

  @Test
  void shouldNotReadSomebodyElses() {
    assertThat(SyncToken.decode(BOB, TOKEN.encode(ALICE))).isEmpty();
    assertThat(
            SyncToken.decode(new Caller("globex", ALICE.person(), Set.of()), TOKEN.encode(ALICE)))
        .isEmpty();
  }

  @Test
  void shouldNotReadOneWithAnyCharacterChanged() {
    String text = TOKEN.encode(ALICE);
    for (int i = 0; i < text.length() - 1; i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(SyncToken.decode(ALICE, changed)).as("character %d", i).isEmpty();
    }
    assertThat(SyncToken.decode(ALICE, text.substring(1))).isEmpty();
    assertThat(SyncToken.decode(ALICE, text + text)).isEmpty();
    assertThat(SyncToken.decode(ALICE, "")).isEmpty();
  }
}
