package dev.tidings.gateway.upstream.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.ToIntFunction;

/**
 * Asks a service questions of many clients in one call: while a call is under way, those who come
 * meanwhile wait and are the next one. So nobody waits for company when it is quiet, thousands who
 * come together cost a handful of calls, and a service has no more to do at once than one of them.
 * If it doesn't answer, all who wait are told so: their turn would come to nothing either. Safe for
 * use by several threads.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class JointCalls<Q, A> {

  private final String name;
  private final int mostWeight;
  private final ToIntFunction<Q> weight;
  private final Call<Q, A> call;
  private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
  private boolean calling;

  /** Asks several questions at once; blocks. */
  @FunctionalInterface
  public interface Call<Q, A> {

    /** The answers, in the questions' order. */
    List<A> ask(List<Q> questions) throws ServiceUnavailableException;
  }

  private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

  /**
   * Questions of one kind.
   *
   * @param name of the threads
   * @param mostWeight of one call, unless a single question weighs more
   * @param weight what a question adds to a call
   */
  public JointCalls(String name, int mostWeight, ToIntFunction<Q> weight, Call<Q, A> call) {
    this.name = name;
    this.mostWeight = mostWeight;
    this.weight = weight;
    this.call = call;
  }

  /**
   * Asks, and waits for the answer; only on a virtual thread.
   *
   * @throws ServiceUnavailableException if the service doesn't answer
   */
  public A ask(Q question) throws ServiceUnavailableException {
    var mine = new Waiting<Q, A>(question, new CompletableFuture<>());
    boolean first;
    synchronized (this) {
      waiting.add(mine);
      first = !calling;
      calling = true;
    }
    if (first) {
      Thread.ofVirtual().name(name).start(this::callForAll);
    }
    try {
      return mine.answer.get();
    } catch (ExecutionException e) {
      throw new ServiceUnavailableException("No answer for " + name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnavailableException("Interrupted while waiting for " + name, e);
    }
  }

  /** How many questions wait for a call. */
  synchronized int waiting() {
    return waiting.size();
  }

  private void callForAll() {
    List<Waiting<Q, A>> batch;
    while (!(batch = next()).isEmpty()) {
      callFor(batch);
    }
  }

  private synchronized List<Waiting<Q, A>> next() {
    var batch = new ArrayList<Waiting<Q, A>>();
    int weighs = 0;
    while (!waiting.isEmpty()) {
      weighs += weight.applyAsInt(waiting.element().question);
      if (!batch.isEmpty() && weighs > mostWeight) {
        break;
      }
      batch.add(waiting.remove());
    }
    calling = !batch.isEmpty();
    return batch;
  }

  private void callFor(List<Waiting<Q, A>> batch) {
    try {
      List<A> answers = call.ask(batch.stream().map(Waiting::question).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer.complete(answers.get(i));
      }
    } catch (ServiceUnavailableException e) {
      // Whoever asks again after this answer is not among them.
      List<Waiting<Q, A>> rest = rest();
      fail(batch, e);
      fail(rest, e);
    } catch (RuntimeException e) {
      fail(batch, e);
    }
  }

  private synchronized List<Waiting<Q, A>> rest() {
    var rest = List.copyOf(waiting);
    waiting.clear();
    return rest;
  }

  private static <Q, A> void fail(List<Waiting<Q, A>> questions, Exception reason) {
    questions.forEach(each -> each.answer.completeExceptionally(reason));
  }
}
