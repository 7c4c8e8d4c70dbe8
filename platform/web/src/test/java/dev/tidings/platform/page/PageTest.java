package dev.tidings.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  @Test
  void shouldReadBackTheCursorItHandedOut() {
    Cursor cursor = Cursor.of("2026-03-01T10:00:00Z", 42L, "комната");

    assertThat(Cursor.decode(cursor.encode(), 3)).isEqualTo(cursor);
    assertThat(cursor.number(1)).isEqualTo(42);
    assertThat(cursor.text(2)).isEqualTo("комната");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "MTIz", "AAAA"})
  void shouldRefuseACursorOfSomebodyElse(String text) {
    assertInvalid(() -> Cursor.decode(text, 2).number(0));
  }

  @Test
  void shouldRefuseANumberThatIsNone() {
    assertInvalid(() -> Cursor.of("abc").number(0));
  }

  @Test
  void shouldEndWithoutACursorWhenThereIsNoRowMore() {
    Page<Integer> last = Page.ofOneMore(List.of(1, 2), 2, Cursor::of);

    assertThat(last.items()).containsExactly(1, 2);
    assertThat(last.nextCursor()).isNull();
  }

  @Test
  void shouldGoOnAfterTheLastRowOfThePage() {
    Page<Integer> page = Page.ofOneMore(List.of(1, 2, 3), 2, Cursor::of);

    assertThat(page.items()).containsExactly(1, 2);
    assertThat(Cursor.decode(page.nextCursor(), 1).number(0)).isEqualTo(2);
  }

  @Test
  void shouldCutTheLimitToTheMostAndRefuseNone() {
    assertThat(PageLimit.of(null)).isEqualTo(50);
    assertThat(PageLimit.of(7)).isEqualTo(7);
    assertThat(PageLimit.of(5_000)).isEqualTo(200);
    assertThatThrownBy(() -> PageLimit.of(0)).isInstanceOf(ProblemException.class);
  }

  private static void assertInvalid(Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.code()).isEqualTo(CommonProblem.INVALID_CURSOR));
  }
}
