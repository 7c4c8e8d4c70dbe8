package dev.tidings.chat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidings.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C1: names that people take for the same are the same. */
class RoomAddressTest {

  @ParameterizedTest
  @CsvSource({
    "General, gENERAL",
    "General, ' General '",
    "'Team  news', 'team\u00a0news'",
    "Caf\u00e9, cafe\u0301",
    "Stra\u00dfe, STRASSE",
    "\u0420\u0423\u0421\u042c, \u0440\u0443\u0441\u044c",
    "\uff27eneral, general",
    "gen\u200beral, general",
    "\ufb01nance, Finance",
  })
  void shouldTakeNamesForTheSame(String name, String other) {
    assertThat(RoomAddress.ofChannel(name)).isEqualTo(RoomAddress.ofChannel(other));
  }

  @ParameterizedTest
  @CsvSource({
    "general, general2",
    "cafe, caf\u00e9",
    "\u4e0a\u6d77, \u4e0a\u6d77\u5e02",
    "\ud83d\ude80, \ud83d\ude81"
  })
  void shouldTellNamesApart(String name, String other) {
    assertThat(RoomAddress.ofChannel(name)).isNotEqualTo(RoomAddress.ofChannel(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\u2060\u200d", " "})
  void shouldRefuseWhatCannotBeSeen(String name) {
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> RoomAddress.ofChannel(name));
  }

  /** One character that stands for eighteen. */
  @Test
  void shouldRefuseWhatBecomesTooLong() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> RoomAddress.ofChannel("\ufdfa".repeat(100)));
  }

  @Test
  void shouldGiveAPairOneAddress() {
    assertThat(RoomAddress.ofPair("bob", "alice")).isEqualTo(RoomAddress.ofPair("alice", "bob"));
  }

  @Test
  void shouldAskForALeadBeforeAContact() {
    assertThat(RoomAddress.ofSupport(new RoomLinks(null, "7", "19")))
        .isEqualTo(RoomAddress.ofSupport(new RoomLinks(null, "7", null)))
        .isNotEqualTo(RoomAddress.ofSupport(new RoomLinks(null, null, "7")));
  }
}
