package dev.tidings.charts.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values that between them turn every switch of the chart. */
public final class Installations {

  private static final String EVERYTHING =
      """
      image: {registry: registry.example.com/team, tag: 1.2.3, variant: native, pullSecrets: [registry]}
      postgres: {ca: {existingSecret: postgres-ca}}
      kafka:
        securityProtocol: SASL_SSL
        saslMechanism: SCRAM-SHA-256
        ca: {existingSecret: kafka-ca, key: authority.pem}
        credentials: {gateway: k-gateway, chat: k-chat, notification: k-notification, presence: k-presence, analytics: k-analytics}
        topics: {createdBy: nobody}
      migrations: {mode: job}
      gateway:
        allowedOrigins: ['https://app.example.com']
        trustedProxies: [10.0.0.0/8, 'fd00::/8']
        settings: {tidings.gateway.limits.connections-per-user: 10, 'tidings.gateway.namespaces.ticket.access': 'roles:[AGENT]'}
        secretSettings: {quarkus.http.ssl.certificate.key-store-password: {name: keys, key: password}}
        podAnnotations: {team: live}
        nodeSelector: {pool: live}
        tolerations: [{key: live, operator: Exists, effect: NoSchedule}]
        affinity: {nodeAffinity: {}}
        service: {type: LoadBalancer, annotations: {lb: internal}}
      chat: {attachments: {store: s3, s3: {endpoint: 'https://s3.example.com', pathStyle: true, existingSecret: s3}}}
      notification:
        email: {enabled: true, host: mail.example.com, from: a@example.com, baseUrl: 'https://app.example.com', existingSecret: mail}
        webPush: {existingSecret: vapid, subject: 'mailto:ops@example.com'}
        webhook: {sms: {url: 'https://sms.example.com/x', existingSecret: sms}, webhook: {url: 'http://hook.example.com:8088/x', existingSecret: hook}}
      analytics: {sites: {www.example.org: {workspace: acme, origins: ['https://www.example.org']}}}
      ingress: {enabled: true, className: nginx, host: live.example.com, tlsSecret: live-tls, annotations: {extra: 'true'}}
      gatewayApi: {enabled: true, parentRefs: [{name: outer, namespace: net, sectionName: https}], hostnames: [live.example.com]}
      networkPolicy:
        clients: [{namespaceSelector: {matchLabels: {name: ingress}}}]
        postgres: [{ipBlock: {cidr: 10.1.0.0/16}}]
        kafka: [{ipBlock: {cidr: 10.2.0.0/16}}]
        kafkaPorts: [9093, 9094]
        issuer: [{ipBlock: {cidr: 10.3.0.0/16}}]
        notifications: [{ipBlock: {cidr: 10.4.0.0/16}}]
        s3: [{ipBlock: {cidr: 10.5.0.0/16}}]
        tracing: [{ipBlock: {cidr: 10.6.0.0/16}}]
      tracing: {endpoint: 'http://collector:4318', ratio: 0.1}
      logging: {level: DEBUG}
      metrics: {serviceMonitor: {enabled: true, labels: {release: prometheus}}, prometheusRule: {enabled: true}, dashboards: {enabled: true}}
      """;

  private static final String SCALED =
      """
      chat: {autoscaling: {enabled: true, lag: 100}}
      gateway: {autoscaling: {enabled: true, connections: 5000}}
      notification: {autoscaling: {enabled: true, lag: 100}}
      presence: {autoscaling: {enabled: true, lag: 100}}
      analytics: {autoscaling: {enabled: true, cpu: 0, lag: 100}}
      """;

  private static final String OPERATORS =
      """
      postgres: {mode: cloudnative-pg, cluster: {backup: {retentionPolicy: 30d}, storageClass: fast}}
      kafka: {mode: strimzi, topics: {createdBy: strimzi}, cluster: {storageClass: fast}}
      """;

  private static final String OLD_STRIMZI =
      """
      postgres: {sslMode: disable}
      kafka: {mode: strimzi, topics: {createdBy: services, replicationFactor: 1}, cluster: {apiVersion: v1beta2, replicas: 1}}
      networkPolicy: {enabled: false}
      """;

  private static final String OPEN =
      """
      fullnameOverride: chatter
      identity: {jwksUrl: '', publicKey: {existingSecret: issuer-key}}
      kafka: {securityProtocol: SSL}
      postgres: {sslMode: require}
      gateway: {podDisruptionBudget: {maxUnavailable: 25%}, jvmOptions: '-XX:+UseZGC'}
      chat: {attachments: {existingClaim: files}}
      networkPolicy: {prometheus: [], dns: []}
      """;

  private Installations() {}

  /** Values by the installation's name; each needs what is required in all. */
  public static Map<String, String> all() {
    var all = new LinkedHashMap<String, String>();
    all.put("defaults", "");
    all.put("small", file("values-small.yaml"));
    all.put("large", file("values-large.yaml"));
    all.put("everything", EVERYTHING);
    all.put("scaled", SCALED);
    all.put("operators", OPERATORS);
    all.put("old strimzi", OLD_STRIMZI);
    all.put("open", OPEN);
    return all;
  }

  private static String file(String name) {
    try {
      return Files.readString(Repository.CHART.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
