package dev.tidings.chat.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-C5: who is meant by {@code @somebody}. */
class MentionTokensTest {

  private static final Set<String> MEMBERS =
      Set.of("bob", "bob.smith", "carol", "dave@example.com", "anne-marie", "józef", "user:7", "王");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@bob                         | bob",
        "Hello @bob!                  | bob",
        "Hello @bob.                  | bob",
        "(@bob)                       | bob",
        "@bob's turn                  | bob",
        "@bob, @carol                 | bob carol",
        "@bob/@carol                  | bob carol",
        "@bob-                        | bob",
        "ask @bob.smith.              | bob.smith",
        "@bob.smithy                  | ''",
        "@bobby                       | ''",
        "@bob_                        | ''",
        "@bob-smith                   | ''",
        "@bob:x                       | ''",
        "mail carol@bob               | ''",
        "mail dave@example.com        | ''",
        "@dave@example.com is here    | dave@example.com",
        "@anne-marie?                 | anne-marie",
        "@józef                       | józef",
        "@user:7                      | user:7",
        "@bob你好                      | bob",
        "你好@bob                      | bob",
        "@王さん                       | ''",
        "@@bob                        | ''",
        "@                            | ''",
        "no one                       | ''",
        "@bob @bob @carol @bob        | bob carol",
        "@Bob                         | ''",
      })
  void shouldFindTheLongestMember(String text, String mentioned) {
    assertThat(String.join(" ", MentionTokens.of(text).resolve(MEMBERS))).isEqualTo(mentioned);
  }

  @Test
  void shouldOfferThePrefixesThatMayBeIds() {
    assertThat(MentionTokens.of("@bob.smith.").candidates())
        .containsExactly("bob.smith.", "bob.smith");
  }

  @Test
  void shouldBoundWhatATextCanAskFor() {
    assertThat(MentionTokens.of("@a!".repeat(3000)).candidates()).hasSizeLessThan(300);
    assertThat(MentionTokens.of("@" + "a".repeat(9_999)).candidates()).isEmpty();
    assertThat(MentionTokens.of("@" + "!".repeat(9_999)).candidates()).hasSize(200);
  }

  @Test
  void shouldCountOnlyTheFirstTokens() {
    var text = "@nobody ".repeat(100) + "@bob";

    assertThat(MentionTokens.of(text).resolve(MEMBERS)).isEqualTo(List.of());
  }
}
