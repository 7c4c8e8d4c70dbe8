{{/* The configuration of a component, as a list of environment variables. */}}
{{- define "tidings.environment" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- $own := index $values .component -}}
- {name: QUARKUS_LOG_LEVEL, value: {{ $values.logging.level | quote }}}
{{- if include "tidings.settings" . }}
- {name: QUARKUS_CONFIG_LOCATIONS, value: /etc/tidings/settings/application.properties}
{{- end }}
{{- if and $own.jvmOptions (eq $values.image.variant "jvm") }}
- {name: JAVA_TOOL_OPTIONS, value: {{ $own.jvmOptions | quote }}}
{{- end }}
- {name: MP_JWT_VERIFY_ISSUER, value: {{ $values.identity.issuer | quote }}}
- {name: MP_JWT_VERIFY_AUDIENCES, value: {{ join "," $values.identity.audiences | quote }}}
{{- if $values.identity.publicKey.existingSecret }}
- {name: MP_JWT_VERIFY_PUBLICKEY_LOCATION, value: {{ printf "file:/etc/tidings/identity/%s" $values.identity.publicKey.key | quote }}}
{{- else }}
- {name: MP_JWT_VERIFY_PUBLICKEY_LOCATION, value: {{ $values.identity.jwksUrl | quote }}}
{{- end }}
{{ include "tidings.kafkaEnvironment" . }}
{{- if eq .component "gateway" }}
{{ include "tidings.gatewayEnvironment" . }}
{{- else }}
{{ include "tidings.databaseEnvironment" . }}
{{- end }}
{{- if eq .component "chat" }}
{{ include "tidings.chatEnvironment" . }}
{{- else if eq .component "notification" }}
{{- include "tidings.notificationEnvironment" . }}
{{- end }}
{{- if $values.tracing.endpoint }}
{{- if eq .component "gateway" }}
- {name: TIDINGS_GATEWAY_TRACING_ENDPOINT, value: {{ printf "%s/v1/traces" (trimSuffix "/" $values.tracing.endpoint) | quote }}}
- {name: TIDINGS_GATEWAY_TRACING_RATIO, value: {{ $values.tracing.ratio | quote }}}
{{- else }}
- {name: QUARKUS_OTEL_SDK_DISABLED, value: "false"}
- {name: QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ $values.tracing.endpoint | quote }}}
- {name: QUARKUS_OTEL_TRACES_SAMPLER_ARG, value: {{ $values.tracing.ratio | quote }}}
{{- end }}
{{- end }}
{{- range $property, $reference := $own.secretSettings }}
{{- /* As SmallRye Config finds properties in the environment: everything but letters and digits becomes an underscore. */}}
- name: {{ regexReplaceAll "[^A-Za-z0-9]" $property "_" | upper }}
  valueFrom: {secretKeyRef: {name: {{ $reference.name | quote }}, key: {{ $reference.key | quote }}}}
{{- end }}
{{- end -}}

{{- define "tidings.kafkaEnvironment" -}}
{{- $root := .root -}}
{{- $kafka := $root.Values.kafka -}}
{{- $strimzi := eq $kafka.mode "strimzi" -}}
{{- $protocol := $strimzi | ternary "SASL_SSL" $kafka.securityProtocol -}}
- {name: KAFKA_BOOTSTRAP_SERVERS, value: {{ $strimzi | ternary (printf "%s-kafka-bootstrap:9093" (include "tidings.kafkaCluster" $root)) $kafka.bootstrapServers | quote }}}
- {name: KAFKA_SECURITY_PROTOCOL, value: {{ $protocol | quote }}}
{{- if hasPrefix "SASL" $protocol }}
- {name: KAFKA_SASL_MECHANISM, value: {{ $strimzi | ternary "SCRAM-SHA-512" $kafka.saslMechanism | quote }}}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom: {secretKeyRef: {name: {{ include "tidings.kafkaCredentials" . | quote }}, key: sasl.jaas.config}}
{{- end }}
{{- if include "tidings.kafkaAuthority" $root }}
- {name: KAFKA_SSL_TRUSTSTORE_TYPE, value: PEM}
- {name: KAFKA_SSL_TRUSTSTORE_LOCATION, value: {{ printf "/etc/tidings/kafka/%s" ($strimzi | ternary "ca.crt" $kafka.ca.key) | quote }}}
{{- end }}
- {name: TIDINGS_KAFKA_CREATE_TOPICS, value: {{ eq $kafka.topics.createdBy "services" | quote }}}
- {name: TIDINGS_KAFKA_REPLICATION_FACTOR, value: {{ $kafka.topics.replicationFactor | quote }}}
{{- end -}}

{{- define "tidings.kafkaCredentials" -}}
{{- if eq .root.Values.kafka.mode "strimzi" -}}
{{ include "tidings.name" . }}
{{- else -}}
{{ index .root.Values.kafka.credentials .component }}
{{- end -}}
{{- end -}}

{{/* The secret with the certificate that brokers' certificates are checked by; empty for what the JDK trusts. */}}
{{- define "tidings.kafkaAuthority" -}}
{{- if eq .Values.kafka.mode "strimzi" -}}
{{ include "tidings.kafkaCluster" . }}-cluster-ca-cert
{{- else if hasSuffix "SSL" .Values.kafka.securityProtocol -}}
{{ .Values.kafka.ca.existingSecret }}
{{- end -}}
{{- end -}}

{{- define "tidings.postgresAuthority" -}}
{{- if eq .Values.postgres.mode "cloudnative-pg" -}}
{{ include "tidings.postgresCluster" . }}-ca
{{- else if ne .Values.postgres.sslMode "disable" -}}
{{ .Values.postgres.ca.existingSecret }}
{{- end -}}
{{- end -}}

{{- define "tidings.databaseEnvironment" -}}
{{- $root := .root -}}
{{- $postgres := $root.Values.postgres -}}
{{- $cnpg := eq $postgres.mode "cloudnative-pg" -}}
{{- $host := $cnpg | ternary (printf "%s-rw" (include "tidings.postgresCluster" $root)) $postgres.host -}}
{{- $port := $cnpg | ternary 5432 $postgres.port -}}
{{- $parameters := printf "currentSchema=%s&sslmode=%s&ApplicationName=%s" .component ($cnpg | ternary "verify-full" $postgres.sslMode) (include "tidings.name" .) -}}
{{- if include "tidings.postgresAuthority" $root -}}
{{- $parameters = printf "%s&sslrootcert=/etc/tidings/postgres/%s" $parameters ($cnpg | ternary "ca.crt" $postgres.ca.key) -}}
{{- else if hasPrefix "verify" $postgres.sslMode -}}
{{- $parameters = printf "%s&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" $parameters -}}
{{- end -}}
- {name: QUARKUS_DATASOURCE_JDBC_URL, value: {{ printf "jdbc:postgresql://%s:%v/%s?%s" $host $port $postgres.database $parameters | quote }}}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom: {secretKeyRef: {name: {{ index $postgres.credentials .component | quote }}, key: username}}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ index $postgres.credentials .component | quote }}, key: password}}
- {name: QUARKUS_DATASOURCE_JDBC_MAX_SIZE, value: {{ (index $root.Values .component).databaseConnections | quote }}}
- {name: QUARKUS_FLYWAY_MIGRATE_AT_START, value: {{ eq $root.Values.migrations.mode "atStart" | quote }}}
{{- end -}}

{{- define "tidings.gatewayEnvironment" -}}
{{- $root := .root -}}
{{- $gateway := $root.Values.gateway -}}
{{- range $component, $about := include "tidings.components" $root | fromYaml }}
{{- if ne $component "gateway" }}
- {name: {{ printf "TIDINGS_GATEWAY_SERVICES_%s_URL" (upper $component) }}, value: {{ printf "http://%s:%v" (include "tidings.name" (dict "root" $root "component" $component)) $about.port | quote }}}
{{- end }}
{{- end }}
- {name: TIDINGS_GATEWAY_DRAIN_SETTLE, value: {{ $gateway.drain.settle | quote }}}
- {name: TIDINGS_GATEWAY_DRAIN_PACE, value: {{ $gateway.drain.pace | quote }}}
- {name: TIDINGS_GATEWAY_DRAIN_SPREAD, value: {{ $gateway.drain.spread | quote }}}
- {name: TIDINGS_GATEWAY_DRAIN_GRACE, value: {{ $gateway.drain.grace | quote }}}
{{- with $gateway.allowedOrigins }}
- {name: TIDINGS_GATEWAY_ALLOWED_ORIGINS, value: {{ join "," . | quote }}}
{{- end }}
{{- with $gateway.trustedProxies }}
- {name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING, value: "true"}
- {name: QUARKUS_HTTP_PROXY_TRUSTED_PROXIES, value: {{ join "," . | quote }}}
{{- end }}
{{- end -}}

{{- define "tidings.chatEnvironment" -}}
{{- $attachments := .root.Values.chat.attachments -}}
- {name: TIDINGS_CHAT_ATTACHMENTS_STORE, value: {{ $attachments.store | quote }}}
- {name: TIDINGS_CHAT_ATTACHMENTS_DIRECTORY, value: /var/lib/tidings/attachments}
{{- if eq $attachments.store "s3" }}
{{- with $attachments.s3.endpoint }}
- {name: TIDINGS_CHAT_ATTACHMENTS_S3_ENDPOINT, value: {{ . | quote }}}
{{- end }}
- {name: TIDINGS_CHAT_ATTACHMENTS_S3_REGION, value: {{ $attachments.s3.region | quote }}}
- {name: TIDINGS_CHAT_ATTACHMENTS_S3_BUCKET, value: {{ $attachments.s3.bucket | quote }}}
- {name: TIDINGS_CHAT_ATTACHMENTS_S3_PATH_STYLE, value: {{ $attachments.s3.pathStyle | quote }}}
{{- with $attachments.s3.existingSecret }}
- name: TIDINGS_CHAT_ATTACHMENTS_S3_ACCESS_KEY
  valueFrom: {secretKeyRef: {name: {{ . | quote }}, key: access-key}}
- name: TIDINGS_CHAT_ATTACHMENTS_S3_SECRET_KEY
  valueFrom: {secretKeyRef: {name: {{ . | quote }}, key: secret-key}}
{{- end }}
{{- end }}
{{- end -}}

{{- define "tidings.notificationEnvironment" -}}
{{- $notification := .root.Values.notification -}}
{{- with $notification.email }}
{{- if .enabled }}
- {name: TIDINGS_NOTIFICATION_EMAIL_ENABLED, value: "true"}
- {name: TIDINGS_NOTIFICATION_EMAIL_HOST, value: {{ .host | quote }}}
- {name: TIDINGS_NOTIFICATION_EMAIL_PORT, value: {{ .port | quote }}}
- {name: TIDINGS_NOTIFICATION_EMAIL_START_TLS, value: {{ .startTls | quote }}}
- {name: TIDINGS_NOTIFICATION_EMAIL_TLS, value: {{ .tls | quote }}}
- {name: TIDINGS_NOTIFICATION_EMAIL_FROM, value: {{ .from | quote }}}
- {name: TIDINGS_NOTIFICATION_EMAIL_BASE_URL, value: {{ .baseUrl | quote }}}
{{- if .existingSecret }}
- name: TIDINGS_NOTIFICATION_EMAIL_USERNAME
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: username}}
- name: TIDINGS_NOTIFICATION_EMAIL_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: password}}
{{- end }}
{{- end }}
{{- end }}
{{- with $notification.webPush }}
{{- if .existingSecret }}
- name: TIDINGS_NOTIFICATION_WEB_PUSH_PUBLIC_KEY
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: public-key}}
- name: TIDINGS_NOTIFICATION_WEB_PUSH_PRIVATE_KEY
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: private-key}}
- {name: TIDINGS_NOTIFICATION_WEB_PUSH_SUBJECT, value: {{ .subject | quote }}}
{{- end }}
{{- end }}
{{- range $channel, $endpoint := $notification.webhook }}
{{- if $endpoint.url }}
- {name: {{ printf "TIDINGS_NOTIFICATION_WEBHOOK_%s_URL" (upper $channel) }}, value: {{ $endpoint.url | quote }}}
- name: {{ printf "TIDINGS_NOTIFICATION_WEBHOOK_%s_SECRET" (upper $channel) }}
  valueFrom: {secretKeyRef: {name: {{ $endpoint.existingSecret | quote }}, key: secret}}
{{- end }}
{{- end }}
{{- end -}}

{{/* The properties of a component that are no environment variables, as a file; empty if there are none. */}}
{{- define "tidings.settings" -}}
{{- $own := index .root.Values .component -}}
{{- range $property, $value := $own.settings }}
{{ $property }}={{ toString $value | replace "\\" "\\\\" }}
{{- end }}
{{- if eq .component "analytics" }}
{{- range $site, $about := $own.sites }}
tidings.analytics.sites."{{ $site }}".workspace={{ $about.workspace }}
{{- with $about.origins }}
tidings.analytics.sites."{{ $site }}".origins={{ join "," . }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
