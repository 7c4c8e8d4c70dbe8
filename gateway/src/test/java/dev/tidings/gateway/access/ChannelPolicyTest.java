package dev.tidings.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G5: access by namespace. */
class ChannelPolicyTest {

  private static final CurrentUser ALICE =
      new CurrentUser("alice", "acme", Set.of("ADMIN"), new Profile(null, null, null));

  @ParameterizedTest
  @CsvSource({
    "self,user:alice,ALLOWED",
    "self,user:bob,REFUSED",
    "role,role:ADMIN,ALLOWED",
    "role,role:OWNER,REFUSED",
    "member,room:1,IF_MEMBER",
    "workspace,campaign:1,ALLOWED",
    "nobody,secret:1,REFUSED",
  })
  void shouldApplyTheRuleOfTheNamespace(String rule, String channel, AccessDecision decision) {
    assertThat(
            policy(Channel.parse(channel).namespace(), rule).decide(ALICE, Channel.parse(channel)))
        .isEqualTo(decision);
  }

  @Test
  void shouldAllowAnyOfTheRoles() {
    Channel channel = Channel.parse("board:1");
    assertThat(policy("board", "roles:[OWNER, ADMIN]").decide(ALICE, channel))
        .isEqualTo(AccessDecision.ALLOWED);
    assertThat(policy("board", "roles:[OWNER]").decide(ALICE, channel))
        .isEqualTo(AccessDecision.REFUSED);
  }

  @Test
  void shouldRefuseANamespaceThatIsNotConfigured() {
    assertThat(policy("user", "self").decide(ALICE, Channel.parse("planet:1")))
        .isEqualTo(AccessDecision.REFUSED);
  }

  /** R-G2: publishing has a rule of its own, and nobody may unless it says so. */
  @Test
  void shouldDecideOnPublishingByItsOwnRule() {
    assertThat(policy("campaign", "workspace").decidePublish(ALICE, Channel.parse("campaign:1")))
        .isEqualTo(AccessDecision.REFUSED);
    assertThat(policy("room", "member").decidePublish(ALICE, Channel.parse("room:1")))
        .isEqualTo(AccessDecision.IF_MEMBER);
    assertThat(policy("room", "member").decidePublish(ALICE, Channel.parse("planet:1")))
        .isEqualTo(AccessDecision.REFUSED);
    assertThat(policy("campaign", "workspace").allTopics()).containsExactly("events.ingress.v1");
    assertThat(policy("room", "member").allTopics())
        .containsExactly("events.ingress.v1", "gateway.publish.v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "everybody", "roles:[]", "roles:ADMIN", "Self"})
  void shouldNotStartWithAnUnknownRule(String rule) {
    assertThatThrownBy(() -> AccessRule.parse(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no access rule");
  }

  /** R-G9, R-G10: how events are handed out is the namespace's too. */
  @Test
  void shouldKnowHowEventsAreHandedOut() {
    var second = Duration.ofSeconds(1);
    assertThat(policy("board", "workspace").delivery("board")).isEqualTo(DeliveryRule.RESUME);
    assertThat(policy("board", "workspace").delivery("other")).isEqualTo(DeliveryRule.RESUME);
    assertThat(
            policy("board", namespaceOf("workspace", Delivery.CONFLATE, second)).delivery("board"))
        .isEqualTo(new DeliveryRule(Delivery.CONFLATE, second));
    assertThatThrownBy(() -> policy("board", namespaceOf("workspace", Delivery.DROP, second)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("namespace 'board'")
        .hasMessageContaining("conflate-interval");
  }

  private static ChannelPolicy policy(String namespace, String rule) {
    return policy(namespace, namespaceOf(rule, Delivery.RESUME, null));
  }

  private static ChannelPolicy policy(String namespace, NamespacesConfig.Namespace settings) {
    return new ChannelPolicy(() -> Map.of(namespace, settings));
  }

  private static NamespacesConfig.Namespace namespaceOf(
      String rule, Delivery delivery, Duration interval) {
    return new NamespacesConfig.Namespace() {

      @Override
      public NamespacesConfig.History history() {
        throw new AssertionError("not asked for");
      }

      @Override
      public Optional<String> reload() {
        return Optional.empty();
      }

      @Override
      public AccessRule access() {
        return AccessRule.parse(rule);
      }

      @Override
      public AccessRule publish() {
        return rule.equals("member") ? AccessRule.parse(rule) : new AccessRule.Nobody();
      }

      @Override
      public List<String> topics() {
        return List.of("events.ingress.v1");
      }

      @Override
      public Delivery delivery() {
        return delivery;
      }

      @Override
      public Optional<Duration> conflateInterval() {
        return Optional.ofNullable(interval);
      }
    };
  }
}
