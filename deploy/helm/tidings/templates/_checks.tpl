{{/* What a schema can't say: values that don't go together. Each message says what to do. */}}
{{- define "tidings.checks" -}}
{{- $values := .Values -}}
{{- $_ := required "identity.issuer is required: the iss of your identity provider's tokens" $values.identity.issuer -}}
{{- if and (not $values.identity.jwksUrl) (not $values.identity.publicKey.existingSecret) -}}
{{- fail "identity.jwksUrl or identity.publicKey.existingSecret is required: by which key tokens are verified" -}}
{{- end -}}
{{- if and $values.identity.jwksUrl $values.identity.publicKey.existingSecret -}}
{{- fail "identity.jwksUrl and identity.publicKey.existingSecret exclude each other: set one" -}}
{{- end -}}
{{- if eq $values.postgres.mode "existing" -}}
{{- $_ := required "postgres.host is required with postgres.mode=existing; or let CloudNativePG make one: postgres.mode=cloudnative-pg" $values.postgres.host -}}
{{- end -}}
{{- if eq $values.kafka.mode "existing" -}}
{{- $_ := required "kafka.bootstrapServers is required with kafka.mode=existing; or let Strimzi make one: kafka.mode=strimzi" $values.kafka.bootstrapServers -}}
{{- if eq $values.kafka.topics.createdBy "strimzi" -}}
{{- fail "kafka.topics.createdBy=strimzi needs kafka.mode=strimzi" -}}
{{- end -}}
{{- if hasPrefix "SASL" $values.kafka.securityProtocol -}}
{{- range $component, $secret := $values.kafka.credentials -}}
{{- if not $secret -}}
{{- fail (printf "kafka.credentials.%s is required with SASL: the name of a secret with the key sasl.jaas.config" $component) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- else if gt (int $values.kafka.topics.replicationFactor) (int $values.kafka.cluster.replicas) -}}
{{- fail "kafka.topics.replicationFactor can't be more than kafka.cluster.replicas" -}}
{{- end -}}
{{- if and (eq $values.migrations.mode "job") (ne $values.postgres.mode "existing") -}}
{{- fail "migrations.mode=job needs postgres.mode=existing: the job runs before anything is installed" -}}
{{- end -}}
{{- $chat := $values.chat -}}
{{- $chats := $chat.autoscaling.enabled | ternary $chat.autoscaling.maxReplicas $chat.replicas -}}
{{- if and (eq $chat.attachments.store "local") (eq $chat.attachments.accessMode "ReadWriteOnce") (gt (int $chats) 1) -}}
{{- fail "chat.attachments.accessMode=ReadWriteOnce is for one replica: set chat.replicas=1, ReadWriteMany, or chat.attachments.store=s3" -}}
{{- end -}}
{{- with $values.notification.email -}}
{{- if .enabled -}}
{{- $_ := required "notification.email.host is required to send mail" .host -}}
{{- $_ := required "notification.email.from is required to send mail" .from -}}
{{- $_ := required "notification.email.baseUrl is required to send mail: where the links of your product lead" .baseUrl -}}
{{- end -}}
{{- end -}}
{{- if $values.notification.webPush.existingSecret -}}
{{- $_ := required "notification.webPush.subject is required for Web Push: mailto: or https:, where push services reach you" $values.notification.webPush.subject -}}
{{- end -}}
{{- range $channel, $endpoint := $values.notification.webhook -}}
{{- if and $endpoint.url (not $endpoint.existingSecret) -}}
{{- fail (printf "notification.webhook.%s.existingSecret is required with its url: requests are signed" $channel) -}}
{{- end -}}
{{- end -}}
{{- if $values.ingress.enabled -}}
{{- $_ := required "ingress.host is required with ingress.enabled" $values.ingress.host -}}
{{- end -}}
{{- if and $values.gatewayApi.enabled (not $values.gatewayApi.parentRefs) -}}
{{- fail "gatewayApi.parentRefs is required with gatewayApi.enabled: the Gateway that the route belongs to" -}}
{{- end -}}
{{- range $component, $about := include "tidings.components" . | fromYaml -}}
{{- $own := index $values $component -}}
{{- with $own.autoscaling -}}
{{- if .enabled -}}
{{- if gt (int .minReplicas) (int .maxReplicas) -}}
{{- fail (printf "%s.autoscaling.minReplicas can't be more than maxReplicas" $component) -}}
{{- end -}}
{{- if not (or .cpu .connections .lag) -}}
{{- fail (printf "%s.autoscaling needs something to follow: cpu, or %s" $component (eq $component "gateway" | ternary "connections" "lag")) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $property, $ignored := $own.settings -}}
{{- if not (regexMatch "^(tidings|quarkus|kafka|mp|smallrye)(\\.([-A-Za-z0-9_]+|\"[^\"\n=:\\\\]+\"))+$" $property) -}}
{{- fail (printf "%s.settings: %s is no name of a property; docs/configuration.md has them" $component $property) -}}
{{- end -}}
{{- if regexMatch "password|secret|private-key|access-key|jaas" $property -}}
{{- fail (printf "%s.settings: %s is a secret; name the secret that has it in %s.secretSettings" $component $property $component) -}}
{{- end -}}
{{- if regexMatch "^(tidings\\.development|quarkus\\.profile|quarkus\\.test|quarkus\\.devservices)" $property -}}
{{- fail (printf "%s.settings: %s is for development only" $component $property) -}}
{{- end -}}
{{- if hasKey $own.secretSettings $property -}}
{{- fail (printf "%s: %s is in settings and in secretSettings" $component $property) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $site, $ignored := $values.analytics.sites -}}
{{- if not (regexMatch "^[a-z0-9._-]{1,64}$" $site) -}}
{{- fail (printf "analytics.sites: %s is no site key: 1 to 64 lower-case letters, digits, dots, hyphens, underscores" $site) -}}
{{- end -}}
{{- end -}}
{{- with $values.gateway -}}
{{- $needed := add (include "tidings.seconds" .drain.settle) (include "tidings.seconds" .drain.grace) 5 -}}
{{- if lt (int .terminationGracePeriodSeconds) (int $needed) -}}
{{- fail (printf "gateway.terminationGracePeriodSeconds has to be %d at least: drain.settle, drain.grace and 5 s" (int $needed)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A duration such as 20s or 2m, in seconds. */}}
{{- define "tidings.seconds" -}}
{{- if hasSuffix "m" . -}}{{ mul 60 (trimSuffix "m" . | int) }}{{- else -}}{{ trimSuffix "s" . | int }}{{- end -}}
{{- end -}}
