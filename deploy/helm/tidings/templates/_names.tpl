{{/* The beginning of all names. */}}
{{- define "tidings.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The processes of the system: component → {module, port}. */}}
{{- define "tidings.components" -}}
gateway: {module: gateway, port: 8080}
chat: {module: chat-service, port: 8081}
notification: {module: notification-service, port: 8082}
presence: {module: presence-service, port: 8083}
analytics: {module: analytics-service, port: 8084}
{{- end -}}

{{/* What selects a component's pods; never changes. Of a dict of root and component. */}}
{{- define "tidings.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "tidings.labels" -}}
{{ include "tidings.selector" . }}
app.kubernetes.io/part-of: tidings
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* A component's name in the cluster. */}}
{{- define "tidings.name" -}}
{{ include "tidings.fullname" .root }}-{{ .component }}
{{- end -}}

{{- define "tidings.image" -}}
{{- $image := .root.Values.image -}}
{{- $tag := default .root.Chart.AppVersion $image.tag -}}
{{- if eq $image.variant "native" }}{{ $tag = printf "%s-native" $tag }}{{ end -}}
{{- if $image.registry }}{{ trimSuffix "/" $image.registry }}/{{ end }}{{ $image.prefix }}{{ .module }}:{{ $tag }}
{{- end -}}

{{/* Names of what operators make. */}}
{{- define "tidings.postgresCluster" -}}{{ include "tidings.fullname" . }}-postgres{{- end -}}
{{- define "tidings.kafkaCluster" -}}{{ include "tidings.fullname" . }}-kafka{{- end -}}
