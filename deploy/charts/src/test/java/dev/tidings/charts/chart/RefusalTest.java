package dev.tidings.charts.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidings.charts.support.Chart;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What can't work is refused before anything is installed, by a message that says what and where.
 */
class RefusalTest {

  static Stream<Arguments> nonsense() {
    return Stream.of(
        arguments("gatway: {replicas: 2}", List.of("gatway")),
        arguments("gateway: {replica: 2}", List.of("/gateway", "replica")),
        arguments("gateway: {replicas: 0}", List.of("/gateway/replicas")),
        arguments("gateway: {replicas: two}", List.of("/gateway/replicas", "integer")),
        arguments("gateway: {drain: {grace: 25}}", List.of("/gateway/drain/grace")),
        arguments(
            "gateway: {allowedOrigins: ['app.example.com']}", List.of("/gateway/allowedOrigins/0")),
        arguments("gateway: {trustedProxies: [10.0.0.1]}", List.of("/gateway/trustedProxies/0")),
        arguments(
            "gateway: {settings: {heartbeat: 20s}}",
            List.of("gateway.settings: heartbeat is no name of a property")),
        arguments(
            "gateway: {settings: {tidings.development.signing-key-location: /key}}",
            List.of("tidings.development.signing-key-location is for development only")),
        arguments(
            "gateway: {settings: {quarkus.profile: dev}}",
            List.of("quarkus.profile is for development only")),
        arguments(
            "chat: {settings: {quarkus.datasource.password: secret}}",
            List.of("quarkus.datasource.password is a secret", "chat.secretSettings")),
        arguments(
            "chat: {settings: {tidings.chat.edit-window: \"1h\\nquarkus.x=y\"}}",
            List.of("/chat/settings")),
        arguments(
            "chat: {resources: {requests: {cpu: a lot, memory: 1Gi}, limits: {memory: 1Gi}}}",
            List.of("/chat/resources/requests/cpu")),
        arguments(
            "chat: {attachments: {store: disk}}", List.of("/chat/attachments/store", "local")),
        arguments("image: {variant: wasm}", List.of("/image/variant", "native")),
        arguments("image: {pullPolicy: Sometimes}", List.of("/image/pullPolicy")),
        arguments(
            "identity: {jwksUrl: 'http://id.example.com/keys'}", List.of("/identity/jwksUrl")),
        arguments("identity: {audiences: []}", List.of("/identity/audiences")),
        arguments("postgres: {host: 'db.example.com:5432'}", List.of("/postgres/host")),
        arguments("postgres: {port: 65536}", List.of("/postgres/port")),
        arguments("postgres: {sslMode: prefer}", List.of("/postgres/sslMode")),
        arguments(
            "postgres: {credentials: {chat: Chat_Secret}}", List.of("/postgres/credentials/chat")),
        arguments("kafka: {bootstrapServers: kafka}", List.of("/kafka/bootstrapServers")),
        arguments("kafka: {securityProtocol: TLS}", List.of("/kafka/securityProtocol", "SASL_SSL")),
        arguments(
            "tracing: {endpoint: 'http://collector:4318/v1/traces'}", List.of("/tracing/endpoint")),
        arguments("tracing: {ratio: 2}", List.of("/tracing/ratio")),
        arguments(
            "analytics: {sites: {My Site: {workspace: acme}}}",
            List.of("analytics.sites: My Site is no site key")),
        arguments(
            "networkPolicy: {clients: [{cidr: 10.0.0.0/8}]}", List.of("/networkPolicy/clients/0")),
        // What a schema can't say.
        arguments("identity: {issuer: ''}", List.of("identity.issuer is required")),
        arguments(
            "identity: {jwksUrl: ''}",
            List.of("identity.jwksUrl or identity.publicKey.existingSecret is required")),
        arguments("identity: {publicKey: {existingSecret: key}}", List.of("exclude each other")),
        arguments("postgres: {host: ''}", List.of("postgres.host is required")),
        arguments("kafka: {bootstrapServers: ''}", List.of("kafka.bootstrapServers is required")),
        arguments("kafka: {topics: {createdBy: strimzi}}", List.of("needs kafka.mode=strimzi")),
        arguments(
            "kafka: {securityProtocol: SASL_SSL}",
            List.of("kafka.credentials.", "sasl.jaas.config")),
        arguments(
            "kafka: {mode: strimzi, cluster: {replicas: 1}}",
            List.of("kafka.topics.replicationFactor")),
        arguments(
            "{migrations: {mode: job}, postgres: {mode: cloudnative-pg}}",
            List.of("migrations.mode=job")),
        arguments(
            "chat: {attachments: {accessMode: ReadWriteOnce}}", List.of("is for one replica")),
        arguments(
            "notification: {email: {enabled: true}}",
            List.of("notification.email.host is required")),
        arguments(
            "notification: {webPush: {existingSecret: vapid}}",
            List.of("notification.webPush.subject is required")),
        arguments(
            "notification: {webhook: {sms: {url: 'https://sms.example.com'}}}",
            List.of("notification.webhook.sms.existingSecret")),
        arguments("ingress: {enabled: true}", List.of("ingress.host is required")),
        arguments("gatewayApi: {enabled: true}", List.of("gatewayApi.parentRefs is required")),
        arguments(
            "presence: {autoscaling: {enabled: true, cpu: 0}}",
            List.of("presence.autoscaling needs something to follow")),
        arguments(
            "presence: {autoscaling: {enabled: true, minReplicas: 9}}",
            List.of("presence.autoscaling.minReplicas")),
        arguments(
            "gateway: {drain: {grace: 2m}}",
            List.of("gateway.terminationGracePeriodSeconds has to be 130")),
        arguments(
            "gateway: {settings: {tidings.x.y: 1}, secretSettings: {tidings.x.y: {name: a, key: b}}}",
            List.of("in settings and in secretSettings")));
  }

  @ParameterizedTest
  @MethodSource
  void nonsense(String values, List<String> message) {
    assertThatThrownBy(() -> Chart.template(Chart.REQUIRED, values))
        .message()
        .contains(message)
        .doesNotContain("nil pointer", "interface conversion");
  }

  @Test
  void shouldSayWhatIsMissingWithoutAnyValues() {
    assertThatThrownBy(() -> Chart.template("{}"))
        .message()
        .contains("identity.issuer is required");
    assertThat(Chart.template(Chart.REQUIRED)).contains("kind: Deployment");
  }
}
