package dev.tidings.gateway.upstream.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.token.TokenVerifier;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** R-G4, R-G17: everybody gets their own rooms, however many ask at once. */
@QuarkusTest
class MembershipLookupTest extends GatewayTest {

  private static final int USERS = 2_000;

  @Inject MembershipLookup lookup;
  @Inject TokenVerifier tokens;

  @Test
  void shouldAnswerThousandsEachForThemselvesWithFewRequests() throws Exception {
    var users = new ArrayList<VerifiedToken>();
    for (int i = 0; i < USERS; i++) {
      PeerServices.rooms(workspace, "user" + i).add("room-of-" + i);
      users.add(tokens.verify(Tokens.token("user" + i, workspace)));
    }
    long before = PeerServices.lookups();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> answers =
          users.stream().map(user -> threads.submit(() -> lookup.rooms(user))).toList();
      for (int i = 0; i < USERS; i++) {
        assertThat(answers.get(i).get()).containsExactly("room-of-" + i);
      }
    }

    assertThat(PeerServices.lookups() - before).isLessThan(USERS / 4);
  }

  @Test
  void shouldSaySoIfNobodyAnswersAndAskAgainLater() throws Exception {
    VerifiedToken alice = tokens.verify(Tokens.token("alice", workspace));
    PeerServices.away(true);
    try {
      assertThatThrownBy(() -> lookup.rooms(alice)).isInstanceOf(ServiceUnavailableException.class);
    } finally {
      PeerServices.away(false);
    }

    assertThat(lookup.rooms(alice)).isEmpty();
  }
}
