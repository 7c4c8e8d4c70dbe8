# All images: docker buildx bake -f deploy/images/docker-bake.hcl [jvm|native] [--push]
# One platform: --set '*.platform=linux/amd64'; loading into Docker's own store needs that and --load.
variable "REGISTRY" { default = "" }
variable "VERSION" { default = "0.1.0-SNAPSHOT" }
variable "REVISION" { default = "unknown" }

function "name" {
  params = [module, suffix]
  result = REGISTRY == "" ? "tidings-${module}:${VERSION}${suffix}" : "${REGISTRY}/tidings-${module}:${VERSION}${suffix}"
}

group "default" { targets = ["jvm"] }

target "any" {
  context   = "."
  platforms = ["linux/amd64", "linux/arm64"]
  args      = { VERSION = VERSION, REVISION = REVISION }
  attest    = ["type=provenance,mode=max", "type=sbom"]
}

target "jvm" {
  inherits   = ["any"]
  name       = "jvm-${module}"
  matrix     = { module = ["gateway", "chat-service", "notification-service", "presence-service", "analytics-service"] }
  dockerfile = "deploy/images/Dockerfile.jvm"
  args       = { MODULE = module }
  tags       = [name(module, "")]
}

target "native" {
  inherits   = ["any"]
  name       = "native-${module}"
  matrix     = { module = ["gateway", "chat-service", "notification-service", "presence-service", "analytics-service"] }
  dockerfile = "deploy/images/Dockerfile.native"
  args       = { MODULE = module }
  tags       = [name(module, "-native")]
}
