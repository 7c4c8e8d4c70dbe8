{{/* What every pod is like: Pod Security "restricted", no token, no variables of other services. */}}
{{- define "tidings.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1001
  runAsGroup: 1001
  fsGroup: 1001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "tidings.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end -}}

{{- define "tidings.volumeMounts" -}}
- {name: temporary, mountPath: /tmp}
{{- if include "tidings.settings" . }}
- {name: settings, mountPath: /etc/tidings/settings, readOnly: true}
{{- end }}
{{- if .root.Values.identity.publicKey.existingSecret }}
- {name: identity, mountPath: /etc/tidings/identity, readOnly: true}
{{- end }}
{{- if include "tidings.kafkaAuthority" .root }}
- {name: kafka-authority, mountPath: /etc/tidings/kafka, readOnly: true}
{{- end }}
{{- if and (ne .component "gateway") (include "tidings.postgresAuthority" .root) }}
- {name: postgres-authority, mountPath: /etc/tidings/postgres, readOnly: true}
{{- end }}
{{- if eq .component "chat" }}
- {name: attachments, mountPath: /var/lib/tidings/attachments}
{{- end }}
{{- end -}}

{{- define "tidings.volumes" -}}
{{- $values := .root.Values -}}
- name: temporary
  emptyDir: {sizeLimit: 1Gi}
{{- if include "tidings.settings" . }}
- name: settings
  configMap: {name: {{ include "tidings.name" . }}}
{{- end }}
{{- if $values.identity.publicKey.existingSecret }}
- name: identity
  secret:
    secretName: {{ $values.identity.publicKey.existingSecret }}
    items: [{key: {{ $values.identity.publicKey.key | quote }}, path: {{ $values.identity.publicKey.key | quote }}}]
{{- end }}
{{- with include "tidings.kafkaAuthority" .root }}
- name: kafka-authority
  secret:
    secretName: {{ . }}
    {{- $key := eq $values.kafka.mode "strimzi" | ternary "ca.crt" $values.kafka.ca.key }}
    items: [{key: {{ $key | quote }}, path: {{ $key | quote }}}]
{{- end }}
{{- if ne .component "gateway" }}
{{- with include "tidings.postgresAuthority" .root }}
- name: postgres-authority
  secret:
    secretName: {{ . }}
    {{- $key := eq $values.postgres.mode "cloudnative-pg" | ternary "ca.crt" $values.postgres.ca.key }}
    items: [{key: {{ $key | quote }}, path: {{ $key | quote }}}]
{{- end }}
{{- end }}
{{- if eq .component "chat" }}
- name: attachments
  {{- if eq $values.chat.attachments.store "local" }}
  persistentVolumeClaim: {claimName: {{ default (printf "%s-attachments" (include "tidings.name" .)) $values.chat.attachments.existingClaim }}}
  {{- else }}
  emptyDir: {}
  {{- end }}
{{- end }}
{{- end -}}
