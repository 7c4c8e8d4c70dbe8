package dev.tidings.gateway.upstream.chat;

import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Asks chat-service for users' rooms, of many users at once: while a question is under way, those
 * who come meanwhile wait and are the next one. So nobody waits for company when it is quiet, and
 * thousands who connect together cost a handful of requests. Safe for use by several threads.
 */
@Singleton
final class MembershipLookup {

  private static final int MAX_TOKENS = 500;

  private final ChatClient chat;
  private final Queue<Question> waiting = new ArrayDeque<>();
  private boolean asking;

  MembershipLookup(ChatClient chat) {
    this.chat = chat;
  }

  private record Question(VerifiedToken token, CompletableFuture<List<String>> rooms) {}

  /**
   * The ids of all rooms of the token's user. Blocks.
   *
   * @throws ServiceUnavailableException if chat-service doesn't answer
   */
  List<String> rooms(VerifiedToken token) throws ServiceUnavailableException {
    var question = new Question(token, new CompletableFuture<>());
    boolean first;
    synchronized (this) {
      waiting.add(question);
      first = !asking;
      asking = true;
    }
    if (first) {
      Thread.ofVirtual().name("membership-lookup").start(this::askAll);
    }
    try {
      return question.rooms.get();
    } catch (ExecutionException e) {
      throw new ServiceUnavailableException("The rooms are not known", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnavailableException("Interrupted while waiting for the rooms", e);
    }
  }

  private void askAll() {
    List<Question> batch;
    while (!(batch = next()).isEmpty()) {
      ask(batch);
    }
  }

  private synchronized List<Question> next() {
    var batch = new ArrayList<Question>(Math.min(waiting.size(), MAX_TOKENS));
    while (batch.size() < MAX_TOKENS && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    asking = !batch.isEmpty();
    return batch;
  }

  private void ask(List<Question> batch) {
    try {
      List<ChatClient.Rooms.Item> answers =
          chat.rooms(batch.stream().map(Question::token).toList());
      for (int i = 0; i < batch.size(); i++) {
        answer(batch.get(i), answers.get(i));
      }
    } catch (ServiceUnavailableException | RuntimeException e) {
      batch.forEach(question -> question.rooms.completeExceptionally(e));
    }
  }

  private static void answer(Question question, ChatClient.Rooms.Item answer) {
    if (answer.valid()) {
      question.rooms.complete(answer.rooms());
    } else {
      question.rooms.completeExceptionally(
          new IllegalStateException("chat-service refuses the token"));
    }
  }
}
