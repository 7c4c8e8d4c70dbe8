package dev.tidings.gateway.upstream.service;

import static dev.tidings.platform.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R-G4: thousands who ask together cost a handful of calls. */
class JointCallsTest {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<List<Integer>> called = new CopyOnWriteArrayList<>();
  private final CountDownLatch pass = new CountDownLatch(1);

  @AfterEach
  void end() {
    pass.countDown();
    threads.close();
  }

  @Test
  void shouldAskTogetherWhoeverComesWhileACallIsUnderWay() throws Exception {
    var calls = new JointCalls<Integer, String>("test", 10, weight -> weight, this::answer);
    Future<String> first = threads.submit(() -> calls.ask(1));
    await().until(() -> called.size() == 1);
    var others = new ArrayList<Future<String>>();
    for (int i = 0; i < 11; i++) {
      int weight = i == 10 ? 25 : 3;
      others.add(threads.submit(() -> calls.ask(weight)));
    }
    await().until(() -> calls.waiting() == 11);
    pass.countDown();

    assertThat(first.get()).isEqualTo("answer 1");
    for (Future<String> each : others) {
      assertThat(each.get()).startsWith("answer ");
    }
    assertThat(called.stream().mapToInt(List::size).sum()).isEqualTo(12);
    assertThat(called)
        .hasSizeBetween(5, 6)
        .allSatisfy(
            call ->
                assertThat(call.size() == 1 || call.stream().mapToInt(i -> i).sum() <= 10)
                    .isTrue());
    assertThat(calls.ask(7)).isEqualTo("answer 7");
  }

  @Test
  void shouldTellAllWhoWaitThatTheServiceIsAwayAndAskAgainLater() throws Exception {
    var away = new AtomicInteger(1);
    var calls =
        new JointCalls<Integer, String>(
            "test",
            1,
            _ -> 1,
            questions -> {
              List<String> answers = answer(questions);
              if (away.getAndDecrement() > 0) {
                throw new ServiceUnavailableException("away", null);
              }
              return answers;
            });
    var all = new ArrayList<Future<String>>();
    for (int i = 0; i < 5; i++) {
      int question = i;
      all.add(threads.submit(() -> calls.ask(question)));
    }
    await().until(() -> calls.waiting() == 4);
    pass.countDown();

    for (Future<String> each : all) {
      assertThatThrownBy(each::get).hasCauseInstanceOf(ServiceUnavailableException.class);
    }
    assertThat(called).hasSize(1);
    assertThat(calls.ask(8)).isEqualTo("answer 8");
  }

  @Test
  void shouldFailOnlyWhoAskedIfTheAnswerMakesNoSense() throws Exception {
    pass.countDown();
    var calls =
        new JointCalls<Integer, String>(
            "test",
            1,
            _ -> 1,
            questions -> {
              if (questions.contains(1)) {
                throw new IllegalStateException("broken");
              }
              return answer(questions);
            });

    assertThatThrownBy(() -> calls.ask(1)).isInstanceOf(ServiceUnavailableException.class);
    assertThat(calls.ask(2)).isEqualTo("answer 2");
  }

  private List<String> answer(List<Integer> questions) {
    called.add(questions);
    try {
      pass.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return questions.stream().map(question -> "answer " + question).toList();
  }
}
